/** Redactions with their anchors, each where it is now. */
import { CitedExemption, Shape } from '../../shared/contract/redaction.ts'
import type { Anchor, NoCounterpart, Place, Redaction } from '../../shared/contract/redaction.ts'
import type {
  AnchorId,
  DescriptionId,
  PageId,
  ParagraphId,
  RedactionId,
  TextId,
} from '../../shared/contract/ids.ts'
import { SHIPPED_EXEMPTIONS } from '../../shared/domain/exemption.ts'
import { placed } from '../../shared/domain/redaction/quotation.ts'
import type { TextPlace, Words } from '../../shared/domain/redaction/quotation.ts'
import type { Draft } from '../../shared/domain/redaction/unresolved.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { ownExemptions } from '../exemption.ts'
import { fieldThere } from './field.ts'

interface AnchorRow {
  id: AnchorId
  uid: string
  redactionId: number
  kind: Place['kind']
  pageId: PageId | null
  shape: string | null
  textId: TextId | null
  fromParagraphId: ParagraphId | null
  fromOffset: number | null
  toParagraphId: ParagraphId | null
  toOffset: number | null
  exact: string | null
  prefix: string | null
  suffix: string | null
  fieldOf: 'description' | 'authority' | 'scan' | null
  fieldId: number | null
  field: string | null
  fieldIndex: number | null
  alternate: string | null
  lines: number | null
  uncertain: 0 | 1
}

const SAID = CitedExemption.shape.said

/** A file can come from anywhere: a shape that is none is nowhere. */
function shapeOf(json: string | null): Shape | null {
  try {
    return Shape.safeParse(JSON.parse(json ?? 'null')).data ?? null
  } catch {
    return null
  }
}

/** The words of the paragraphs of texts, in order. */
export function wordsOf(db: ReadDatabase, textIds: readonly number[]): Map<number, Words[]> {
  const words = new Map<number, Words[]>()
  for (const { textId, ...paragraph } of all<Words & { textId: number }>(
    db,
    sql`SELECT id, textId, value FROM paragraph WHERE textId IN (SELECT value FROM json_each(${JSON.stringify(textIds)}))
        ORDER BY textId, seq`,
  ))
    words.set(textId, [...(words.get(textId) ?? []), paragraph])
  return words
}

const place = (paragraphId: ParagraphId | null, offset: number | null): TextPlace | null =>
  paragraphId === null || offset === null ? null : { paragraphId, offset }
const branded = (at: TextPlace | undefined) =>
  at ? { paragraphId: at.paragraphId as ParagraphId, offset: at.offset } : null

function anchorOf(db: ReadDatabase, row: AnchorRow, words: ReadonlyMap<number, Words[]>): Anchor {
  const { id, uid, lines } = row
  const anchor = (place: Place, certain: boolean): Anchor => ({
    ...{ id, uid, place, lines },
    uncertain: row.uncertain === 1 || !certain,
  })
  if (row.kind === 'page') return anchor({ kind: 'page', pageId: row.pageId }, row.pageId !== null)
  if (row.kind === 'region') {
    const shape = shapeOf(row.shape)
    const none = { x: 0, y: 0, width: 1, height: 1 }
    const certain = shape !== null && row.pageId !== null
    return anchor({ kind: 'region', pageId: row.pageId, shape: shape ?? none }, certain)
  }
  if (row.kind === 'field') {
    const { fieldOf: of, fieldId: fieldId, field, fieldIndex: index, alternate } = row
    const named = { of: of ?? 'description', id: fieldId ?? 0, field: field ?? '', index }
    return anchor({ kind: 'field', ...named, alternate }, fieldThere(db, named, row.exact))
  }
  const quotation = { exact: row.exact ?? '', prefix: row.prefix ?? '', suffix: row.suffix ?? '' }
  const known = {
    from: place(row.fromParagraphId, row.fromOffset),
    to: place(row.toParagraphId, row.toOffset),
  }
  const now = row.textId === null ? null : placed(words.get(row.textId) ?? [], known, quotation)
  const span = { from: branded(now?.from), to: branded(now?.to), quotation }
  return anchor({ kind: 'span', textId: row.textId, ...span }, now !== null)
}

interface RedactionRow extends Omit<Draft, 'anchors' | 'exemptions' | 'noCounterpart'> {
  id: RedactionId
}

/** How a code is printed: as its vocabulary says it. */
function stampOf(db: ReadDatabase, vocabulary: string, code: string): string {
  const shipped = SHIPPED_EXEMPTIONS.find(({ id }) => id === vocabulary)?.codes.find(
    (one) => one.code === code,
  )
  return shipped?.stamp ?? ownExemptions(db).find((own) => own.code === code)?.stamp ?? code
}

