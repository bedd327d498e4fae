/** hOCR 1.2: elements of HTML with a class for what they are, and properties in their title. */
import type { OcrHandler } from './index.ts'
import type { Corners, PageBuilder } from './pages.ts'

const LINES: ReadonlySet<string> = new Set([
  'ocr_line',
  'ocrx_line',
  'ocr_header',
  'ocr_footer',
  'ocr_caption',
  'ocr_textfloat',
])
const PARAGRAPHS: ReadonlySet<string> = new Set(['ocr_par', 'ocr_carea'])

type Role = 'page' | 'paragraph' | 'line' | 'word' | null

/** A line whose words are not told apart is one. */
interface OpenLine {
  corners: Corners | null
  text: string
  words: number
}

export function hocrHandler(into: PageBuilder): OcrHandler {
  const roles: Role[] = []
  let word: { text: string; corners: Corners | null; confidence: number | null } | undefined
  let line: OpenLine | undefined
  return {
    open(_, attributes) {
      const classes = (attributes['class'] ?? '').split(/\s+/)
      const role = roleOf(classes)
      roles.push(role)
      const title = attributes['title'] ?? ''
      const corners = role === null ? null : cornersOf(title)
      if (role === 'page') {
        into.openPage({
          image:
            /\bimage\s+(?:"([^"]*)"|'([^']*)'|([^;]+))/.exec(title)?.slice(1).find(Boolean)?.trim() ?? null,
          width: corners?.right ?? NaN,
          height: corners?.bottom ?? NaN,
        })
      } else if (role === 'paragraph') into.openParagraph()
      else if (role === 'line') {
        into.openLine(corners)
        line = { corners, text: '', words: 0 }
      } else if (role === 'word') {
        const certainty = /\bx_wconf\s+(-?[\d.]+)/.exec(title)?.[1]
        word = { text: '', corners, confidence: certainty === undefined ? null : Number(certainty) / 100 }
        if (line) line.words += 1
      }
    },
    text(piece) {
      if (word) word.text += piece
      else if (line && line.words === 0) line.text += piece
    },
    close() {
      const role = roles.pop()
      if (role === 'word' && word) {
        into.word(word.text, word.corners, word.confidence)
        word = undefined
      } else if (role === 'line' && line) {
        if (line.words === 0) into.word(line.text, line.corners, null)
        into.closeLine()
        line = undefined
      }
    },
  }
}

function roleOf(classes: readonly string[]): Role {
  if (classes.includes('ocr_page')) return 'page'
  if (classes.includes('ocrx_word')) return 'word'
  if (classes.some((name) => LINES.has(name))) return 'line'
  return classes.some((name) => PARAGRAPHS.has(name)) ? 'paragraph' : null
}

/** `bbox x0 y0 x1 y1`; null where there is none. */
function cornersOf(title: string): Corners | null {
  const given = /\bbbox\s+([^;]*)/.exec(title)?.[1]
  if (given === undefined) return null
  const [left = NaN, top = NaN, right = NaN, bottom = NaN] = given.trim().split(/\s+/).map(Number)
  return { left, top, right, bottom }
}
