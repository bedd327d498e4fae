/** Redactions as they are written. Whether they may be is decided before (services/redaction). */
import type {
  AnchorInput,
  CitedExemption,
  NoCounterpart,
  PlaceInput,
} from '../../shared/contract/redaction.ts'
import type { RedactionId } from '../../shared/contract/ids.ts'
import { SHIPPED_EXEMPTIONS } from '../../shared/domain/exemption.ts'
import type { Quotation } from '../../shared/domain/redaction/quotation.ts'
import type { RedactionState } from '../../shared/domain/redaction/states.ts'
import { run, sql } from '../database.ts'
import type { WriteDatabase } from '../database.ts'
import { unusedId, updateRow } from '../rows.ts'
import { valueMarked } from './field.ts'

export interface NewRedaction {
  uid: string
  descriptionId: number
  reason: string
  note: string
  who: string
  /** Marked without having seen what the first person has. */
  blind: boolean
}

export const insertRedaction = (db: WriteDatabase, { uid, ...row }: NewRedaction): RedactionId =>
  run(
    db,
    sql`INSERT INTO redaction (id, uid, descriptionId, reason, note, who, blind)
        VALUES (${unusedId(db, 'redaction')}, ${uid}, ${row.descriptionId}, ${row.reason}, ${row.note}, ${row.who}, ${row.blind ? 1 : 0})`,
  ).id as RedactionId

export const updateRedaction = (
  db: WriteDatabase,
  id: number,
  patch: {
    reason?: string | undefined
    note?: string | undefined
    state?: RedactionState | undefined
    proposer?: string | null | undefined
    comment?: string | null | undefined
  },
): void => updateRow(db, 'redaction', id, patch)

export const deleteRedaction = (db: WriteDatabase, id: number): void =>
  void run(db, sql`DELETE FROM redaction WHERE id = ${id}`)

export function setCodes(
  db: WriteDatabase,
  { id, descriptionId }: { id: number; descriptionId: number },
  exemptions: readonly CitedExemption[],
): void {
  run(db, sql`DELETE FROM redactionCode WHERE redactionId = ${id}`)
  exemptions.forEach(({ vocabulary, code, said }, seq) => {
    const version = SHIPPED_EXEMPTIONS.find((one) => one.id === vocabulary)?.version ?? null
    run(
      db,
      sql`INSERT INTO redactionCode (id, descriptionId, redactionId, seq, vocabulary, code, version, said)
          VALUES (${unusedId(db, 'redactionCode')}, ${descriptionId}, ${id}, ${seq}, ${vocabulary}, ${code}, ${version}, ${JSON.stringify(said)})`,
    )
  })
}

export function setWithout(
  db: WriteDatabase,
  { id, descriptionId }: { id: number; descriptionId: number },
  without: readonly NoCounterpart[],
): void {
  run(db, sql`DELETE FROM redactionWithout WHERE redactionId = ${id}`)
  for (const { side, textId, reason } of without)
    run(
      db,
      sql`INSERT INTO redactionWithout (id, descriptionId, redactionId, side, textId, reason)
          VALUES (${unusedId(db, 'redactionWithout')}, ${descriptionId}, ${id}, ${side}, ${textId}, ${reason})`,
    )
}

/** A place with what is quoted there. */
export interface Located {
  readonly place: PlaceInput
  readonly quotation: Quotation | null
}

const columnsOf = (db: WriteDatabase, { place, quotation }: Located) => ({
  pageId: 'pageId' in place ? place.pageId : null,
  shape: place.kind === 'region' ? JSON.stringify(place.shape) : null,
  textId: place.kind === 'span' ? place.textId : null,
  fromParagraphId: place.kind === 'span' ? place.from.paragraphId : null,
  fromOffset: place.kind === 'span' ? place.from.offset : null,
  toParagraphId: place.kind === 'span' ? place.to.paragraphId : null,
  toOffset: place.kind === 'span' ? place.to.offset : null,
  exact: place.kind === 'field' ? valueMarked(db, place) : (quotation?.exact ?? null),
  prefix: quotation?.prefix ?? null,
  suffix: quotation?.suffix ?? null,
  fieldOf: place.kind === 'field' ? place.of : null,
  fieldId: place.kind === 'field' ? place.id : null,
  field: place.kind === 'field' ? place.field : null,
  fieldIndex: place.kind === 'field' ? place.index : null,
  alternate: place.kind === 'field' ? place.alternate : null,
})

export function insertAnchor(
  db: WriteDatabase,
  { id, descriptionId }: { id: number; descriptionId: number },
  { uid, lines, ...located }: Located & { uid: string } & Pick<AnchorInput, 'lines'>,
): void {
  const row = { id: unusedId(db, 'redactionAnchor'), uid, descriptionId, redactionId: id, lines }
  const all = { ...row, kind: located.place.kind, ...columnsOf(db, located) }
  const names = Object.keys(all)
  run(db, {
    text: `INSERT INTO redactionAnchor (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    parameters: Object.values(all),
  })
}

/** The same place in another redaction. */
export const copyAnchor = (
  db: WriteDatabase,
  anchorId: number,
  { id, uid }: { id: number; uid: string },
): void =>
  void run(
    db,
    sql`INSERT INTO redactionAnchor (id, uid, descriptionId, redactionId, kind, pageId, shape, textId, fromParagraphId, fromOffset,
          toParagraphId, toOffset, exact, prefix, suffix, fieldOf, fieldId, field, fieldIndex, alternate, lines, uncertain)
        SELECT ${unusedId(db, 'redactionAnchor')}, ${uid}, descriptionId, ${id}, kind, pageId, shape, textId, fromParagraphId, fromOffset,
          toParagraphId, toOffset, exact, prefix, suffix, fieldOf, fieldId, field, fieldIndex, alternate, lines, uncertain
        FROM redactionAnchor WHERE id = ${anchorId}`,
  )

/** A person has said where it is: it is certain again. */
export const moveAnchor = (db: WriteDatabase, id: number, located: Located): void =>
  updateRow(db, 'redactionAnchor', id, {
    ...columnsOf(db, located),
    kind: located.place.kind,
    uncertain: 0,
  })

export const setLines = (db: WriteDatabase, id: number, lines: number | null): void =>
  updateRow(db, 'redactionAnchor', id, { lines })

export const deleteAnchor = (db: WriteDatabase, id: number): void =>
  void run(db, sql`DELETE FROM redactionAnchor WHERE id = ${id}`)
