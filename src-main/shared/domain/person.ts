/** Persons of the office: what each may do, and which acts are signed where the office has passphrases. */
import { ROLES } from './review/states.ts'
import type { Act, Role } from './review/states.ts'

export const PERSON_ROLES = ['cataloguer', ...ROLES] as const
export type PersonRole = (typeof PERSON_ROLES)[number]

/** A key stays open so long, unless somebody says otherwise. */
export const OPEN_FOR_MINUTES = 15

const ANY: readonly Role[] = ROLES
const APPROVER: readonly Role[] = ['approver']

/** Acts that are signed, and who may do them: one of these roles is enough. */
export const SIGNED_BY: Partial<Record<Act, readonly Role[]>> = {
  propose: ['reviewer'],
  agree: ['secondReviewer'],
  return: ['secondReviewer', 'approver'],
  approve: APPROVER,
  recall: APPROVER,
  loosen: ANY,
  blindOn: APPROVER,
  blindOff: APPROVER,
  cease: APPROVER,
  person: APPROVER,
  // Whoever is the only approver renews the own key alone.
  key: ANY,
  passphrasesOn: APPROVER,
  passphrasesOff: APPROVER,
}
