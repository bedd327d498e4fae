/** Typefaces for words that run from top to bottom: a PDF's own vertical writing, so that who copies from it gets them in their order. */
import type { Face } from './type.ts'

interface Reference {
  data: Record<string, unknown>
  end(): void
}

/** What pdfkit knows of a font that it writes into the document. */
interface WrittenFont {
  readonly id: string
  ref(): Reference
  encode(text: string, features: readonly string[]): [glyphs: readonly string[], positions: unknown]
  finalize(): void
}

interface OpenDocument {
  readonly _font: WrittenFont
  readonly page: { readonly height: number; readonly fonts: Record<string, Reference> }
  ref(data: Record<string, unknown>): Reference
  addContent(operators: string): void
}

export class ColumnFonts {
  #pdf: PDFKit.PDFDocument
  #vertical = new Map<WrittenFont, Reference>()

  constructor(pdf: PDFKit.PDFDocument) {
    this.#pdf = pdf
  }

  /** Upright characters below each other, the middle of the first one's top at a place in points from the top left. */
  write(text: string, face: Face, size: number, x: number, y: number): void {
    this.#pdf.font(face)
    const open = this.#pdf as unknown as OpenDocument
    const { _font: font, page } = open
    const vertical = this.#vertical.get(font) ?? open.ref({})
    this.#vertical.set(font, vertical)
    const name = `${font.id}V`
    page.fonts[name] = vertical
    const [glyphs] = font.encode(text, ['vert'])
    this.#pdf.save()
    // What pdfkit has turned over, so that y grows downwards, is turned back for glyphs.
    this.#pdf.transform(1, 0, 0, -1, 0, page.height)
    open.addContent(`BT 1 0 0 1 ${rounded(x)} ${rounded(page.height - y)} Tm`)
    open.addContent(`/${name} ${rounded(size)} Tf <${glyphs.join('')}> Tj ET`)
    this.#pdf.restore()
  }

  /** Each is the same typeface as that for lines, with the other direction (PDF 1.7, 9.7.5.2: Identity-V). */
  end(): void {
    for (const [font, vertical] of this.#vertical) {
      const level = font.ref()
      font.finalize()
      Object.assign(vertical.data, level.data, { Encoding: 'Identity-V' })
      vertical.end()
    }
  }
}

const rounded = (points: number): string => String(Math.round(points * 1000) / 1000)
