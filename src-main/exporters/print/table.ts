/** Lists: a table over as many pages as it takes, with its heads on each. */
import { sheetOf } from '../../shared/domain/print.ts'
import type { PrintedItem, PrintedPage, PrintTemplate } from '../../shared/domain/print.ts'
import { fillTemplate } from '../../shared/domain/template.ts'
import { MM, words } from './cells.ts'
import type { Values } from './cells.ts'
import { wrapped } from './lines.ts'
import type { Typeface } from './type.ts'

const MARGIN = 15 * MM
const LEADING = 1.35
/** Space between columns. */
const GUTTER = 3 * MM
/** Columns of words that run on are wider than those of numbers. */
const SHARES: Readonly<Record<string, number>> = {
  title: 4,
  otherTitle: 4,
  firstTitle: 4,
  top: 3,
  creator: 2.5,
  location: 2.5,
  repository: 2.5,
  referenceCode: 2,
  firstCode: 2.5,
  count: 0.8,
}

export interface TableText {
  readonly title: string
  /** The head of a column, by the template of its cells. */
  readonly head: (line: string) => string
}

const tokenOf = (line: string): string => /\{([^{}]*)\}/.exec(line)?.[1] ?? ''

export function* tablePages(
  rows: Iterable<Values>,
  template: PrintTemplate,
  text: TableText,
  type: Typeface,
): Generator<PrintedPage> {
  const sheet = sheetOf(template)
  const [width, height] = [sheet.pageWidth * MM, sheet.pageHeight * MM]
  const columns = columnsOf(template.lines, width - 2 * MARGIN)
  const { size } = template
  const bottom = height - MARGIN - size * 2
  let number = 0
  let items: PrintedItem[] = []
  let y = 0
  const begin = () => {
    number += 1
    items = [words(type.printable(text.title), MARGIN, MARGIN + size, { size, bold: true }, type)]
    y = MARGIN + size * 2.6
    row(
      columns.map(({ line }) => wrapped(type.printable(text.head(line)), widthOf(line), bold, type)),
      true,
    )
  }
  const page = (): PrintedPage => {
    const foot = String(number)
    const x = (width - type.width(foot, size)) / 2
    return {
      width,
      height,
      items: [...items, words(foot, x, height - MARGIN, { size, bold: false }, type)],
    }
  }
  const bold = { size, bold: true }
  const plain = { size, bold: false }
  const widthOf = (line: string) => columns.find((column) => column.line === line)?.width ?? 0
  /** Puts the cells of a row, and a rule under them. */
  function row(cells: readonly (readonly string[])[], isHead: boolean): void {
    const lines = Math.max(1, ...cells.map((cell) => cell.length))
    cells.forEach((cell, index) =>
      cell.forEach((line, at) =>
        items.push(
          words(line, columns[index]?.x ?? 0, y + size + at * size * LEADING, isHead ? bold : plain, type),
        ),
      ),
    )
    y += lines * size * LEADING + size * 0.5
    items.push({ kind: 'line', x: MARGIN, y: y - size * 0.1, width: width - 2 * MARGIN })
    y += size * 0.35
  }
  begin()
  for (const values of rows) {
    let cells = columns.map(({ line, width: wide }) =>
      wrapped(type.printable(fillTemplate(line, values).text), wide, plain, type),
    )
    // A row that is higher than a page goes on on the next one.
    for (;;) {
      const room = Math.floor((bottom - y) / (size * LEADING))
      const lines = Math.max(...cells.map((cell) => cell.length))
      const fresh = items.length === 2 + columns.length
      if (lines <= room) break
      if (fresh || room > 8) {
        row(
          cells.map((cell) => cell.slice(0, room)),
          false,
        )
        cells = cells.map((cell) => cell.slice(room))
      }
      yield page()
      begin()
    }
    row(cells, false)
  }
  yield page()
}

function columnsOf(lines: readonly string[], width: number): { line: string; x: number; width: number }[] {
  const shares = lines.map((line) => SHARES[tokenOf(line)] ?? 1.5)
  const unit = (width - GUTTER * (lines.length - 1)) / shares.reduce((sum, share) => sum + share, 0)
  let x = MARGIN
  return lines.map((line, index) => {
    const wide = (shares[index] ?? 1) * unit
    const column = { line, x, width: wide }
    x += wide + GUTTER
    return column
  })
}
