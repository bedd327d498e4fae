/** The typeface of what is printed, and how wide its words are. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'

const WEIGHTS = { regular: '400Regular', bold: '700Bold' } as const
type Weight = keyof typeof WEIGHTS

/** Stands for a character that the typeface lacks, as printers in Japan set it. */
const GETA = '〓'
/** Choose a form of the character before them, or have no width: not printed themselves. */
const SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}\u200B-\u200D\uFEFF]/gu

/** What pdfkit knows of the font that it has opened. */
interface OpenedFont {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } }
}

const fontFile = (weight: string): string =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans-jp/${weight}/NotoSansJP_${weight}.ttf`))

/** A document that has the typeface in both weights, as the fonts `regular` and `bold`. */
export function documentWithType(options: PDFKit.PDFDocumentOptions = {}): PDFKit.PDFDocument {
  const document = new PDFDocument({ ...options, autoFirstPage: false })
  for (const [name, weight] of Object.entries(WEIGHTS))
    document.registerFont(name, readFileSync(fontFile(weight)))
  return document
}

/** What words are measured with: opened by the first who prints, and kept, since opening takes longer than a page. */
let opened: PDFKit.PDFDocument | undefined
const measuring = (weight: Weight): PDFKit.PDFDocument => (opened ??= documentWithType()).font(weight)

/** Widths of characters, in thousandths of the size of the type. */
const WIDTHS: Readonly<Record<Weight, Map<string, number>>> = { regular: new Map(), bold: new Map() }

function widthOf(character: string, weight: Weight): number {
  const known = WIDTHS[weight].get(character)
  if (known !== undefined) return known
  const width = measuring(weight).fontSize(1000).widthOfString(character)
  WIDTHS[weight].set(character, width)
  return width
}

function isThere(character: string): boolean {
  const { _font: font } = measuring('regular') as unknown as OpenedFont
  return font.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
}

/** The typeface as one printout uses it. */
export class Typeface {
  /** Characters that were asked for and are not there. */
  readonly missing = new Set<string>()

  /** Words as they can be printed, on one line. */
  printable(text: string): string {
    let printed = ''
    for (const character of text.normalize('NFC').replace(SELECTORS, '').replace(/\s+/gu, ' ')) {
      const known = isThere(character)
      if (!known) this.missing.add(character)
      printed += known ? character : GETA
    }
    return printed.trim()
  }

  /** Width in points. */
  width(text: string, size: number, bold = false): number {
    let width = 0
    for (const character of text) width += widthOf(character, bold ? 'bold' : 'regular')
    return (width * size) / 1000
  }
}
