/** Labels and cards: a few lines of a template in each cell of a sheet. */
import { BLANKS, sheetOf } from '../../shared/domain/print.ts'
import type { Blank, PrintedItem, PrintedPage, PrintTemplate, Sheet } from '../../shared/domain/print.ts'
import { fillTemplate } from '../../shared/domain/template.ts'
import { barsOf } from './bars.ts'
import { shortened, wrapped } from './lines.ts'
import type { Typeface } from './type.ts'

export type Values = Readonly<Record<string, string>>

/** Points in a millimetre. */
export const MM = 72 / 25.4
const LEADING = 1.35
/** A line that begins with this sign is the label's largest. */
const LARGE = /^#\s*/
const LARGER = 1.7
/** Type is not made smaller than this share of what the template says. */
const SMALLEST = 0.6
/** Quiet zones, and the narrowest bar that an office printer draws and a scanner reads (0.19 mm). */
const QUIET = 10
const NARROWEST = 0.19 * MM
const WIDEST = 0.4 * MM

/** What a card says of itself, and the names of its blanks. */
export interface Card {
  readonly heading: string
  readonly blanks: Readonly<Record<Blank, string>>
}

interface Job {
  readonly template: PrintTemplate
  readonly type: Typeface
  readonly card: Card | null
  /** Cells that are used up already. */
  readonly skip: number
  /** Called for each cell in which words were cut off. */
  readonly oncut: () => void
}

export function* cellPages(rows: Iterable<Values>, job: Job): Generator<PrintedPage> {
  const sheet = sheetOf(job.template)
  const perPage = sheet.columns * sheet.rows
  let at = job.skip % perPage
  let items: PrintedItem[] = []
  const page = (): PrintedPage => ({ width: sheet.pageWidth * MM, height: sheet.pageHeight * MM, items })
  for (const values of rows) {
    items.push(...cell(values, boxOf(sheet, at), job))
    at += 1
    if (at < perPage) continue
    yield page()
    at = 0
    items = []
  }
  if (items.length > 0) yield page()
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The inside of a cell: nothing is printed so near its edge that a printer's aim would cut it. */
function boxOf(sheet: Sheet, at: number): Box {
  const [column, row] = [at % sheet.columns, Math.floor(at / sheet.columns)]
  const inset = Math.min(sheet.gapX === 0 && sheet.left === 0 ? 6 : 3, sheet.height / 8)
  return {
    x: (sheet.left + column * (sheet.width + sheet.gapX) + inset) * MM,
    y: (sheet.top + row * (sheet.height + sheet.gapY) + inset) * MM,
    width: (sheet.width - 2 * inset) * MM,
    height: (sheet.height - 2 * inset) * MM,
  }
}

function cell(values: Values, box: Box, job: Job): PrintedItem[] {
  const { template, card, type } = job
  const items: PrintedItem[] = []
  const bars = template.bars ? barItems(values['barcode'] ?? '', box, type, card !== null) : []
  const blanks = card === null ? [] : blankItems(card, box, template.size, type)
  const taken = heightOf(bars) + (card === null ? 0 : blanksHeight(template.size))
  let top = box.y
  if (card !== null) {
    const size = template.size * 1.3
    items.push(words(card.heading, box.x, top + size, { size, bold: true }, type))
    top += size * 1.9
  }
  const room = box.height - (top - box.y) - taken
  items.push(...lineItems(values, { ...box, y: top, height: room }, job))
  return [...items, ...bars, ...blanks]
}

/** The lines of a template, in a smaller type where they are too many, and at last cut off. */
function lineItems(values: Values, box: Box, { template, type, oncut }: Job): PrintedItem[] {
  const said = template.lines.flatMap((line) => {
    const { text, said: says } = fillTemplate(line.replace(LARGE, ''), values)
    const printed = type.printable(text)
    return printed === '' || (!says && line.includes('{')) ? [] : [{ printed, large: LARGE.test(line) }]
  })
  for (let share = 1; ; share -= 0.1) {
    const isLast = share - 0.1 < SMALLEST
    const set = said.flatMap(({ printed, large }) => {
      const size = template.size * share * (large ? LARGER : 1)
      return wrapped(printed, box.width, { size, bold: large }, type).map((text) => ({
        text,
        size,
        bold: large,
      }))
    })
    const height = set.reduce((sum, { size }) => sum + size * LEADING, 0)
    if (height <= box.height || isLast) return stacked(set, box, type, oncut)
  }
}

function stacked(
  set: readonly { text: string; size: number; bold: boolean }[],
  box: Box,
  type: Typeface,
  oncut: () => void,
): PrintedItem[] {
  const items: PrintedItem[] = []
  let y = box.y
  for (const [index, { text, size, bold }] of set.entries()) {
    const next = set[index + 1]
    const isCut = next !== undefined && y + (size + next.size) * LEADING > box.y + box.height + 0.01
    const shown = isCut ? shortened(text, box.width, { size, bold }, type) : text
    items.push(words(shown, box.x, y + size, { size, bold }, type))
    y += size * LEADING
    if (!isCut) continue
    oncut()
    break
  }
  return items
}

export const words = (
  text: string,
  x: number,
  y: number,
  { size, bold }: { size: number; bold: boolean },
  type: Typeface,
): PrintedItem => ({ kind: 'words', x, y, size, bold, text, width: type.width(text, size, bold) })

const BARCODE_TEXT = 7

const heightOf = (items: readonly PrintedItem[]): number =>
  items.reduce((height, item) => (item.kind === 'bars' ? item.height + BARCODE_TEXT * 1.6 : height), 0)

/** Bars at the lower edge of a label, or at the upper right of a card, with what they say under them. */
function barItems(barcode: string, box: Box, type: Typeface, above: boolean): PrintedItem[] {
  const found = barsOf(barcode)
  if (!found) return []
  const most = above ? box.width * 0.5 : box.width
  const unit = Math.min(WIDEST, most / (found.width + 2 * QUIET))
  if (unit < NARROWEST) return []
  const height = Math.min(12 * MM, box.height * 0.28)
  const width = found.width * unit
  const x = above ? box.x + box.width - width : box.x + Math.min(QUIET * unit, box.width - width)
  const y = above ? box.y : box.y + box.height - height - BARCODE_TEXT * 1.3
  return [
    { kind: 'bars', y, height, bars: found.bars.map(([at, wide]) => [x + at * unit, wide * unit]) },
    words(barcode, x, y + height + BARCODE_TEXT * 1.1, { size: BARCODE_TEXT, bold: false }, type),
  ]
}

const BLANK_LINE = 2.3
const blanksHeight = (size: number): number => BLANKS.length * size * BLANK_LINE

/** What is filled in by hand, at the lower edge of a card. */
function blankItems({ blanks }: Card, box: Box, size: number, type: Typeface): PrintedItem[] {
  const widest = Math.max(...BLANKS.map((blank) => type.width(blanks[blank], size)))
  return BLANKS.flatMap((blank, index): PrintedItem[] => {
    const y = box.y + box.height - blanksHeight(size) + (index + 1) * size * BLANK_LINE - size * 0.4
    return [
      words(blanks[blank], box.x, y, { size, bold: false }, type),
      { kind: 'line', x: box.x + widest + size, y: y + size * 0.25, width: box.width - widest - size },
    ]
  })
}
