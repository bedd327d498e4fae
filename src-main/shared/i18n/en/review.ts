/** Words of the review before release: states, decisions, what is unresolved. */
type Words = Readonly<Record<string, string>>

const states: Words = {
  notReviewed: 'not reviewed',
  inReview: 'in review',
  proposed: 'proposed',
  agreed: 'agreed',
  approved: 'approved',
  referred: 'referred',
  released: 'released',
  recalled: 'access under review',
}
const decisions: Words = {
  releaseInFull: 'release in full',
  releaseInPart: 'release in part',
  withholdInFull: 'withhold in full',
  neitherConfirmNorDeny: 'neither confirm nor deny',
  notRelevant: 'not relevant',
  duplicate: 'duplicate',
  alreadyPublic: 'already public',
}
const redactionStates: Words = {
  draft: 'draft',
  proposed: 'proposed',
  agreed: 'agreed',
  returned: 'returned',
}
const unresolved: Words = {
  anchorMissing: 'a redaction has no place',
  anchorUncertain: 'a mark cannot be placed with certainty any more',
  codeMissing: 'a redaction cites no code',
  codeNeeds: 'a code lacks what it has to be cited with',
  codeNotOffered: 'a code cannot be cited for this record',
  counterpartMissing: 'a passage is not marked on its image or in one of its texts',
  sameScanOpen:
    'the same scan shows on another page what is withheld here: mark it there as well, or say of the image why not',
  sameScanWithheld:
    'this scan is shown elsewhere with something withheld that is open here: mark it, or say there of the image why not',
  pageNotLookedAt: 'a page was not looked at',
  checkOpen: 'nobody has looked for it on the paper',
  redactionReturned: 'a redaction was returned',
  redactionGone: 'a redaction that was proposed is gone without a decision',
  decisionMissing: 'nothing is decided',
  decisionDiffers: 'the decision does not fit the redactions',
  referralOpen: 'an agency has not answered',
  originalChanged: 'the original was decided otherwise since: compare, and decide anew',
}
const missing: Words = {
  decision: 'a decision',
  reason: 'a reason',
  duplicateOfId: 'of which item it is a copy',
  publicAt: 'where the public copy is',
  authority: 'on whose authority',
  comment: 'a comment',
}

/** What is looked for on the paper, as what is said once that is done. */
const checks: Words = {
  showThrough: 'the back of the sheet and the next one do not show it through',
  facingPage: 'nothing of it stands on a facing page',
  carbonOffset: 'it has not come off on another sheet',
  stampOverText: 'no stamp lies over it',
  besideBox: 'nothing beside a box, and no note, tells what is in it',
  paraphrase: 'nothing says it again in other words',
}

export const review = {
  checks,
  states,
  decisions,
  redactionStates,
  unresolved,
  missing,
  marked: (uid: string, anchors: number) =>
    `Redaction ${uid}: ${String(anchors)} ${anchors === 1 ? 'place' : 'places'}.`,
  cutsInk: (page: number) =>
    `On page ${String(page)} ink crosses the edge of the box, and stays to be read beside it: --snap ink takes it whole.`,
  nowIs: (state: string) => `Now ${states[state] ?? state}.`,
}