function saidOf(json: string): CitedExemption['said'] {
  try {
    return SAID.safeParse(JSON.parse(json)).data ?? {}
  } catch {
    return {}
  }
}

/** The redactions of a description, in the order in which they were made. */
export const redactionsOf = (db: ReadDatabase, descriptionId: number): Draft[] =>
  marksOf(db, descriptionId, 0)

/** What a second person has marked without seeing those. */
export const blindMarksOf = (db: ReadDatabase, descriptionId: number): Draft[] =>
  marksOf(db, descriptionId, 1)

function marksOf(db: ReadDatabase, descriptionId: number, blind: 0 | 1): Draft[] {
  const rows = all<RedactionRow>(
    db,
    sql`SELECT id, uid, descriptionId, state, reason, note, who, proposer, comment FROM redaction
        WHERE descriptionId = ${descriptionId} AND blind = ${blind} ORDER BY id`,
  )
  if (rows.length === 0) return []
  const anchors = all<AnchorRow>(
    db,
    sql`SELECT * FROM redactionAnchor WHERE descriptionId = ${descriptionId} ORDER BY id`,
  )
  const words = wordsOf(db, [...new Set(anchors.flatMap(({ textId }) => (textId === null ? [] : [textId])))])
  const codes = all<{
    redactionId: number
    vocabulary: string
    code: string
    version: string | null
    said: string
  }>(
    db,
    sql`SELECT redactionId, vocabulary, code, version, said FROM redactionCode
        WHERE descriptionId = ${descriptionId} ORDER BY redactionId, seq`,
  )
  const without = all<NoCounterpart & { redactionId: number }>(
    db,
    sql`SELECT redactionId, side, textId, reason FROM redactionWithout WHERE descriptionId = ${descriptionId} ORDER BY id`,
  )
  return rows.map((row) => ({
    ...row,
    anchors: anchors
      .filter(({ redactionId }) => redactionId === row.id)
      .map((anchor) => anchorOf(db, anchor, words)),
    exemptions: codes
      .filter(({ redactionId }) => redactionId === row.id)
      .map(({ vocabulary, code, version, said }) => ({
        ...{ vocabulary, code, version },
        said: saidOf(said),
        stamp: stampOf(db, vocabulary, code),
      })),
    noCounterpart: without
      .filter(({ redactionId }) => redactionId === row.id)
      .map(({ side, textId, reason }) => ({ side, textId, reason })),
  }))
}

export function readRedaction(db: ReadDatabase, id: number): Draft | null {
  const row = get<{ descriptionId: DescriptionId; blind: 0 | 1 }>(
    db,
    sql`SELECT descriptionId, blind FROM redaction WHERE id = ${id}`,
  )
  return row
    ? (marksOf(db, row.descriptionId, row.blind).find((redaction) => redaction.id === id) ?? null)
    : null
}

export const isBlindMark = (db: ReadDatabase, id: number): boolean =>
  get(db, sql`SELECT 1 FROM redaction WHERE id = ${id} AND blind = 1`) !== undefined

export const redactionOfAnchor = (db: ReadDatabase, anchorId: number): RedactionId | null =>
  get<{ redactionId: RedactionId }>(db, sql`SELECT redactionId FROM redactionAnchor WHERE id = ${anchorId}`)
    ?.redactionId ?? null

/** Whether anything that is taken away of it is a loosening. */
export const isHeld = ({ state }: Pick<Redaction, 'state'>): boolean =>
  state === 'proposed' || state === 'agreed'

/** Redactions of other descriptions that lie on pages of this one: pages go from one to another with what is marked on them. */
export const redactionsFromElsewhere = (db: ReadDatabase, descriptionId: number): Draft[] =>
  all<{ id: number; descriptionId: number }>(
    db,
    sql`SELECT DISTINCT redactionId AS id, redactionAnchor.descriptionId FROM redactionAnchor JOIN page ON page.id = pageId
        WHERE page.descriptionId = ${descriptionId} AND redactionAnchor.descriptionId <> ${descriptionId}`,
  ).flatMap((found) => redactionsOf(db, found.descriptionId).filter(({ id }) => id === found.id))

/** What is marked in the fields of a description by redactions of others: a passage takes with it what says the same above it. */
export const marksOnFieldsOf = (db: ReadDatabase, descriptionId: number): Draft[] =>
  all<{ id: number; descriptionId: number }>(
    db,
    sql`SELECT DISTINCT redactionId AS id, descriptionId FROM redactionAnchor
        WHERE kind = 'field' AND fieldOf = 'description' AND fieldId = ${descriptionId}
          AND descriptionId <> ${descriptionId}`,
  ).flatMap((found) => redactionsOf(db, found.descriptionId).filter(({ id }) => id === found.id))
