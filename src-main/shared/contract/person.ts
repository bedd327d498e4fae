/**
 * The persons of the office: who may do what in a review, and, where the office has passphrases, with which key each
 * signs. A passphrase goes in with a call and comes out of none.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { OPEN_FOR_MINUTES, PERSON_ROLES } from '../domain/person.ts'
import { refusing } from './errors.ts'
import { Instant, PersonId } from './ids.ts'
import { NewPassphrase, Passphrase } from './passphrase.ts'
import { As } from './redaction.ts'

export const PersonFields = z.object({
  name: z.string().trim().min(1).max(200),
  position: z.string().trim().max(500),
  roles: z.array(z.enum(PERSON_ROLES)).max(PERSON_ROLES.length),
  active: z.boolean(),
})
export type PersonFields = z.infer<typeof PersonFields>

export const PersonKey = z.object({
  /** SHA-256 of the public key. */
  fingerprint: z.string(),
  madeAt: Instant,
  retiredAt: Instant.nullable(),
  retiredBecause: z.string().nullable(),
})
export type PersonKey = z.infer<typeof PersonKey>

/** The key in use, those before it, and whether it is open in this process. */
const Keys = { key: PersonKey.nullable(), retired: z.array(PersonKey), open: z.boolean() }
export const Person = PersonFields.extend({ id: PersonId, ...Keys })
export type Person = z.infer<typeof Person>

export const Office = z.object({
  /** Decisions are signed, and roles hold. */
  passphrases: z.boolean(),
  persons: z.array(Person),
  /** The office's own key, for releases. */
  release: z.object(Keys),
})
export type Office = z.infer<typeof Office>

const reason = z.string().trim().max(2000).default('')
/** Whose key; null for the office's own. */
const owner = PersonId.nullable()

const acting = refusing('noCatalogueOpen', 'readOnly', 'reviewerUnnamed')
/** What stands in the way of whoever has to sign. */
export const SIGNING = ['personUnknown', 'roleMissing', 'keyMissing', 'keyLocked'] as const
const signing = { ...acting, ...refusing(...SIGNING) }

export const person = {
  list: oc.errors(refusing('noCatalogueOpen')).output(Office),
  /** Where the office has passphrases, signed by an approver; so is every change. */
  add: oc
    .errors({ ...signing, ...refusing('personTaken') })
    .input(PersonFields.extend({ as: As }))
    .output(Office),
  edit: oc
    .errors({
      ...signing,
      ...refusing('personNotFound', 'personTaken', 'personHasKey', 'approverMissing'),
    })
    .input(z.object({ id: PersonId, patch: PersonFields.partial(), reason, as: As }))
    .output(Office),
  /**
   * A new key. Where there was one, it is retired, with the reason: what it signed and is not released yet is to be
   * decided anew. Where the office has passphrases, another approver signs that, if there is one.
   */
  renewKey: oc
    .errors({ ...signing, ...refusing('personNotFound', 'reasonMissing', 'otherApprover') })
    .input(z.object({ owner, passphrase: NewPassphrase, reason, as: As }))
    .output(Office),
  /** The same key under another passphrase. */
  changePassphrase: oc
    .errors({ ...acting, ...refusing('personNotFound', 'keyMissing', 'passphraseWrong') })
    .input(z.object({ owner, passphrase: Passphrase, next: NewPassphrase }))
    .output(Office),
  /** Opens a key in this process, for a while. */
  unlock: oc
    .errors(refusing('noCatalogueOpen', 'personNotFound', 'keyMissing', 'passphraseWrong'))
    .input(
      z.object({
        owner,
        passphrase: Passphrase,
        minutes: z.number().int().min(1).max(480).default(OPEN_FOR_MINUTES),
      }),
    )
    .output(Office),
  /** Locks every key that is open. */
  lock: oc.errors(refusing('noCatalogueOpen')).output(Office),
  /** Turns passphrases on or, with a reason, off; signed by an approver. */
  usePassphrases: oc
    .errors({ ...signing, ...refusing('approverMissing', 'reasonMissing') })
    .input(z.object({ on: z.boolean(), reason, as: As }))
    .output(Office),
}
