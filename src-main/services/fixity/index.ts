/** Fixity of the scans: checked on request here, by itself in `schedule.ts`; what was seen is told from the catalogue. */
import { addDue, forgetDue, releaseDue, waiting } from '../../catalogue/fixity/due.ts'
import { fixityState, scansByOutcome } from '../../catalogue/fixity/read.ts'
import { idsInScope } from '../../catalogue/scope.ts'
import { transact } from '../../catalogue/transact.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Context, Service } from '../context.ts'
import { runningCheck, startChecking } from './run.ts'

export const fixity: Service<'fixity'> = {
  check(context, { scope }) {
    const { db, followsLinks } = context.catalogue()
    const ids = scope.kind === 'branch' && scope.id === null ? null : idsInScope(db, scope)
    transact(context.writing(), 'fixity.check', (writer) => addDue(writer, ids, followsLinks))
    return start(context)
  },

  goOn(context) {
    transact(context.writing(), 'fixity.check', releaseDue)
    return start(context)
  },

  forget(context) {
    transact(context.writing(), 'fixity.check', forgetDue)
    return { waiting: 0 }
  },

  state(context) {
    const { db, followsLinks } = context.catalogue()
    return { ...fixityState(db, followsLinks), running: runningCheck(context) }
  },

  list: (context, { outcomes, ...window }) => scansByOutcome(context.catalogue().db, outcomes, window),
}

function start(context: Context) {
  const { scans, held } = waiting(context.catalogue().db)
  if (scans === held) throw refusal('fixityNothing', {})
  return { jobId: startChecking(context) }
}
