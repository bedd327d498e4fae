/** What is due by itself: checks that were interrupted, and scans that nobody has looked at for as long as the person says. */
import { addNotSeenSince, waiting } from '../../catalogue/fixity/due.ts'
import { transact } from '../../catalogue/transact.ts'
import type { Context } from '../context.ts'
import { startChecking } from './run.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Starts to check what is due, if anything is; not while somebody wants the catalogue for himself. */
export function checkWhatIsDue(context: Context): void {
  const catalogue = context.current()
  if (!catalogue?.writer || context.writingHeld.by !== null) return
  const { fixityEvery } = context.settings.read()
  if (fixityEvery !== null) {
    const since = new Date(Date.parse(context.clock.now()) - fixityEvery * DAY_MS).toISOString()
    transact(context.writing(), 'fixity.check', (db) => addNotSeenSince(db, since, catalogue.followsLinks))
  }
  const { scans, held } = waiting(catalogue.db)
  if (scans > held) startChecking(context)
}
