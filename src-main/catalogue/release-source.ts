/** What the released view is made from, for a few hundred descriptions at a time, in their order. */
import type { DescriptionId } from '../shared/contract/ids.ts'
import type { ReleasedPage, ReleaseSource } from '../shared/domain/released-view.ts'
import { publicAuthorities } from './authority/public.ts'
import { containersHolding } from './container/read.ts'
import type { ReadDatabase } from './database.ts'
import { readDescriptions } from './description/read.ts'
import type { GateOf } from './review/gate.ts'
import { pageNamesOf } from './scan.ts'
import { termCodes } from './term/read.ts'

export function releaseSources(
  db: ReadDatabase,
  ids: readonly number[],
  gateOf: GateOf,
): { id: DescriptionId; source: ReleaseSource }[] {
  const pages = new Map<number, ReleasedPage[]>()
  const pageNumbers = new Map<number, number>()
  for (const { id, descriptionId, ...page } of pageNamesOf(db, ids)) {
    pageNumbers.set(id, page.number)
    pages.set(descriptionId, [...(pages.get(descriptionId) ?? []), page])
  }
  const records = readDescriptions(db, ids)
  const authorities = publicAuthorities(
    db,
    records.flatMap(({ agents }) => agents.map(({ authorityId }) => authorityId ?? 0)),
  )
  const terms = termCodes(
    db,
    records.flatMap(({ accessPoints }) => accessPoints.flatMap(({ termId }) => termId ?? [])),
  )
  const containers = containersHolding(db, ids)
  return records.map((description) => ({
    id: description.id,
    source: {
      description,
      pages: pages.get(description.id) ?? [],
      authorities,
      terms,
      pageNumbers,
      containers,
      review: gateOf(description.id),
    },
  }))
}
