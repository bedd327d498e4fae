/** Who signs an act. */
import { sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Keyring } from '../../platform/keyring.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { SIGNED_BY } from '../../shared/domain/person.ts'
import type { Act } from '../../shared/domain/review/states.ts'
import type { ReadDatabase } from '../database.ts'
import type { Signer } from '../review/audit.ts'
import { hasPassphrases, keyOf, personNamed, readPerson } from './read.ts'
import type { Owner } from './read.ts'

/**
 * The key of whoever acts, once the person is known to the office and may do this; null where the office has no
 * passphrases, or the act is not signed.
 * @throws personUnknown, roleMissing, keyMissing, keyLocked
 */
export function signerOf(
  { db, keyring }: { readonly db: ReadDatabase; readonly keyring: Keyring },
  who: string,
  act: Act,
  /** For the act with which passphrases are turned on: it is signed itself. */
  { isOn = hasPassphrases(db) }: { isOn?: boolean } = {},
): Signer | null {
  const roles = SIGNED_BY[act]
  if (roles === undefined || !isOn) return null
  const person = personNamed(db, who)
  if (!person?.active) throw refusal('personUnknown', { who })
  if (!roles.some((role) => person.roles.includes(role)))
    throw refusal('roleMissing', { who, roles: [...roles] })
  const key = keyOf(db, person.id)
  if (key === null) throw refusal('keyMissing', { who })
  const open = keyring.find(key.fingerprint)
  if (open === null) throw refusal('keyLocked', { who })
  return { fingerprint: key.fingerprint, sign: (bytes) => sign(null, bytes, open) }
}

/** A key that is open, to be signed with. @throws personNotFound, keyMissing, keyLocked */
export function openKey(
  { db, keyring }: { readonly db: ReadDatabase; readonly keyring: Keyring },
  owner: Owner,
): { fingerprint: string; privateKey: KeyObject } {
  const person = owner === null ? null : readPerson(db, owner)
  if (owner !== null && person === null) throw refusal('personNotFound', { id: owner })
  const who = person?.name ?? ''
  const key = keyOf(db, owner)
  if (key === null) throw refusal('keyMissing', { who })
  const privateKey = keyring.find(key.fingerprint)
  if (privateKey === null) throw refusal('keyLocked', { who })
  return { fingerprint: key.fingerprint, privateKey }
}
