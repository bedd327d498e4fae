/** Requests, and what was handed out, as they are written. Rules are checked by the services. */
import type { DeliveryFields, RequestPatch } from '../../shared/contract/request.ts'
import type { DeliveryId, RequestId } from '../../shared/contract/ids.ts'
import { numberKey } from '../../shared/domain/container.ts'
import { run, sql } from '../database.ts'
import type { WriteDatabase } from '../database.ts'
import { unusedId, updateRow } from '../rows.ts'

export function insertRequest(db: WriteDatabase, fields: RequestPatch & { number: string }): RequestId {
  const id = unusedId(db, 'request') as RequestId
  const { number } = fields
  run(db, sql`INSERT INTO request (id, number, numberKey) VALUES (${id}, ${number}, ${numberKey(number)})`)
  updateRequest(db, id, fields)
  return id
}

/** Sets the fields that the patch names. */
export function updateRequest(db: WriteDatabase, id: number, patch: RequestPatch): void {
  const { number, extension, opinions, letter, appeal, ...plain } = patch
  updateRow(db, 'request', id, {
    ...plain,
    ...(number !== undefined && { number, numberKey: numberKey(number) }),
    ...(extension !== undefined && {
      extendedTo: extension?.to ?? null,
      extensionReason: extension?.reason ?? null,
    }),
    ...(opinions !== undefined && { opinions: JSON.stringify(opinions) }),
    ...(letter !== undefined && { letterOn: letter?.on ?? null, letterNumber: letter?.number ?? null }),
    ...(appeal !== undefined && {
      appealOn: appeal?.on ?? null,
      appealBody: appeal?.body ?? null,
      appealOutcome: appeal?.outcome ?? null,
    }),
  })
}

export const deleteRequest = (db: WriteDatabase, id: number): void =>
  void run(db, sql`DELETE FROM request WHERE id = ${id}`)

/** Of each unit the ones in its branch that can be reviewed: what has pages or texts, or nothing below it. Returns how many are new. */
export const addItems = (db: WriteDatabase, id: number, descriptionIds: readonly number[]): number =>
  run(
    db,
    sql`INSERT INTO requestItem (descriptionId, requestId, seq)
        WITH RECURSIVE below (id, asked, path) AS (
          SELECT value, key, printf('%09d', key) FROM json_each(${JSON.stringify(descriptionIds)})
          UNION ALL SELECT child.id, asked, printf('%s.%09d', path, child.position)
            FROM description AS child JOIN below ON child.parentId = below.id WHERE child.binnedAt IS NULL)
        SELECT id, ${id}, (SELECT count(*) FROM requestItem WHERE requestId = ${id}) + row_number() OVER (ORDER BY min(path))
        FROM below
        WHERE EXISTS (SELECT 1 FROM page WHERE page.descriptionId = below.id)
           OR EXISTS (SELECT 1 FROM textOfUnit WHERE textOfUnit.descriptionId = below.id)
           OR NOT EXISTS (SELECT 1 FROM description AS child WHERE child.parentId = below.id AND child.binnedAt IS NULL)
        GROUP BY id
        ON CONFLICT (requestId, descriptionId) DO NOTHING`,
  ).changes

export const removeItems = (db: WriteDatabase, id: number, descriptionIds: readonly number[]): number =>
  run(
    db,
    sql`DELETE FROM requestItem WHERE requestId = ${id}
          AND descriptionId IN (SELECT value FROM json_each(${JSON.stringify(descriptionIds)}))`,
  ).changes

export function insertDelivery(
  db: WriteDatabase,
  { requestId, name, on, medium, recipient, note }: DeliveryFields,
): DeliveryId {
  const id = unusedId(db, 'delivery') as DeliveryId
  run(
    db,
    sql`INSERT INTO delivery (id, requestId, name, deliveredOn, medium, recipient, note)
        VALUES (${id}, ${requestId}, ${name}, ${on}, ${medium}, ${recipient}, ${note})`,
  )
  return id
}

/** Whether there was one. */
export const deleteDelivery = (db: WriteDatabase, id: number): boolean =>
  run(db, sql`DELETE FROM delivery WHERE id = ${id}`).changes > 0
