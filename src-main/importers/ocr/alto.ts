/** ALTO (Library of Congress, versions 2 to 4): String in TextLine in TextBlock; a hyphen at the end of a line is an element. */
import type { OcrHandler } from './index.ts'
import type { Corners, PageBuilder } from './pages.ts'

type Attributes = Readonly<Record<string, string>>

export function altoHandler(into: PageBuilder): OcrHandler {
  let image: string | null = null
  let text = ''
  let pending: { text: string; corners: Corners | null; confidence: number | null } | undefined
  const flush = () => {
    if (pending) into.word(pending.text, pending.corners, pending.confidence)
    pending = undefined
  }
  return {
    open(name, attributes) {
      text = ''
      switch (name) {
        case 'Page':
          into.openPage({
            image,
            width: Number(attributes['WIDTH'] ?? NaN),
            height: Number(attributes['HEIGHT'] ?? NaN),
          })
          break
        case 'TextBlock':
          into.openParagraph()
          break
        case 'TextLine':
          into.openLine(cornersOf(attributes))
          break
        case 'String': {
          flush()
          const certainty = attributes['WC']
          pending = {
            text: attributes['CONTENT'] ?? '',
            corners: cornersOf(attributes),
            confidence: certainty === undefined ? null : Number(certainty),
          }
          break
        }
        case 'HYP':
          if (pending) pending.text += attributes['CONTENT'] ?? '-'
      }
    },
    text(piece) {
      text += piece
    },
    close(name) {
      if (name === 'fileName') image = text.trim() || null
      else if (name === 'TextLine') {
        flush()
        into.closeLine()
      }
      text = ''
    },
  }
}

/** Null where nothing is said; what is said and is no box is told apart by the builder. */
function cornersOf(attributes: Attributes): Corners | null {
  const { HPOS, VPOS, WIDTH, HEIGHT } = attributes
  if (HPOS === undefined && VPOS === undefined) return null
  const [left, top] = [numberOf(HPOS), numberOf(VPOS)]
  return { left, top, right: left + numberOf(WIDTH), bottom: top + numberOf(HEIGHT) }
}

const numberOf = (value: string | undefined) =>
  value === undefined || value.trim() === '' ? NaN : Number(value)
