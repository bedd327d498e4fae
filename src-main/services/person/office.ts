/** What every call about persons answers with, and how it is written down. */
import type { WriteDatabase } from '../../catalogue/database.ts'
import { readOffice, readPerson } from '../../catalogue/person/read.ts'
import type { StoredPerson } from '../../catalogue/person/read.ts'
import { audit } from '../../catalogue/review/audit.ts'
import type { Audited, Signer } from '../../catalogue/review/audit.ts'
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

/** Writes into the audit what is about the office, signed where somebody signs. */
export const recordOffice = (
  context: Context,
  db: WriteDatabase,
  said: Pick<Audited, 'actor' | 'act' | 'after'> & { reason?: string },
  signer: Signer | null,
): void =>
  void audit(
    db,
    {
      reason: '',
      ...said,
      role: 'approver',
      at: context.clock.now(),
      ...{ description: '', redaction: null, before: null, version: context.version },
    },
    signer,
  )
