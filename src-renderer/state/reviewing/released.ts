/** A text as it would leave: words, and a marker in the place of each passage that is withheld. */
import type { Redaction } from '../../../src-main/shared/contract/redaction.ts'
import type { Text } from '../../../src-main/shared/contract/text.ts'
import { releasedParagraphs } from '../../../src-main/shared/domain/redaction/released-text.ts'
import { withheldIn } from '../../../src-main/shared/domain/redaction/withheld.ts'

export interface ReleasedPiece {
  readonly words: string
  readonly withheld: boolean
}

/** The pieces of each paragraph that is left, by its id: what a release says, in the same words. */
export function piecesReleased(
  text: Pick<Text, 'id' | 'paragraphs'>,
  redactions: readonly Redaction[],
): Map<number, ReleasedPiece[]> {
  const left = releasedParagraphs(text, withheldIn(text, redactions))
  return new Map(
    left.map(({ id, value, markers }) => {
      const cuts = [0, ...markers.flatMap(({ start, end }) => [start, end]), value.length]
      const pieces = cuts.slice(1).map((end, at) => ({
        words: value.slice(cuts[at], end),
        withheld: at % 2 === 1,
      }))
      return [id, pieces.filter(({ words }) => words !== '')]
    }),
  )
}
