/** What stands above and below each page, and in place of a withheld one: drawn as a PDF of ours, which is burnt in as pixels. */
import { ordered } from '../../shared/domain/box/page.ts'
import { messages } from '../../shared/i18n/index.ts'
import { documentWithType, Typeface } from '../print/type.ts'
import { isOpen } from './copy.ts'
import type { OpenPage, ReleaseCopy, ReleaseItem, WithdrawalSheet } from './copy.ts'

export interface ItemDrawing {
  readonly pdf: Uint8Array
  /** For each page of the item, the frames of its strips; of a withheld page, of its sheet. */
  readonly frames: readonly ({ head: number; foot: number } | { sheet: number })[]
}

/** Points: a strip is drawn at the width of the page, whatever that is. */
const WIDTH = 595
const HEIGHT = 842
const MARGIN = 30
const SMALL = 9
const LEADING = 13

type Words = (typeof messages)[keyof typeof messages]['release']

interface Drawer {
  readonly pdf: PDFKit.PDFDocument
  readonly type: Typeface
  readonly copy: ReleaseCopy
  readonly item: ReleaseItem
  readonly m: Words
}

export async function drawingOf(copy: ReleaseCopy, item: ReleaseItem): Promise<ItemDrawing> {
  const at = new Date(copy.releasedAt)
  const pdf = documentWithType({
    info: { CreationDate: at, ModDate: at, Producer: 'Shoko', Creator: 'Shoko' },
  })
  const drawer: Drawer = { pdf, type: new Typeface(), copy, item, m: messages[copy.language].release }
  let frame = 0
  const frames = item.pages.map((page) => {
    if (!isOpen(page)) {
      sheet(drawer, page.withheld, page.number)
      return { sheet: frame++ }
    }
    head(drawer)
    foot(drawer, page)
    frame += 2
    return { head: frame - 2, foot: frame - 1 }
  })
  pdf.end()
  const parts: Uint8Array[] = []
  for await (const part of pdf as AsyncIterable<Uint8Array>) parts.push(part)
  return { pdf: Buffer.concat(parts), frames }
}

function head({ pdf, type, copy, item, m }: Drawer): void {
  const lines = wrapped(item.authority, WIDTH - 2 * MARGIN, SMALL, type)
  pdf.addPage({ size: [WIDTH, 34 + lines.length * LEADING], margin: 0 })
  const banner = type.printable(copy.banner)
  words(pdf, banner, (WIDTH - type.width(banner, 15, 'bold')) / 2, 20, 15, true)
  if (item.classification !== null) struck(pdf, type, type.printable(item.classification), m)
  for (const [index, line] of lines.entries()) words(pdf, line, MARGIN, 37 + index * LEADING, SMALL)
}

function struck(pdf: PDFKit.PDFDocument, type: Typeface, classification: string, m: Words): void {
  const width = type.width(classification, 11, 'bold')
  words(pdf, classification, MARGIN, 19, 11, true)
  pdf
    .lineWidth(1.2)
    .moveTo(MARGIN - 3, 15)
    .lineTo(MARGIN + width + 3, 15)
    .stroke()
  words(pdf, type.printable(m.struck), MARGIN + width + 9, 19, 7)
}

function foot({ pdf, type, copy, item, m }: Drawer, page: OpenPage): void {
  const id = m.pageOf(item.documentId, page.number, item.pages.length)
  const lines = [
    ...wrapped([id, ...legendOf(page, m)].join(' | '), WIDTH - 2 * MARGIN, SMALL, type),
    ...wrapped([copy.institution, copy.id, item.name].join(' · '), WIDTH - 2 * MARGIN, SMALL, type),
  ]
  pdf.addPage({ size: [WIDTH, 10 + lines.length * LEADING], margin: 0 })
  for (const [index, line] of lines.entries()) words(pdf, line, MARGIN, 14 + index * LEADING, SMALL)
}

/** What each box says, where it is too small to say it; with its identifier. */
const legendOf = ({ marks, master }: OpenPage, m: Words): string[] =>
  ordered(marks, master.size).map(({ codes, lines, region }, index) =>
    m.legend(index + 1, codes.join(' · '), lines === null ? null : m.lines(lines), region),
  )

function sheet({ pdf, type, copy, item, m }: Drawer, withheld: WithdrawalSheet, number: number): void {
  pdf.addPage({ size: [WIDTH, HEIGHT], margin: 0 })
  const banner = type.printable(m.sheet.title)
  words(pdf, banner, (WIDTH - type.width(banner, 22, 'bold')) / 2, 110, 22, true)
  const about = item.decision === 'withheld' ? m.sheet.item : m.sheet.page(number)
  let y = 150
  for (const line of wrapped(about, WIDTH - 120, 11, type)) {
    words(pdf, line, 60, y, 11)
    y += 18
  }
  const rows: [string, string][] = [
    ...withheld.fields.map(({ field, value }): [string, string] => [m.sheet.fields[field], value]),
    [m.sheet.codes, withheld.codes.join(' · ')],
    ...(withheld.lines === null ? [] : [[m.register.lines, m.lines(withheld.lines)] as [string, string]]),
    [m.sheet.region, withheld.region],
  ]
  y += 20
  for (const [label, value] of rows) {
    words(pdf, type.printable(label), 60, y, 10, true)
    for (const line of wrapped(value, WIDTH - 260, 11, type)) {
      words(pdf, line, 200, y, 11)
      y += 17
    }
    pdf
      .lineWidth(0.4)
      .moveTo(60, y - 8)
      .lineTo(WIDTH - 60, y - 8)
      .stroke()
    y += 10
  }
  const id = m.pageOf(item.documentId, number, item.pages.length)
  const ends = [id, item.authority, [copy.institution, copy.id, item.name].join(' · ')]
  const lines = ends.flatMap((end) => wrapped(end, WIDTH - 120, SMALL, type))
  for (const [index, line] of lines.entries())
    words(pdf, line, 60, HEIGHT - 60 - (lines.length - 1 - index) * LEADING, SMALL)
}

function words(
  pdf: PDFKit.PDFDocument,
  text: string,
  x: number,
  y: number,
  size: number,
  bold = false,
): void {
  pdf
    .font(bold ? 'bold' : 'regular')
    .fontSize(size)
    .fillColor('black')
    .text(text, x, y, { lineBreak: false, baseline: 'alphabetic' })
}

/** Broken where it is full, at a space if there is one: identifiers are long, and Japanese has no spaces. */
function wrapped(text: string, width: number, size: number, type: Typeface): string[] {
  const lines: string[] = []
  let rest = type.printable(text)
  while (type.width(rest, size) > width) {
    let end = rest.length
    while (end > 1 && type.width(rest.slice(0, end), size) > width) end--
    const space = rest.lastIndexOf(' ', end)
    const at = space > end / 2 ? space : end
    lines.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).trimStart()
  }
  return [...lines, rest]
}
