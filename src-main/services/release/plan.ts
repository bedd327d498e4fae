/** Which items a release would hold, and what is in the way of the others. */
import { existsSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { readRows } from '../../catalogue/description/read.ts'
import { openBesides } from '../../catalogue/redaction/same-scan.ts'
import { approvedItems } from '../../catalogue/release.ts'
import { pagesOf, scanById, scanFile } from '../../catalogue/scan.ts'
import { isOpen } from '../../exporters/release/copy.ts'
import type { OpenPage } from '../../exporters/release/copy.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { BlockedBecause, PlannedItem } from '../../shared/contract/release.ts'
import { isPartial } from '../../shared/domain/box/cut.ts'
import { partialRelease } from '../../shared/domain/box/coding.ts'
import type { Language } from '../../shared/i18n/index.ts'
import type { Context } from '../context.ts'
import { judged } from './copy.ts'
import type { PathOf, Releasable } from './copy.ts'

export interface Meant {
  readonly ids: readonly DescriptionId[]
  readonly batch: string | null
  readonly language: Language
  readonly acceptTraces: boolean
}

export interface Planned {
  readonly told: PlannedItem
  readonly releasable: Releasable | null
}

/** @throws descriptionNotFound, linkNotFollowed */
export async function planned(
  context: Context,
  { ids, batch, language, acceptTraces }: Meant,
): Promise<Planned[]> {
  const { db } = context.catalogue()
  const pathOf = pathsOf(context)
  const all: Planned[] = []
  for (const id of ids.length > 0 ? [...new Set(ids)] : approvedItems(db, batch)) {
    all.push(await plannedItem(context, db, { id, language, pathOf, acceptTraces }))
    // Many items take a while; whoever types meanwhile does not wait.
    await turn()
  }
  return all
}

function pathsOf(context: Context): PathOf {
  const catalogue = context.catalogue()
  return ({ scan }) => {
    const row = scan && scanById(catalogue.db, scan.id)
    const path = row ? scanFile(catalogue, row) : null
    return path !== null && existsSync(path) ? path : null
  }
}

/** Where the file of each page's scan is. */
export function mastersOf(context: Context, ids: readonly number[]): [pageId: number, path: string][] {
  const pathOf = pathsOf(context)
  return ids.flatMap((id) =>
    pagesOf(context.catalogue().db, id).flatMap((page): [number, string][] => {
      const path = pathOf(page)
      return path === null ? [] : [[page.id, path]]
    }),
  )
}

async function plannedItem(
  context: Context,
  db: ReadDatabase,
  { id, pathOf, ...asked }: { id: DescriptionId; pathOf: PathOf } & Pick<Meant, 'language' | 'acceptTraces'>,
): Promise<Planned> {
  const [row] = readRows(db, [id])
  if (!row) throw refusal('descriptionNotFound', { id })
  const { referenceCode, title } = row
  const told = { descriptionId: id, referenceCode, title, pages: 0, withheldPages: 0, marks: 0 }
  const blocked = (because: BlockedBecause): Planned => ({
    told: { ...told, outcome: 'blocked', because },
    releasable: null,
  })
  const one = judged(db, id, pathOf, asked)
  if ('blocked' in one) return blocked(one.blocked)
  if (openBesides(db, id)) return blocked('sameScan')
  const { item } = one.releasable
  const open = item.pages.filter(isOpen)
  if (!asked.acceptTraces && (await isLossy(context, open))) return blocked('lossyMaster')
  return {
    told: {
      ...told,
      outcome: item.decision,
      because: null,
      pages: item.pages.length,
      withheldPages: item.pages.length - open.length,
      marks: open.reduce((sum, { marks }) => sum + marks.length, 0) + item.withheldWords.length,
    },
    releasable: one.releasable,
  }
}

/** Whether a page with marks, or of a part of its scan, is coded so that traces of what does not go out may stand in what does. */
async function isLossy({ decoding }: Context, pages: readonly OpenPage[]): Promise<boolean> {
  for (const { master, marks, shown } of pages)
    if (
      (marks.length > 0 || isPartial(shown, master.size)) &&
      partialRelease(await decoding.coding(master.path, master.frame)) === 'signed'
    )
      return true
  return false
}
