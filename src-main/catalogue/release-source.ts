/** What the released view is made from, for a few hundred descriptions at a time, in their order. */
import type { DescriptionId } from '../shared/contract/ids.ts'
import type { SourcePage, ReleaseSource } from '../shared/domain/released-view.ts'
import type { SourceFile } from '../shared/domain/released-file.ts'
import type { Size } from '../shared/domain/region.ts'
import type { SourceReadings } from '../shared/domain/released-readings.ts'
import { publicAuthorities } from './authority/public.ts'
import { sourceAuthorities } from './authority/source.ts'
import { containersHolding } from './container/read.ts'
import type { ReadDatabase } from './database.ts'
import { readDescriptions } from './description/read.ts'
import type { GateOf } from './review/gate.ts'
import { pageFiles } from './page-files.ts'
import { pageNamesOf, pageSizes } from './scan.ts'
import { termCodes } from './term/read.ts'
import { pairsOfMany, saidBetween } from './text/pairs.ts'
import { textsOfMany } from './text/read.ts'

/** What is read beside the descriptions themselves, because whoever writes has a place for it. */
export interface WantedBeside {
  /** Texts; with them, as with files, how large pages are. */
  readonly texts?: boolean
  /** What is known of the files of pages. */
  readonly files?: boolean
  /** Records of authorities. */
  readonly authorities?: boolean
}

export function releaseSources(
  db: ReadDatabase,
  ids: readonly number[],
  gateOf: GateOf,
  wanted: WantedBeside = {},
  /** Whether the audience may know of an authority to which one that is named has a relation. */
  isKnown: (authorityId: number) => boolean = () => false,
): { id: DescriptionId; source: ReleaseSource }[] {
  const pages = new Map<number, SourcePage[]>()
  const sizes: ReadonlyMap<number, Size> = wanted.texts || wanted.files ? pageSizes(db, ids) : new Map()
  const files: ReadonlyMap<number, SourceFile> = wanted.files ? pageFiles(db, ids) : new Map()
  const readingsOf = wanted.texts ? readingsIn(db, ids) : () => undefined
  const pageNumbers = new Map<number, number>()
  for (const { id, descriptionId, ...page } of pageNamesOf(db, ids)) {
    pageNumbers.set(id, page.number)
    const [size, file] = [sizes.get(id), files.get(id)]
    pages.set(descriptionId, [
      ...(pages.get(descriptionId) ?? []),
      { ...page, ...(size && { size }), ...(file && { file }) },
    ])
  }
  const records = readDescriptions(db, ids)
  const authorities = publicAuthorities(
    db,
    records.flatMap(({ agents }) => agents.map(({ authorityId }) => authorityId ?? 0)),
  )
  const named = records.flatMap(({ agents }) => agents.flatMap(({ authorityId }) => authorityId ?? []))
  const whole = wanted.authorities ? sourceAuthorities(db, named, isKnown) : undefined
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
      records: whole,
      terms,
      pageNumbers,
      containers,
      readings: readingsOf(description.id),
      review: gateOf(description.id),
    },
  }))
}

function readingsIn(db: ReadDatabase, ids: readonly number[]): (id: number) => SourceReadings {
  const texts = textsOfMany(db, ids)
  const pairs = pairsOfMany(db, ids)
  return (id) => ({
    texts: texts.get(id) ?? [],
    said: (first, other) => saidBetween(pairs.get(id) ?? { pairs: [], without: [] }, first, other),
  })
}
