/** A text as it would leave, as the release makes it: words, and a marker in the place of each passage that is withheld. */
import type { TextId } from '../../../src-main/shared/contract/ids.ts'
import type { ReleasePreview } from '../../../src-main/shared/contract/release.ts'

export interface ReleasedPiece {
  readonly words: string
  readonly withheld: boolean
}

/** The pieces of each paragraph that is left, by its id; nothing of a text that is not there, or not known yet. */
export function piecesReleased(
  id: TextId,
  preview: Pick<ReleasePreview, 'texts'> | null,
): Map<number, ReleasedPiece[]> {
  const paragraphs = preview?.texts.find((text) => text.id === id)?.paragraphs ?? []
  return new Map(
    paragraphs.map(({ id, value, markers }) => {
      const cuts = [0, ...markers.flatMap(({ start, end }) => [start, end]), value.length]
      const pieces = cuts.slice(1).map((end, at) => ({
        words: value.slice(cuts[at], end),
        withheld: at % 2 === 1,
      }))
      return [id, pieces.filter(({ words }) => words !== '')]
    }),
  )
}
