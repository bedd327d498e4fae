/** Pages that show the same of one scan, where something is marked on one of them and stands open on another (T8). */
import type { AnchorId, DescriptionId, PageId, RedactionId } from '../../shared/contract/ids.ts'
import { Shape } from '../../shared/contract/redaction.ts'
import type { Page } from '../../shared/contract/scan.ts'
import { rectanglesOf } from '../../shared/domain/box/snap.ts'
import { isOpenOn, withheldOfScan } from '../../shared/domain/redaction/same-scan.ts'
import type { Draft } from '../../shared/domain/redaction/unresolved.ts'
import type { Region, Size } from '../../shared/domain/region.ts'
import { LEAVING } from '../../shared/domain/review/states.ts'
import type { Decision } from '../../shared/domain/review/states.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { readPage } from '../scan.ts'
import { isBlindMark, readRedaction, redactionsOf } from './read.ts'

interface Place {
  readonly pageId: PageId
  readonly descriptionId: DescriptionId
  /** Of the description. */
  readonly referenceCode: string | null
  readonly number: number
}

/** What a redaction withholds on one page and another page shows. */
export interface OpenOn {
  readonly redactionId: RedactionId
  readonly anchorId: AnchorId
  readonly marked: Place
  readonly open: Place
}

/** A page of another item, by the item's code and its own number. */
export const placeWords = ({ referenceCode, descriptionId, number }: Place): string =>
  `${referenceCode ?? `#${String(descriptionId)}`} / ${String(number)}`

/** What a redaction withholds that the same item shows on another page, or another item that is decided to go out. */
export const openBeside = (db: ReadDatabase, redaction: Draft): OpenOn[] =>
  openOf(db, redaction).filter(({ open, marked }) =>
    goesOut(db, open.descriptionId, marked.descriptionId === open.descriptionId),
  )

/** What an item shows openly that is withheld on a page of another. */
export function withheldBeside(db: ReadDatabase, descriptionId: number): OpenOn[] {
  if (!goesOut(db, descriptionId, true)) return []
  const ids = all<{ id: number }>(
    db,
    sql`SELECT DISTINCT redactionId AS id FROM page JOIN scan ON scan.id = page.scanId
          JOIN scan AS same ON same.sha256 = scan.sha256 JOIN page AS other ON other.scanId = same.id
          JOIN redactionAnchor ON redactionAnchor.pageId = other.id
          JOIN redaction ON redaction.id = redactionId
        WHERE page.descriptionId = ${descriptionId} AND other.descriptionId <> ${descriptionId}
          AND redaction.descriptionId <> ${descriptionId} AND blind = 0 ORDER BY redactionId`,
  )
  return ids.flatMap(({ id }) => {
    const redaction = readRedaction(db, id)
    return redaction ? openOf(db, redaction).filter(({ open }) => open.descriptionId === descriptionId) : []
  })
}

/** Whether a scan of an item shows openly here, or elsewhere, what is withheld elsewhere, or here. */
export const openBesides = (db: ReadDatabase, descriptionId: number): boolean =>
  goesOut(db, descriptionId, true) &&
  (withheldBeside(db, descriptionId).length > 0 ||
    redactionsOf(db, descriptionId).some((redaction) => openBeside(db, redaction).length > 0))

/** All of a catalogue, whoever decided what of them. */
export const openAnywhere = (db: ReadDatabase): OpenOn[] =>
  all<{ id: number }>(
    db,
    sql`SELECT DISTINCT redactionId AS id FROM redactionAnchor JOIN redaction ON redaction.id = redactionId
        WHERE pageId IS NOT NULL AND blind = 0 ORDER BY redactionId`,
  ).flatMap(({ id }) => {
    const redaction = readRedaction(db, id)
    return redaction ? openOf(db, redaction) : []
  })

/** Whoever has said why it stands on no other image has looked at those that there are. A blind mark withholds nothing yet. */
function openOf(db: ReadDatabase, { id: redactionId, anchors, noCounterpart }: Draft): OpenOn[] {
  if (noCounterpart.some(({ side }) => side === 'image') || isBlindMark(db, redactionId)) return []
  return anchors.flatMap(({ id: anchorId, place }) => {
    if ((place.kind !== 'region' && place.kind !== 'page') || place.pageId === null) return []
    const page = readPage(db, place.pageId)
    const size = page && sizeOf(page)
    if (!page?.scan || !size || page.descriptionId === null) return []
    const from = { ...page, descriptionId: page.descriptionId }
    const all = [{ x: 0, y: 0, ...size }]
    const marked = place.kind === 'page' ? all : rectanglesOf(place.shape, size)
    const withheld = withheldOfScan(marked, page, size)
    return alike(db, page).flatMap(({ id, referenceCode }): OpenOn[] => {
      const other = readPage(db, id)
      if (!other || other.descriptionId === null) return []
      if (!isOpenOn(withheld, other, coveredOn(db, id, size), size)) return []
      const open = { ...other, descriptionId: other.descriptionId }
      return [
        { redactionId, anchorId, marked: placed(from, codeOf(db, from)), open: placed(open, referenceCode) },
      ]
    })
  })
}

type Shown = Pick<Page, 'id' | 'number'> & { readonly descriptionId: DescriptionId }
const placed = ({ id: pageId, descriptionId, number }: Shown, referenceCode: string | null): Place => ({
  ...{ pageId, descriptionId, referenceCode, number },
})
const codeOf = (db: ReadDatabase, { descriptionId }: Shown): string | null =>
  get<{ referenceCode: string | null }>(
    db,
    sql`SELECT referenceCode FROM description WHERE id = ${descriptionId}`,
  )?.referenceCode ?? null

const sizeOf = ({ width, height }: Page): Size | null =>
  width === null || height === null ? null : { width, height }

/** Other pages of the same image, in descriptions that are not in the bin. */
const alike = (db: ReadDatabase, { id, scan, frame }: Page) =>
  all<{ id: PageId; referenceCode: string | null }>(
    db,
    sql`SELECT page.id, referenceCode FROM page JOIN scan ON scan.id = page.scanId
          JOIN description ON description.id = page.descriptionId
        WHERE sha256 = ${scan?.sha256 ?? ''} AND frame = ${frame} AND page.id <> ${id} AND binnedAt IS NULL
        ORDER BY page.id`,
  )

/** What is withheld on a page, whichever redaction says so. */
function coveredOn(db: ReadDatabase, pageId: number, size: Size): Region[] {
  return all<{ kind: string; shape: string | null }>(
    db,
    sql`SELECT kind, shape FROM redactionAnchor JOIN redaction ON redaction.id = redactionId
        WHERE pageId = ${pageId} AND blind = 0`,
  ).flatMap(({ kind, shape }) => {
    if (kind === 'page') return [{ x: 0, y: 0, ...size }]
    const found = parsed(shape)
    return found ? rectanglesOf(found, size) : []
  })
}

function parsed(shape: string | null): Shape | null {
  try {
    return Shape.safeParse(JSON.parse(shape ?? 'null')).data ?? null
  } catch {
    return null
  }
}

/** Whether images of an item are to leave; `undecided`: what counts where nobody has said. */
function goesOut(db: ReadDatabase, descriptionId: number, undecided: boolean): boolean {
  const decision = get<{ decision: Decision | null }>(
    db,
    sql`SELECT decision FROM review WHERE descriptionId = ${descriptionId}`,
  )?.decision
  if (decision == null) return undecided
  return LEAVING.has(decision) && decision !== 'withholdInFull'
}
