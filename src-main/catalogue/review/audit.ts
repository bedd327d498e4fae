/**
 * The audit of the review: rows that are only added, each holding the hash of the one before. They say who did what to
 * which redaction, its geometry and its codes; what is withheld is referred to by uid, and its words are not in it.
 */
import { createHash } from 'node:crypto'
import type { AuditRow } from '../../shared/contract/review.ts'
import type { Place } from '../../shared/contract/redaction.ts'
import { canonical } from '../../shared/domain/review/canonical.ts'
import type { Act, Role } from '../../shared/domain/review/states.ts'
import type { Draft } from '../../shared/domain/redaction/unresolved.ts'
import { all, each, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'

export interface Audited {
  at: string
  actor: string
  role: Role
  act: Act
  /** Uids. */
  description: string
  redaction: string | null
  before: unknown
  after: unknown
  reason: string
  version: string
}

export type StoredRow = Omit<AuditRow, 'descriptionId' | 'signedBy'>

/** The hash of a row: over everything else that it says, the hash of the row before it included. */
export const hashOf = ({ hash: _, ...row }: StoredRow): string =>
  createHash('sha256').update(canonical(row)).digest('hex')

const last = (db: ReadDatabase): { seq: number; hash: string } | undefined =>
  get(db, sql`SELECT seq, hash FROM reviewAudit ORDER BY seq DESC LIMIT 1`)

/** With whose key a row is signed. */
export interface Signer {
  readonly fingerprint: string
  sign(bytes: Buffer): Buffer
}

/** What is signed of a row: its hash, told apart from anything else that a key may ever sign. */
export const signedBytes = (hash: string): Buffer => Buffer.from(`shoko-audit-1\n${hash}`)

/** Adds a row, signed where somebody signs, and answers its hash. */
export function audit(
  db: WriteDatabase,
  { before, after, ...said }: Audited,
  signer: Signer | null = null,
): string {
  const previous = last(db)
  const image = (value: unknown) => (value === null ? null : canonical(value))
  const row = {
    ...said,
    seq: (previous?.seq ?? 0) + 1,
    before: image(before),
    after: image(after),
    prevHash: previous?.hash ?? '',
  }
  const hash = hashOf({ ...row, hash: '' })
  run(
    db,
    sql`INSERT INTO reviewAudit (seq, at, actor, role, act, description, redaction, before, after, reason, version, prevHash, hash)
        VALUES (${row.seq}, ${row.at}, ${row.actor}, ${row.role}, ${row.act}, ${row.description}, ${row.redaction},
                ${row.before}, ${row.after}, ${row.reason}, ${row.version}, ${row.prevHash}, ${hash})`,
  )
  if (signer !== null)
    run(
      db,
      sql`INSERT INTO reviewSignature (seq, fingerprint, signature)
          VALUES (${row.seq}, ${signer.fingerprint}, ${signer.sign(signedBytes(hash)).toString('base64')})`,
    )
  return hash
}

export const AUDIT_COLUMNS =
  'seq, at, actor, role, act, description, redaction, before, after, reason, version, prevHash, hash'

/** The first row that is not what its hash says, or does not follow the one before; null where the chain holds. */
export function brokenAt(db: ReadDatabase): number | null {
  let previous = { seq: 0, hash: '' }
  for (const row of each<StoredRow>(db, {
    text: `SELECT ${AUDIT_COLUMNS} FROM reviewAudit ORDER BY seq`,
    parameters: [],
  })) {
    if (row.seq !== previous.seq + 1 || row.prevHash !== previous.hash || hashOf(row) !== row.hash)
      return row.seq
    previous = row
  }
  // What was cut off at the end is still named by the reviews.
  const cut = get<{ id: number }>(
    db,
    sql`SELECT id FROM review WHERE auditHash IS NOT NULL AND auditHash NOT IN (SELECT hash FROM reviewAudit) LIMIT 1`,
  )
  return cut ? previous.seq + 1 : null
}

export function auditRows(
  db: ReadDatabase,
  description: string | null,
  { offset, limit }: { offset: number; limit: number },
): { total: number; rows: AuditRow[] } {
  const where = description === null ? sql`true` : sql`description = ${description}`
  const { total = 0 } =
    get<{ total: number }>(db, {
      text: `SELECT count(*) AS total FROM reviewAudit WHERE ${where.text}`,
      parameters: where.parameters,
    }) ?? {}
  const rows = all<AuditRow>(db, {
    text: `SELECT ${AUDIT_COLUMNS}, (SELECT id FROM description WHERE uid = reviewAudit.description) AS descriptionId,
             (SELECT fingerprint FROM reviewSignature WHERE reviewSignature.seq = reviewAudit.seq) AS signedBy
           FROM reviewAudit WHERE ${where.text} ORDER BY seq DESC LIMIT ? OFFSET ?`,
    parameters: [...where.parameters, limit, offset],
  })
  return { total, rows }
}

/** Redactions that somebody has proposed, and nobody has taken away by a decision, of which no row is left. */
export const goneOf = (db: ReadDatabase, description: string): string[] =>
  all<{ redaction: string }>(
    db,
    sql`SELECT redaction FROM (
          SELECT redaction, act, max(seq) FROM reviewAudit
          WHERE description = ${description} AND redaction IS NOT NULL AND act IN ('propose', 'agree', 'loosen', 'remove')
          GROUP BY redaction)
        WHERE act IN ('propose', 'agree') AND redaction NOT IN (SELECT uid FROM redaction)`,
  ).map(({ redaction }) => redaction)

/** A place without the words that stand there. */
function geometry(place: Place): unknown {
  if (place.kind === 'span') return { kind: place.kind, textId: place.textId, from: place.from, to: place.to }
  if (place.kind !== 'field') return place
  const { alternate: _, ...named } = place
  return named
}

/** Geometry and codes of a redaction. */
export const imageOf = ({ anchors, exemptions, noCounterpart }: Draft): unknown => ({
  anchors: anchors.map(({ uid, place, lines }) => ({ uid, lines, place: geometry(place) })),
  codes: exemptions.map(({ vocabulary, code, version }) => ({ vocabulary, code, version })),
  without: noCounterpart.map(({ side, textId }) => ({ side, textId })),
})
