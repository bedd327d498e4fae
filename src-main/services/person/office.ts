/** What every call about persons answers with. */
import { readOffice, readPerson } from '../../catalogue/person/read.ts'
import type { StoredPerson } from '../../catalogue/person/read.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { PersonId } from '../../shared/contract/ids.ts'
import type { Office } from '../../shared/contract/person.ts'
import type { Context } from '../context.ts'

export const officeOf = (context: Context): Office =>
  readOffice(context.catalogue().db, (fingerprint) => context.keyring.find(fingerprint) !== null)

/** @throws personNotFound */
export function present(context: Context, id: PersonId): StoredPerson {
  const person = readPerson(context.catalogue().db, id)
  if (!person) throw refusal('personNotFound', { id })
  return person
}
