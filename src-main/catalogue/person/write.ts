/** Persons and keys as they are written. Whether they may be is decided before (services/person). */
import type { PersonFields } from '../../shared/contract/person.ts'
import type { PersonId } from '../../shared/contract/ids.ts'
import { foldedName } from '../../shared/domain/review/person.ts'
import { run, sql } from '../database.ts'
import type { WriteDatabase } from '../database.ts'
import { updateRow } from '../rows.ts'
import type { Owner, StoredKey } from './read.ts'

export const insertPerson = (db: WriteDatabase, { name, position, roles, active }: PersonFields): PersonId =>
  run(
    db,
    sql`INSERT INTO person (name, folded, position, roles, active)
        VALUES (${name}, ${foldedName(name)}, ${position}, ${JSON.stringify(roles)}, ${active ? 1 : 0})`,
  ).id as PersonId

export const updatePerson = (
  db: WriteDatabase,
  id: PersonId,
  { name, position, roles, active }: PersonFields,
): void =>
  updateRow(db, 'person', id, {
    ...{ name, position, active },
    folded: foldedName(name),
    roles: JSON.stringify(roles),
  })

export const insertKey = (
  db: WriteDatabase,
  owner: Owner,
  { fingerprint, publicKey, seal, madeAt }: StoredKey & { madeAt: string },
): void =>
  void run(
    db,
    sql`INSERT INTO personKey (fingerprint, personId, publicKey, seal, madeAt)
        VALUES (${fingerprint}, ${owner}, ${publicKey}, ${seal}, ${madeAt})`,
  )

export const retireKey = (db: WriteDatabase, owner: Owner, at: string, because: string): void =>
  void run(
    db,
    sql`UPDATE personKey SET retiredAt = ${at}, retiredBecause = ${because} WHERE personId IS ${owner} AND retiredAt IS NULL`,
  )

export const reseal = (db: WriteDatabase, fingerprint: string, seal: string): void =>
  void run(db, sql`UPDATE personKey SET seal = ${seal} WHERE fingerprint = ${fingerprint}`)
