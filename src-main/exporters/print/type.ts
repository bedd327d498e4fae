/** The typeface of what is printed, and how wide its words are. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'

const FILES = {
  regular: 'noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  bold: 'noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
  serif: 'noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf',
  serifBold: 'noto-serif-jp/600SemiBold/NotoSerifJP_600SemiBold.ttf',
} as const
export type Face = keyof typeof FILES
export const SANS: readonly Face[] = ['regular', 'bold']
export const ALL_FACES: readonly Face[] = [...SANS, 'serif', 'serifBold']

/** Stands for a character that the typeface lacks, as printers in Japan set it. */
const GETA = '〓'
/** Choose a form of the character before them, or have no width: not printed themselves. */
const SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}\u200B-\u200D\uFEFF]/gu

/** What pdfkit knows of the font that it has opened. */
interface OpenedFont {
  readonly _font: {
    readonly font: {
      hasGlyphForCodePoint(codePoint: number): boolean
      layout(
        text: string,
        features?: readonly string[],
      ): { readonly glyphs: readonly { readonly id: number }[] }
    }
  }
}

const fontFile = (face: Face): string =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/${FILES[face]}`))

/** A document that has these faces as fonts of their names. */
export function documentWithType(
  options: PDFKit.PDFDocumentOptions = {},
  faces: readonly Face[] = SANS,
): PDFKit.PDFDocument {
  const document = new PDFDocument({ ...options, autoFirstPage: false })
  for (const face of faces) document.registerFont(face, readFileSync(fontFile(face)))
  return document
}

/** What words are measured with: opened by the first who prints, and kept, since opening takes longer than a page. */
const opened = new Map<Face, PDFKit.PDFDocument>()
function measuring(face: Face): PDFKit.PDFDocument {
  const known = opened.get(face)
  if (known) return known
  const made = documentWithType({}, [face]).font(face)
  opened.set(face, made)
  return made
}

/** Widths of characters, in thousandths of the size of the type. */
const WIDTHS = new Map<Face, Map<string, number>>()

function widthOf(character: string, face: Face): number {
  const widths = WIDTHS.get(face) ?? new Map<string, number>()
  WIDTHS.set(face, widths)
  const known = widths.get(character)
  if (known !== undefined) return known
  const width = measuring(face).fontSize(1000).widthOfString(character)
  widths.set(character, width)
  return width
}

const fontOf = (face: Face) => (measuring(face) as unknown as OpenedFont)._font.font

const isThere = (character: string, face: Face): boolean =>
  fontOf(face).hasGlyphForCodePoint(character.codePointAt(0) ?? 0)

/** Characters of which a face has another form for vertical lines (OpenType `vert`). */
const TURNING = new Map<string, boolean>()

function hasVerticalForm(character: string, face: Face): boolean {
  const key = `${face} ${character}`
  const known = TURNING.get(key)
  if (known !== undefined) return known
  const [usual, vertical] = [[], ['vert']].map(
    (features) => fontOf(face).layout(character, features).glyphs[0],
  )
  const has = usual?.id !== vertical?.id
  TURNING.set(key, has)
  return has
}

/** The typeface as one printout uses it. */
export class Typeface {
  /** Characters that were asked for and are not there. */
  readonly missing = new Set<string>()

  /** Words as they can be printed, on one line. */
  printable(text: string): string {
    return this.readable(text.replace(/\s+/gu, ' '), 'regular').trim()
  }

  /** Words as they can be printed, with the spaces and line ends that they have. */
  readable(text: string, face: Face): string {
    let printed = ''
    for (const character of text.normalize('NFC').replace(SELECTORS, '')) {
      const known = character === '\n' || isThere(character, face)
      if (!known) this.missing.add(character)
      printed += known ? character : GETA
    }
    return printed
  }

  /** Whether a character has a form of its own for vertical lines. */
  turnsItself(character: string, face: Face): boolean {
    return hasVerticalForm(character, face)
  }

  /** Width in points. */
  width(text: string, size: number, face: Face | boolean = false): number {
    const of = typeof face === 'boolean' ? (face ? 'bold' : 'regular') : face
    let width = 0
    for (const character of text) width += widthOf(character, of)
    return (width * size) / 1000
  }
}
