/** The persons of the office and their keys. */
import type { Office, Person, PersonKey } from '../../shared/contract/person.ts'
import type { PersonId } from '../../shared/contract/ids.ts'
import type { PersonRole } from '../../shared/domain/person.ts'
import { foldedName } from '../../shared/domain/review/person.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'

/** Whose key: a person's, or with null the office's own. */
export type Owner = PersonId | null

export interface StoredKey {
  readonly fingerprint: string
  readonly publicKey: string
  readonly seal: string
}

/** Whether decisions are signed: what the audit says last. It stands nowhere else, where it could be turned by the side. */
export const hasPassphrases = (db: ReadDatabase): boolean =>
  get<{ act: string }>(
    db,
    sql`SELECT act FROM reviewAudit WHERE description = '' AND act IN ('passphrasesOn', 'passphrasesOff') ORDER BY seq DESC LIMIT 1`,
  )?.act === 'passphrasesOn'

interface Row {
  id: PersonId
  name: string
  position: string
  roles: string
  active: 0 | 1
}

export interface StoredPerson extends Omit<Row, 'roles' | 'active'> {
  readonly roles: PersonRole[]
  readonly active: boolean
}

const told = ({ roles, active, ...row }: Row): StoredPerson => ({
  ...row,
  roles: JSON.parse(roles) as PersonRole[],
  active: active === 1,
})

export const personsOf = (db: ReadDatabase): StoredPerson[] =>
  all<Row>(db, sql`SELECT id, name, position, roles, active FROM person ORDER BY name`).map(told)

export function readPerson(db: ReadDatabase, id: PersonId): StoredPerson | null {
  const row = get<Row>(db, sql`SELECT id, name, position, roles, active FROM person WHERE id = ${id}`)
  return row ? told(row) : null
}

export function personNamed(db: ReadDatabase, name: string): StoredPerson | null {
  const row = get<Row>(
    db,
    sql`SELECT id, name, position, roles, active FROM person WHERE folded = ${foldedName(name)}`,
  )
  return row ? told(row) : null
}

/** The key that is in use. */
export const keyOf = (db: ReadDatabase, owner: Owner): StoredKey | null =>
  get<StoredKey>(
    db,
    sql`SELECT fingerprint, publicKey, seal FROM personKey WHERE personId IS ${owner} AND retiredAt IS NULL`,
  ) ?? null

const keysOf = (db: ReadDatabase, owner: Owner): PersonKey[] =>
  all(
    db,
    sql`SELECT fingerprint, madeAt, retiredAt, retiredBecause FROM personKey WHERE personId IS ${owner} ORDER BY madeAt, fingerprint`,
  )

export const hasKeys = (db: ReadDatabase, owner: Owner): boolean => keysOf(db, owner).length > 0

export function readOffice(db: ReadDatabase, isOpen: (fingerprint: string) => boolean): Office {
  const keys = (owner: Owner) => {
    const every = keysOf(db, owner)
    const key = every.find(({ retiredAt }) => retiredAt === null) ?? null
    return {
      key,
      retired: every.filter(({ retiredAt }) => retiredAt !== null),
      open: key !== null && isOpen(key.fingerprint),
    }
  }
  return {
    passphrases: hasPassphrases(db),
    persons: personsOf(db).map((person): Person => ({ ...person, ...keys(person.id) })),
    release: keys(null),
  }
}

/** Persons who may approve and can sign. */
export const approversWithKeys = (db: ReadDatabase): StoredPerson[] =>
  personsOf(db).filter(
    ({ id, active, roles }) => active && roles.includes('approver') && keyOf(db, id) !== null,
  )
