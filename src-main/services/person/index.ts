/** Persons of the office: kept, given keys, and, where the office says so, held to them. */
import { actorOf } from '../../catalogue/review/actor.ts'
import {
  approversWithKeys,
  hasKeys,
  hasPassphrases,
  keyOf,
  personNamed,
  personsOf,
} from '../../catalogue/person/read.ts'
import { signerOf } from '../../catalogue/person/signer.ts'
import { insertPerson, updatePerson } from '../../catalogue/person/write.ts'
import { recordOffice } from '../../catalogue/review/office.ts'
import { transact } from '../../catalogue/transact.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { PersonFields } from '../../shared/contract/person.ts'
import { foldedName } from '../../shared/domain/review/person.ts'
import type { Context, Service } from '../context.ts'
import { keys } from './keys.ts'
import { officeOf, present } from './office.ts'

const imageOf = ({ name, position, roles, active }: PersonFields) => ({ name, position, roles, active })

export const person: Service<'person'> = {
  list: (context) => officeOf(context),

  add(context, { as, ...fields }) {
    const writing = context.writing()
    const actor = actorOf(writing, as)
    checkFree(context, fields.name)
    const signer = signerOf({ db: writing.db, keyring: context.keyring }, actor, 'person')
    transact(writing, 'person.add', (db) => {
      insertPerson(db, fields)
      recordOffice(context, db, { actor, act: 'person', after: imageOf(fields) }, signer)
    })
    return officeOf(context)
  },

  edit(context, { id, patch, reason, as }) {
    const writing = context.writing()
    const before = present(context, id)
    const actor = actorOf(writing, as)
    const after: PersonFields = {
      name: patch.name ?? before.name,
      position: patch.position ?? before.position,
      roles: patch.roles ?? before.roles,
      active: patch.active ?? before.active,
    }
    if (after.name !== before.name) {
      // What was signed names the person as it was then.
      if (hasKeys(writing.db, id)) throw refusal('personHasKey', { who: before.name })
      if (foldedName(after.name) !== foldedName(before.name)) checkFree(context, after.name)
    }
    const signer = signerOf({ db: writing.db, keyring: context.keyring }, actor, 'person')
    const stays = after.active && after.roles.includes('approver')
    if (hasPassphrases(writing.db) && !stays && approversWithKeys(writing.db).every((one) => one.id === id))
      throw refusal('approverMissing', {})
    transact(writing, 'person.edit', (db) => {
      updatePerson(db, id, after)
      recordOffice(context, db, { actor, act: 'person', after: imageOf(after), reason }, signer)
    })
    return officeOf(context)
  },

  ...keys,

  usePassphrases(context, { on, reason, as }) {
    const writing = context.writing()
    const { db } = writing
    const actor = actorOf(writing, as)
    if (hasPassphrases(db) === on) return officeOf(context)
    if (!on && reason === '') throw refusal('reasonMissing', {})
    if (approversWithKeys(db).length === 0) throw refusal('approverMissing', {})
    const act = on ? 'passphrasesOn' : 'passphrasesOff'
    const signer = signerOf({ db, keyring: context.keyring }, actor, act, { isOn: true })
    // From here on the audit says whose a key is: the tables are not believed.
    const persons = personsOf(db).map((one) => ({
      ...imageOf(one),
      fingerprint: keyOf(db, one.id)?.fingerprint ?? null,
    }))
    transact(writing, 'person.usePassphrases', (writer) =>
      recordOffice(context, writer, { actor, act, after: on ? { persons } : null, reason }, signer),
    )
    return officeOf(context)
  },
}

/** @throws personTaken, reviewerUnnamed */
function checkFree(context: Context, name: string): void {
  if (foldedName(name) === '') throw refusal('reviewerUnnamed', {})
  if (personNamed(context.catalogue().db, name)) throw refusal('personTaken', { who: name })
}
