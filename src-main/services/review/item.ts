/** The review of an item as it stands, with everything that is unresolved. */
import type { ReadDatabase } from '../../catalogue/database.ts'
import { descriptionUid } from '../../catalogue/description/uid.ts'
import { checkRows, shownFor } from '../../catalogue/review/checklist.ts'
import { goneOf } from '../../catalogue/review/audit.ts'
import { changedOriginal } from '../../catalogue/review/duplicate.ts'
import {
  changedSince,
  isRequired,
  looksAt,
  readReview,
  referralsOf,
  standingOf,
} from '../../catalogue/review/read.ts'
import type { Redaction } from '../../shared/contract/redaction.ts'
import type { DecisionFields, Referral, Review } from '../../shared/contract/review.ts'
import type { DescriptionId, PageId } from '../../shared/contract/ids.ts'
import type { Page } from '../../shared/contract/scan.ts'
import { checksFor } from '../../shared/domain/review/checklist.ts'
import { unresolvedItem } from '../../shared/domain/redaction/unresolved.ts'
import type { Unresolved } from '../../shared/contract/redaction.ts'
import { itemOf, judgedOf } from '../../catalogue/redaction/item.ts'
import { placeWords, withheldBeside } from '../../catalogue/redaction/same-scan.ts'

interface Looked {
  readonly redactions: readonly Redaction[]
  readonly pages: readonly Page[]
  readonly looked: ReadonlySet<PageId>
  readonly decision: DecisionFields | null
  readonly referrals: readonly Referral[]
  readonly gone: readonly string[]
  readonly checklist: Review['checklist']
  readonly original: DescriptionId | null
  /** What is open here and withheld on a page of another item. */
  readonly withheld: readonly { readonly pageId: PageId; readonly about: string }[]
}

/** Decisions that withhold something, and so cite a code somewhere; of the others nothing is withheld. */
const WITHHOLDING = new Set(['releaseInPart', 'withholdInFull', 'neitherConfirmNorDeny'])
/** Decisions of which the redactions say nothing. */
const APART = new Set(['duplicate', 'notRelevant'])

function unresolvedOfItem({
  checklist,
  redactions,
  pages,
  looked,
  decision,
  referrals,
  gone,
  original,
  withheld,
}: Looked): Unresolved[] {
  const found = redactions.flatMap(({ unresolved }) => unresolved)
  for (const { id, scan } of pages)
    if (scan !== null && !looked.has(id)) found.push(unresolvedItem('pageNotLookedAt', { pageId: id }))
  for (const { what, who } of checklist)
    if (who === null) found.push(unresolvedItem('checkOpen', { about: what }))
  for (const uid of gone) found.push(unresolvedItem('redactionGone', { about: uid }))
  if (referrals.some(({ answer }) => answer === null)) found.push(unresolvedItem('referralOpen', {}))
  for (const open of withheld) found.push(unresolvedItem('sameScanWithheld', open))
  if (original !== null) found.push(unresolvedItem('originalChanged', { about: String(original) }))
  if (decision === null) found.push(unresolvedItem('decisionMissing', {}))
  else if (!APART.has(decision.decision) && WITHHOLDING.has(decision.decision) !== redactions.length > 0)
    found.push(unresolvedItem('decisionDiffers', { about: decision.decision }))
  return found
}

/** What is to be looked for, with who has, where that is what is there now. */
function checklistOf(
  db: ReadDatabase,
  descriptionId: DescriptionId,
  pages: readonly Page[],
  redactions: readonly Redaction[],
): Review['checklist'] {
  const rows = checkRows(db, descriptionId)
  const about = { withheld: redactions.length > 0, images: pages.some(({ scan }) => scan !== null) }
  return checksFor(about).map((what) => {
    const row = rows.find((one) => one.what === what)
    const holds = row?.shown === shownFor(what, pages, redactions)
    return { what, who: holds ? row.who : null, at: holds ? row.at : null }
  })
}

/** @throws descriptionNotFound */
export function reviewOf(db: ReadDatabase, descriptionId: DescriptionId, today: string): Review {
  const stored = readReview(db, descriptionId)
  const changed = changedSince(db, descriptionId, stored)
  const standing = standingOf(stored.state, changed)
  const { pages } = itemOf(db, descriptionId, today)
  const looked = looksAt(db, descriptionId, pages)
  const referrals = referralsOf(db, descriptionId)
  const { branch: _, proposer: __, bound: ___, salt: ____, boundAt: _____, ...said } = stored
  const redactions = judgedOf(db, descriptionId, today)
  const checklist = checklistOf(db, descriptionId, pages, redactions)
  return {
    ...said,
    ...{ descriptionId, standing, changed, looked, referrals, checklist },
    required: isRequired(db, descriptionId),
    approvedMatches: standing === 'approved' || standing === 'released',
    unresolved: unresolvedOfItem({
      ...{ checklist, redactions, pages, referrals, decision: stored.decision },
      looked: new Set(looked.map(({ pageId }) => pageId)),
      original: changedOriginal(db, descriptionId),
      withheld: withheldBeside(db, descriptionId).map(({ open, marked }) => ({
        pageId: open.pageId,
        about: placeWords(marked),
      })),
      gone: goneOf(db, descriptionUid(db, descriptionId)),
    }),
  }
}
