/** Writing accessions, and with which descriptions came. Rules are checked by the services. */
import type { AccessionPatch } from '../../shared/contract/accession.ts'
import type { AccessionId } from '../../shared/contract/ids.ts'
import { numberKey } from '../../shared/domain/container.ts'
import { edtfBounds } from '../../shared/domain/date/index.ts'
import { run, sql } from '../database.ts'
import type { Value, WriteDatabase } from '../database.ts'
import { unusedId } from '../rows.ts'

export function insertAccession(db: WriteDatabase, fields: AccessionPatch & { number: string }): AccessionId {
  const id = unusedId(db, 'accession') as AccessionId
  const values = valuesOf(fields)
  const names = Object.keys(values)
  run(db, {
    text: `INSERT INTO accession (id, ${names.join(', ')}) VALUES (?${', ?'.repeat(names.length)})`,
    parameters: [id, ...Object.values(values)],
  })
  return id
}

/** Sets the fields that the patch names. */
export function updateAccession(db: WriteDatabase, id: number, patch: AccessionPatch): void {
  const values = valuesOf(patch)
  const names = Object.keys(values)
  if (names.length === 0) return
  run(db, {
    text: `UPDATE accession SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
    parameters: [...Object.values(values), id],
  })
}

/** The columns of the fields that a patch names. */
function valuesOf({ number, received, source, ...plain }: AccessionPatch): Record<string, Value> {
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    ...(number === undefined ? {} : { number, numberKey: numberKey(number) }),
    ...(received === undefined
      ? {}
      : {
          received: received?.expression ?? null,
          receivedEdtf: received?.edtf ?? null,
          receivedOn: received?.edtf ? edtfBounds(received.edtf).earliest : null,
        }),
    ...(source === undefined ? {} : { source: source?.name ?? null, sourceId: source?.authorityId ?? null }),
  }
}

export const setAccessionBinned = (db: WriteDatabase, id: number, at: string | null): void =>
  void run(db, sql`UPDATE accession SET binnedAt = ${at} WHERE id = ${id}`)

/** Those that came with it already stay as they are. Returns how many are new. */
export const linkAccession = (
  db: WriteDatabase,
  accessionId: number,
  descriptionIds: readonly number[],
): number =>
  run(
    db,
    sql`INSERT INTO accessionOfUnit (descriptionId, seq, accessionId)
        SELECT asked.value, (SELECT count(*) FROM accessionOfUnit WHERE descriptionId = asked.value), ${accessionId}
        FROM json_each(${JSON.stringify([...new Set(descriptionIds)])}) AS asked
        WHERE NOT EXISTS (SELECT 1 FROM accessionOfUnit WHERE descriptionId = asked.value AND accessionId = ${accessionId})`,
  ).changes

/** Returns how many there were. */
export function unlinkAccession(
  db: WriteDatabase,
  accessionId: number,
  descriptionIds: readonly number[],
): number {
  const asked = JSON.stringify(descriptionIds)
  // Those after it close the gap.
  run(
    db,
    sql`UPDATE accessionOfUnit SET seq = accessionOfUnit.seq - 1 FROM accessionOfUnit AS gone
        WHERE gone.accessionId = ${accessionId} AND gone.descriptionId = accessionOfUnit.descriptionId AND gone.seq < accessionOfUnit.seq
          AND gone.descriptionId IN (SELECT value FROM json_each(${asked}))`,
  )
  return run(
    db,
    sql`DELETE FROM accessionOfUnit WHERE accessionId = ${accessionId} AND descriptionId IN (SELECT value FROM json_each(${asked}))`,
  ).changes
}
