/** A copy in memory (copy.ts) in which everything that is withheld is something else, and is approved as it then is. */
import type { Draft } from '../../shared/domain/redaction/unresolved.ts'
import { withheldPages } from '../../shared/domain/redaction/withheld.ts'
import { all, run, sql } from '../database.ts'
import type { WriteDatabase } from '../database.ts'
import { redactionsOf } from '../redaction/read.ts'
import { coveredBy } from '../review/covered.ts'
import { readReview } from '../review/read.ts'
import { otherDigest, otherWords } from './random.ts'
import { renameScan, replaceFields } from './fields.ts'
import { replaceWords } from './words.ts'

/** `ids`: the items that are released. */
export function replaceWithheld(db: WriteDatabase, ids: readonly number[]): void {
  const redactions = all<{ id: number }>(
    db,
    sql`SELECT DISTINCT descriptionId AS id FROM redaction ORDER BY id`,
  ).flatMap(({ id }) => redactionsOf(db, id))
  const whole = new Set(ids.filter((id) => readReview(db, id).decision?.decision === 'withholdInFull'))
  replaceScans(db, redactions, whole)
  replaceWords(db, redactions, { pages: new Set(withheldPages(redactions).keys()), everything: whole })
  replaceFields(db, redactions)
  replaceNotes(db)
  for (const id of ids) {
    const { decision } = readReview(db, id)
    const salt = otherDigest()
    const bound = JSON.stringify(coveredBy(db, id, decision, salt))
    run(db, sql`UPDATE review SET salt = ${salt}, bound = ${bound} WHERE descriptionId = ${id}`)
  }
}

/** Of every page of which not everything goes out. */
function replaceScans(db: WriteDatabase, redactions: readonly Draft[], whole: ReadonlySet<number>): void {
  const marked = new Set<number>(
    redactions.flatMap(({ anchors }) =>
      anchors.flatMap(({ place }) => ('pageId' in place && place.pageId !== null ? [place.pageId] : [])),
    ),
  )
  const scans = new Set<number>()
  for (const { id, descriptionId, scanId, part, crop } of all<{
    id: number
    descriptionId: number
    scanId: number | null
    part: string | null
    crop: string | null
  }>(db, sql`SELECT id, descriptionId, scanId, part, crop FROM page`))
    if (scanId !== null && (marked.has(id) || whole.has(descriptionId) || part !== null || crop !== null))
      scans.add(scanId)
  for (const id of scans) renameScan(db, id)
}

/** What reviewers say to each other. */
function replaceNotes(db: WriteDatabase): void {
  for (const { id, reason, note, comment } of all<{
    id: number
    reason: string
    note: string
    comment: string | null
  }>(db, sql`SELECT id, reason, note, comment FROM redaction`))
    run(
      db,
      sql`UPDATE redaction SET reason = ${otherWords(reason)}, note = ${otherWords(note)},
            comment = ${comment === null ? null : otherWords(comment)} WHERE id = ${id}`,
    )
  for (const { id, reason } of all<{ id: number; reason: string }>(
    db,
    sql`SELECT id, reason FROM redactionWithout`,
  ))
    run(db, sql`UPDATE redactionWithout SET reason = ${otherWords(reason)} WHERE id = ${id}`)
  for (const { id, said } of all<{ id: number; said: string }>(db, sql`SELECT id, said FROM redactionCode`)) {
    const other = Object.entries(JSON.parse(said) as Record<string, string>).map(([need, own]) => [
      need,
      otherWords(own),
    ])
    run(
      db,
      sql`UPDATE redactionCode SET said = ${JSON.stringify(Object.fromEntries(other))} WHERE id = ${id}`,
    )
  }
  for (const { id, decisionReason } of all<{ id: number; decisionReason: string }>(
    db,
    sql`SELECT id, decisionReason FROM review`,
  ))
    run(db, sql`UPDATE review SET decisionReason = ${otherWords(decisionReason)} WHERE id = ${id}`)
}
