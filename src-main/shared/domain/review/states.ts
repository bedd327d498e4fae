/** The states of an item in its review, the decisions, and who may do what. */

export const REVIEW_STATES = [
  'notReviewed',
  'inReview',
  'proposed',
  'agreed',
  'approved',
  'referred',
  'released',
  'recalled',
] as const
export type ReviewState = (typeof REVIEW_STATES)[number]

export const DECISIONS = [
  'releaseInFull',
  'releaseInPart',
  'withholdInFull',
  'neitherConfirmNorDeny',
  'notRelevant',
  'duplicate',
  'alreadyPublic',
] as const
export type Decision = (typeof DECISIONS)[number]

/** In what part somebody acts. */
export const ROLES = ['reviewer', 'secondReviewer', 'approver'] as const
export type Role = (typeof ROLES)[number]

/** What is written into the audit. */
export const ACTS = [
  'require',
  'cease',
  'open',
  'mark',
  'edit',
  'loosen',
  'remove',
  'check',
  'uncheck',
  'decide',
  'refer',
  'pack',
  'answer',
  'propose',
  'agree',
  'return',
  'approve',
  'recall',
  'release',
  'prove',
  'blindOn',
  'blindOff',
  'blindDone',
  'settle',
  'person',
  'key',
  'passphrasesOn',
  'passphrasesOff',
  'wayOut',
  // Of the catalogue as a whole, not of a description.
  'encrypt',
  'decrypt',
  'addSlot',
  'changeSlot',
  'removeSlot',
] as const
export type Act = (typeof ACTS)[number]

/** Steps of an item that are counted, month by month and person by person. */
export const COUNTED_ACTS = [
  'decide',
  'refer',
  'propose',
  'return',
  'agree',
  'approve',
  'release',
  'recall',
] as const satisfies readonly Act[]
export type CountedAct = (typeof COUNTED_ACTS)[number]

/** From which states an act is possible. */
export const FROM = {
  open: ['notReviewed', 'recalled', 'approved', 'released'],
  check: ['inReview', 'referred'],
  decide: ['inReview'],
  refer: ['inReview', 'proposed', 'agreed'],
  answer: ['referred'],
  propose: ['inReview'],
  agree: ['proposed'],
  return: ['proposed', 'agreed'],
  approve: ['agreed'],
  recall: ['approved', 'released'],
} as const satisfies Partial<Record<Act, readonly ReviewState[]>>

/** What was decided in these states holds only while everything is as it was. */
export const BOUND: ReadonlySet<ReviewState> = new Set(['proposed', 'agreed', 'approved', 'released'])

/** Decisions after which the description is public, with or without its pages; of all others nothing shows, not even that it is there. */
export const LEAVING: ReadonlySet<Decision> = new Set<Decision>([
  'releaseInFull',
  'releaseInPart',
  'withholdInFull',
  'alreadyPublic',
])
