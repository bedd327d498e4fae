/**
 * What no program sees of an item in which something is withheld: a person looks for it, on the paper and in the words, and
 * says so before the item is proposed.
 */

import type { ReviewState } from './states.ts'

export const PAPER_CHECKS = [
  /** The passage can be read from the back of its sheet, or through the next. */
  'showThrough',
  /** It stands, or a part of it, on the page beside it in the picture. */
  'facingPage',
  /** It has come off on another sheet. */
  'carbonOffset',
  /** A stamp lies over its words, and repeats some of them. */
  'stampOverText',
  /** What stands beside a box, or a note on it, says what is in it. */
  'besideBox',
  /** It is said again in other words. */
  'paraphrase',
] as const
export type PaperCheck = (typeof PAPER_CHECKS)[number]

const OF_WORDS: ReadonlySet<PaperCheck> = new Set<PaperCheck>(['besideBox', 'paraphrase'])

/** Nothing is asked of an item from which nothing is withheld; without images there is no paper to look at. */
export const checksFor = (about: {
  readonly withheld: boolean
  readonly images: boolean
}): readonly PaperCheck[] =>
  about.withheld ? PAPER_CHECKS.filter((check) => about.images || OF_WORDS.has(check)) : []

/**
 * Whether an item is further than those who look may go: it was proposed before somebody asked for these points. Its second
 * person returns it once; then they are ticked, and it is proposed again.
 */
export const isPastChecking = (state: ReviewState, checklist: readonly { readonly who: string | null }[]) =>
  (state === 'proposed' || state === 'agreed') && checklist.some(({ who }) => who === null)

/** Whether what was looked for depends on where the marks are. */
export const dependsOnMarks = (check: PaperCheck): boolean => OF_WORDS.has(check)
