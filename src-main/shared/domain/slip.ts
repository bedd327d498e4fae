/** Words that a machine, or a tired typist, takes for others: a list that the office goes on with. */
import shipped from '../../../resources/vocabularies/ocr-slips.json' with { type: 'json' }
import type { Span } from './span.ts'

export interface Slip {
  readonly wrong: string
  /** What probably stands in the document. */
  readonly correct: string
}

export const SHIPPED_SLIPS: readonly Slip[] = shipped.map(([wrong = '', correct = '']) => ({
  wrong,
  correct,
}))

const LETTER = /[\p{Script=Latin}\p{N}]/u

/** Where the words stand as a whole, and not inside of what would be right. */
export function* slipsIn(value: string, slips: readonly Slip[]): Generator<Span & { slip: Slip }> {
  for (const slip of slips) {
    const { wrong, correct } = slip
    if (wrong === '') continue
    const lead = correct.indexOf(wrong)
    for (let start = value.indexOf(wrong); start !== -1; start = value.indexOf(wrong, start + wrong.length)) {
      const end = start + wrong.length
      const cut = (at: number) => LETTER.test(value.charAt(at - 1)) && LETTER.test(value.charAt(at))
      const isRight = lead !== -1 && value.startsWith(correct, start - lead)
      if (!isRight && !(start > 0 && cut(start)) && !cut(end)) yield { slip, start, end }
    }
  }
}
