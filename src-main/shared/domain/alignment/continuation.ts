/** Sentences that run on in the next paragraph, over the end of a page or in the middle of it. */
import type { Paragraph, Text } from '../../contract/text.ts'
import { isOfForm } from './aligned.ts'
import { isNumbered } from './numbering.ts'

const ENDS = /[。．.!?！？:：;；」』）)\]”"’'…―—]\s*$/u
export interface Continuation {
  /** Positions in the text: where the sentence is left, and where it goes on. */
  readonly from: number
  readonly index: number
}

type Written = Pick<Paragraph, 'kind' | 'value' | 'pageNumber'>

/** Where a paragraph seems to be one with the body paragraph before it. */
export function* continuationsOf({
  paragraphs,
}: {
  readonly paragraphs: readonly Written[]
}): Generator<Continuation> {
  let from: number | null = null
  for (const [index, paragraph] of paragraphs.entries()) {
    if (isOfForm(paragraph) || paragraph.value.trim() === '') continue
    const before: Written | undefined = from === null ? undefined : paragraphs[from]
    if (from !== null && before && paragraph.kind === 'body' && runsOn(before, paragraph))
      yield { from, index }
    from = paragraph.kind === 'body' ? index : null
  }
}

function runsOn(before: Written, after: Written): boolean {
  if (ENDS.test(before.value)) return false
  const overPage = before.pageNumber !== null && before.pageNumber !== after.pageNumber
  return /^\s*\p{Ll}/u.test(after.value) || (overPage && !isNumbered(after.value))
}

/** The proposals among them: those that nobody has said yet. */
export const proposedContinuations = (text: Pick<Text, 'paragraphs'>): Paragraph[] =>
  [...continuationsOf(text)].flatMap(({ index }) => {
    const paragraph = text.paragraphs[index]
    return paragraph && !paragraph.continues ? [paragraph] : []
  })
