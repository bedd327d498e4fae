/** The document as a PDF: words as words, in typefaces that it carries, and told apart for who hears it. */
import { setImmediate } from 'node:timers/promises'
import type { Page } from '../../shared/contract/scan.ts'
import { ColumnFonts } from '../print/column-fonts.ts'
import { ALL_FACES, documentWithType, Typeface } from '../print/type.ts'
import type { ReadingDocument } from './document.ts'
import { drawBand, drawLine } from './words-drawn.ts'
import { COLOURS, SMALL } from './looks.ts'
import { planOf } from './plan.ts'
import type { Pictures, Planned } from './plan.ts'
import { MARGIN, SHEET } from './sheets.ts'
import type { Item, Told } from './sheets.ts'

export interface PdfOptions {
  /** The bytes of a page's image (JPEG); null where it could not be opened. */
  readonly image: (page: Page) => Promise<Uint8Array | null>
  readonly title: string
  readonly generator: string
}

export interface PlannedPdf extends Planned {
  readonly type: Typeface
}

export function plannedPdf(document: ReadingDocument, pictures: Pictures): PlannedPdf {
  const type = new Typeface()
  return { ...planOf(document, type, pictures), type }
}

export async function* pdfOf(
  document: ReadingDocument,
  { sheets, type }: PlannedPdf,
  { image, title, generator }: PdfOptions,
): AsyncGenerator<Uint8Array> {
  const pdf = documentWithType(
    {
      info: { Title: title, Creator: generator },
      lang: document.language,
      displayTitle: true,
      tagged: true,
      pdfVersion: '1.7',
    },
    ALL_FACES,
  )
  const columns = new ColumnFonts(pdf)
  for (const [index, items] of sheets.entries()) {
    pdf.addPage({ size: [SHEET.width, SHEET.height], margin: 0 })
    for (const group of together(items)) {
      const [first] = group
      const picture = first?.kind === 'image' ? await image(first.page) : null
      const draw = () => {
        for (const item of group) drawItem(pdf, item, picture, columns)
      }
      if (first && 'told' in first) tell(pdf, first.told, draw)
      else artifact(pdf, draw)
    }
    artifact(pdf, () => around(pdf, document, type, index + 1, sheets.length))
    await setImmediate()
    for (let chunk = read(pdf); chunk !== null; chunk = read(pdf)) yield chunk
  }
  columns.end()
  pdf.end()
  for await (const chunk of pdf as AsyncIterable<Uint8Array>) yield chunk
}

const read = (pdf: PDFKit.PDFDocument): Uint8Array | null =>
  (pdf as unknown as { read(): Uint8Array | null }).read()

/** Lines of one paragraph are one piece for who hears them. */
function* together(items: readonly Item[]): Generator<Item[]> {
  let group: Item[] = []
  for (const item of items) {
    const [first] = group
    const same =
      first &&
      'told' in first &&
      'told' in item &&
      first.told === item.told &&
      (item.kind === 'line' || item.kind === 'band')
    if (group.length > 0 && !same) {
      yield group
      group = []
    }
    group.push(item)
  }
  if (group.length > 0) yield group
}

function tell(pdf: PDFKit.PDFDocument, { role, lang, alt }: Told, draw: () => void): void {
  const options = { ...(lang !== null && { lang }), ...(alt !== undefined && { alt }) }
  pdf.addStructure(pdf.struct(role, options, draw))
}

function artifact(pdf: PDFKit.PDFDocument, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Pagination' })
  draw()
  pdf.endMarkedContent()
}

function drawItem(
  pdf: PDFKit.PDFDocument,
  item: Item,
  picture: Uint8Array | null,
  columns: ColumnFonts,
): void {
  switch (item.kind) {
    case 'line':
      drawLine(pdf, item.line, item.x, item.y)
      break
    case 'band':
      drawBand(pdf, item.band, item.x, item.y, columns)
      break
    case 'rule':
      pdf.lineWidth(0.4).strokeColor(COLOURS.line)
      for (const y of item.double ? [item.y, item.y + 1.8] : [item.y])
        pdf
          .moveTo(item.x, y)
          .lineTo(item.x + item.width, y)
          .stroke()
      break
    case 'image':
      if (picture) pdf.image(Buffer.from(picture), item.x, item.y, { width: item.width, height: item.height })
      pdf.lineWidth(0.4).strokeColor(COLOURS.line).rect(item.x, item.y, item.width, item.height).stroke()
      break
  }
}

/** On every sheet: that the copy is for the house alone, of which record it is, and which sheet of how many. */
function around(
  pdf: PDFKit.PDFDocument,
  { m, code, repository }: ReadingDocument,
  type: Typeface,
  sheet: number,
  of: number,
): void {
  const own = m.readingView
  const right = SHEET.width - MARGIN.side
  const words = (text: string, x: number, y: number, bold: boolean, colour: string) =>
    pdf
      .font(bold ? 'bold' : 'regular')
      .fontSize(SMALL.size)
      .fillColor(colour)
      .text(text, x, y, { lineBreak: false, baseline: 'alphabetic' })
  const internal = type.printable(own.internal)
  const width = type.width(internal, SMALL.size, 'bold')
  words(internal, right - width - 5, 45, true, COLOURS.warn)
  pdf
    .lineWidth(0.6)
    .strokeColor(COLOURS.warn)
    .rect(right - width - 10, 35.5, width + 10, 14)
    .stroke()
  const foot = SHEET.height - 40
  const name = type.printable([code, repository].filter((part) => part !== null).join(' · '))
  words(shortenedTo(name, right - MARGIN.side - 60, type), MARGIN.side, foot, false, COLOURS.soft)
  const number = own.sheet(sheet, of)
  words(number, right - type.width(number, SMALL.size), foot, false, COLOURS.soft)
}

function shortenedTo(text: string, width: number, type: Typeface): string {
  if (type.width(text, SMALL.size) <= width) return text
  let end = text.length
  while (end > 0 && type.width(`${text.slice(0, end)}…`, SMALL.size) > width) end -= 1
  return `${text.slice(0, end).trimEnd()}…`
}
