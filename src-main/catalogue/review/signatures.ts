/** The signatures of the audit: all of them, or those that an item is released on. */
import { all, each, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { foldedName } from '../../shared/domain/review/person.ts'
import type { Act } from '../../shared/domain/review/states.ts'
import { AUDIT_COLUMNS } from './audit.ts'
import { DECIDING, Registry } from './registry.ts'
import type { SignatureFault, SignedRow } from './registry.ts'

const SIGNED = `SELECT ${AUDIT_COLUMNS.split(', ')
  .map((name) => `reviewAudit.${name}`)
  .join(', ')}, reviewSignature.fingerprint, signature, publicKey
  FROM reviewAudit LEFT JOIN reviewSignature USING (seq) LEFT JOIN personKey USING (fingerprint)`

/** Rows of which the signature does not hold, as it had to when they were written. */
export function faultySignatures(db: ReadDatabase): { seq: number; fault: SignatureFault }[] {
  const registry = new Registry()
  const faults: { seq: number; fault: SignatureFault }[] = []
  for (const row of each<SignedRow>(db, { text: `${SIGNED} ORDER BY seq`, parameters: [] })) {
    const fault = registry.take(row)
    if (fault !== null) faults.push({ seq: row.seq, fault })
  }
  return faults
}

/** Who has last done something with an item as a whole, and with which key. */
export const keyOfLast = (
  db: ReadDatabase,
  description: string,
  act: Act,
): { actor: string; fingerprint: string } | undefined =>
  get(
    db,
    sql`SELECT actor, fingerprint FROM reviewAudit JOIN reviewSignature USING (seq)
        WHERE description = ${description} AND act = ${act} AND redaction IS NULL ORDER BY seq DESC LIMIT 1`,
  )

export type Vouched =
  /** The office has no passphrases: names are asserted. */
  | { readonly persons: 'asserted' }
  /** Two persons with keys of their own, and whoever approved. */
  | { readonly persons: 'verified'; readonly fingerprints: readonly string[] }
  | { readonly fault: SignatureFault | 'oneKey' }

/** On whose signatures an item was approved: as it is now, and by keys that are still in use. */
export function vouchedFor(db: ReadDatabase, description: string, digest: string): Vouched {
  const registry = new Registry()
  const decided = new Map<string, SignedRow>()
  const faults: SignatureFault[] = []
  const rows = all<SignedRow>(db, {
    text: `${SIGNED} WHERE description IN ('', ?) ORDER BY seq`,
    parameters: [description],
  })
  let before = ''
  for (const row of rows) {
    const fault = registry.take(row)
    if (row.description === '') continue
    // What was decided before is of no weight any more.
    if (row.act === 'propose' && before !== 'propose') faults.length = 0
    before = row.act
    if (fault !== null) faults.push(fault)
    if (row.redaction === null) decided.set(row.act, row)
  }
  const { since } = registry
  if (since === null) return { persons: 'asserted' }
  if (registry.isBroken) return { fault: 'signatureBroken' }
  const [proposed, agreed, approved] = DECIDING.map((act) => decided.get(act))
  if (!proposed || !agreed || !approved) return { fault: 'signatureMissing' }
  const inOrder = since < proposed.seq && proposed.seq < agreed.seq && agreed.seq < approved.seq
  if (!inOrder) return { fault: 'signatureMissing' }
  const [first] = faults
  if (first !== undefined) return { fault: first }
  const { after } = approved
  if ((JSON.parse(after ?? '{}') as { digest?: string }).digest !== digest)
    return { fault: 'signatureBroken' }
  const keys = [proposed, agreed, approved].map(({ fingerprint }) => fingerprint ?? '')
  if (keys.some(registry.isRetired)) return { fault: 'keyRetired' }
  // Two names with one key are one person.
  if (keys[0] === keys[1] || foldedName(proposed.actor) === foldedName(agreed.actor))
    return { fault: 'oneKey' }
  return { persons: 'verified', fingerprints: [...new Set(keys)].sort() }
}
