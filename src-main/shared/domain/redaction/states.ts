/** How far a redaction is, and what keeps an item from going on in its review. */

/** `returned`: the second person was not content with it. What is `proposed` or `agreed` is not loosened by the side. */
export const REDACTION_STATES = ['draft', 'proposed', 'agreed', 'returned'] as const
export type RedactionState = (typeof REDACTION_STATES)[number]

/** What can be withheld as a whole field, and of what. */
export const FIELD_OWNERS = ['description', 'authority', 'scan'] as const

/** The sides of one passage: its image, or one of the texts. */
export const SIDES = ['image', 'text'] as const

/**
 * How a mark that is drawn is put right: `lines`: as high as the lines it touches; `line`: as wide too; `butThis`: everything
 * outside of it is meant. All then take whole ink.
 */
export const SNAPS = ['ink', 'lines', 'line', 'butThis'] as const
export type Snap = (typeof SNAPS)[number]

/** Why an item cannot be proposed, agreed to or approved yet. */
export const UNRESOLVED = [
  'anchorMissing',
  'anchorUncertain',
  'codeMissing',
  'codeNeeds',
  'codeNotOffered',
  'counterpartMissing',
  'sameScanOpen',
  'sameScanWithheld',
  'pageNotLookedAt',
  'checkOpen',
  'redactionReturned',
  'redactionGone',
  'decisionMissing',
  'decisionDiffers',
  'referralOpen',
  'originalChanged',
] as const
export type UnresolvedCode = (typeof UNRESOLVED)[number]
