/** Keys of persons: made, put under another passphrase, opened and locked. Passphrases stay in these calls. */
import { sign } from 'node:crypto'
import { approversWithKeys, hasPassphrases, keyOf } from '../../catalogue/person/read.ts'
import type { Owner, StoredKey } from '../../catalogue/person/read.ts'
import { signerOf } from '../../catalogue/person/signer.ts'
import { insertKey, reseal, retireKey } from '../../catalogue/person/write.ts'
import { actorOf } from '../../catalogue/review/actor.ts'
import type { Signer } from '../../catalogue/review/audit.ts'
import { recordOffice } from '../../catalogue/review/office.ts'
import { transact } from '../../catalogue/transact.ts'
import { makeKey, seal, unseal } from '../../platform/sealed-key.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { OPEN_FOR_MINUTES } from '../../shared/domain/person.ts'
import { isSamePerson } from '../../shared/domain/review/person.ts'
import type { Context, Service } from '../context.ts'
import { officeOf, present } from './office.ts'

/** @throws personNotFound, keyMissing */
function keyInUse(context: Context, owner: Owner): StoredKey {
  const who = nameOf(context, owner)
  const key = keyOf(context.catalogue().db, owner)
  if (key === null) throw refusal('keyMissing', { who: who ?? '' })
  return key
}

/** @throws personNotFound */
const nameOf = (context: Context, owner: Owner): string | null =>
  owner === null ? null : present(context, owner).name

export const keys: Pick<Service<'person'>, 'renewKey' | 'changePassphrase' | 'unlock' | 'lock'> = {
  async renewKey(context, { owner, passphrase, reason, as }) {
    const actor = actorOf(context.writing(), as)
    const name = nameOf(context, owner)
    if (keyOf(context.catalogue().db, owner) !== null && reason === '') throw refusal('reasonMissing', {})
    // Refused before anybody has to wait.
    const answers = signerOfKey(context, owner, actor)
    const made = await makeKey(passphrase)
    const writing = context.writing()
    transact(writing, 'person.renewKey', (db) => {
      const before = keyOf(db, owner)
      const at = context.clock.now()
      if (before) retireKey(db, owner, at, reason)
      insertKey(db, owner, { ...made, madeAt: at })
      const own: Signer = {
        fingerprint: made.fingerprint,
        sign: (bytes) => sign(null, bytes, made.privateKey),
      }
      const after = { name, fingerprint: made.fingerprint, retired: before?.fingerprint ?? null }
      const signer = answers === 'own' ? own : answers
      recordOffice(context, db, { actor, act: 'key', after, reason }, signer)
    })
    context.keyring.open(made.fingerprint, made.privateKey, OPEN_FOR_MINUTES)
    return officeOf(context)
  },

  async changePassphrase(context, { owner, passphrase, next }) {
    context.writing()
    const key = keyInUse(context, owner)
    const open = await unseal(key, passphrase)
    if (open === null) throw refusal('passphraseWrong', {})
    const sealed = await seal(open, key.fingerprint, next)
    transact(context.writing(), 'person.changePassphrase', (db) => reseal(db, key.fingerprint, sealed))
    return officeOf(context)
  },

  async unlock(context, { owner, passphrase, minutes }) {
    const { folder } = context.catalogue()
    const key = keyInUse(context, owner)
    const open = await unseal(key, passphrase)
    if (open === null) throw refusal('passphraseWrong', {})
    // Another catalogue may have been opened meanwhile.
    if (context.current()?.folder === folder) context.keyring.open(key.fingerprint, open, minutes)
    return officeOf(context)
  },

  lock(context) {
    context.catalogue()
    context.keyring.lock()
    return officeOf(context)
  },
}

/**
 * Who answers for a new key: an approver who is not its owner, as long as there is one; otherwise whoever gets it, with the
 * key itself. Nobody where the office has no passphrases.
 */
function signerOfKey(context: Context, owner: Owner, actor: string): Signer | 'own' | null {
  const { db } = context.writing()
  if (!hasPassphrases(db)) return null
  const others = approversWithKeys(db).filter(({ id }) => id !== owner)
  const name = nameOf(context, owner)
  const isOwn = name !== null && isSamePerson(name, actor)
  if (isOwn && others.length === 0) return 'own'
  if (isOwn) throw refusal('otherApprover', { who: others.map(({ name }) => name) })
  return signerOf({ db, keyring: context.keyring }, actor, 'person')
}
