/** Cells as spreadsheets put them on the clipboard: tabs and lines, a cell with either of them in quotation marks. */

export function readTsv(text: string): string[][] {
  const rows: string[][] = [[]]
  const plain = text.replaceAll(/\r\n?/g, '\n')
  let at = 0
  while (at <= plain.length) {
    const { value, end } = plain[at] === '"' ? quotedCell(plain, at) : plainCell(plain, at)
    rows.at(-1)?.push(value)
    if (end >= plain.length) break
    if (plain[end] === '\n') rows.push([])
    at = end + 1
  }
  // The line end after the last row makes no row.
  const last = rows.at(-1)
  return rows.length > 1 && last?.length === 1 && last[0] === '' ? rows.slice(0, -1) : rows
}

function plainCell(text: string, from: number): { value: string; end: number } {
  let end = from
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n') end += 1
  return { value: text.slice(from, end), end }
}

/** A cell that begins with a mark and does not end with one is words with a mark. */
function quotedCell(text: string, from: number): { value: string; end: number } {
  let value = ''
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') value += text[at] ?? ''
    else if (text[at + 1] === '"') {
      value += '"'
      at += 1
    } else if (at + 1 === text.length || text[at + 1] === '\t' || text[at + 1] === '\n')
      return { value, end: at + 1 }
    else break
  }
  return plainCell(text, from)
}

export const writeTsv = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) =>
      row.map((cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'),
    )
    .join('\n')
