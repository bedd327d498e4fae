/** Rows of a workbook (ECMA-376), sheet by sheet, as they are read. Formulas are not worked out, and told. */
import { StringDecoder } from 'node:string_decoder'
import { openZip, ZipProblem } from '../../platform/zip-reader.ts'
import type { ZipFile } from '../../platform/zip-reader.ts'
import { xmlParser } from '../../xml/parse.ts'
import type { XmlHandler } from '../../xml/parse.ts'
import { XmlProblem } from '../../xml/problem.ts'
import { MOST_COLUMNS, MOST_ROWS, MOST_SHARED, MOST_UNPACKED } from './bounds.ts'
import { dateOfSerial, isDateFormat } from './excel-date.ts'
import { SheetProblem } from './problem.ts'
import type { SheetLine } from './source.ts'

interface Sheet {
  name: string
  part: string
}

interface Book {
  archive: ZipFile
  sheets: Sheet[]
  shared: string[]
  /** Styles by number that show a number as a date. */
  dates: boolean[]
  from1904: boolean
}

/** Names of the sheets. @throws SheetProblem */
export const xlsxSheets = (path: string): Promise<string[]> =>
  withArchive(path, async (archive) => (await workbookOf(archive)).sheets.map(({ name }) => name))

/** @throws SheetProblem */
export async function* xlsxRows(
  path: string,
  index: number,
  signal?: AbortSignal,
): AsyncGenerator<SheetLine> {
  const archive = await opened(path)
  try {
    const { sheets, from1904 } = await workbookOf(archive)
    const sheet = sheets[index]
    if (!sheet) throw new SheetProblem('unreadable', 0)
    const book: Book = {
      archive,
      sheets,
      from1904,
      shared: await sharedStrings(archive),
      dates: await dateStyles(archive),
    }
    yield* rowsOf(book, sheet, signal)
  } catch (error) {
    throw asProblem(error)
  } finally {
    await archive.close()
  }
}

async function opened(path: string): Promise<ZipFile> {
  try {
    return await openZip(path, MOST_UNPACKED)
  } catch (error) {
    throw asProblem(error)
  }
}

async function withArchive<T>(path: string, use: (archive: ZipFile) => Promise<T>): Promise<T> {
  const archive = await opened(path)
  try {
    return await use(archive)
  } catch (error) {
    throw asProblem(error)
  } finally {
    await archive.close()
  }
}

function asProblem(error: unknown): unknown {
  if (error instanceof XmlProblem) return new SheetProblem('unreadable', error.line)
  if (!(error instanceof ZipProblem)) return error
  if (error.code === 'zipTooLarge') return new SheetProblem('size', MOST_UNPACKED)
  return new SheetProblem(error.code === 'zipEncrypted' ? 'encrypted' : 'unreadable', 0)
}

/** Names without the prefix that some programs write. */
const local = (name: string) => name.slice(name.indexOf(':') + 1)

async function readPart(archive: ZipFile, name: string, handler: XmlHandler): Promise<boolean> {
  const chunks = archive.read(name)
  if (!chunks) return false
  const parser = xmlParser(handler)
  const decoder = new StringDecoder('utf8')
  for await (const chunk of chunks) parser.write(decoder.write(Buffer.from(chunk)))
  parser.close()
  return true
}

async function workbookOf(archive: ZipFile): Promise<{ sheets: Sheet[]; from1904: boolean }> {
  const targets = new Map<string, string>()
  await readPart(archive, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id, Target }) {
      if (local(name) === 'Relationship' && Id !== undefined && Target !== undefined)
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  const sheets: Sheet[] = []
  let from1904 = false
  const there = await readPart(archive, 'xl/workbook.xml', {
    open(name, attributes) {
      if (local(name) === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      if (local(name) !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => local(key) === 'id' && key !== 'id')?.[1]
      const part = targets.get(id ?? '')
      if (part !== undefined) sheets.push({ name: attributes['name'] ?? '', part })
    },
  })
  if (!there || sheets.length === 0) throw new SheetProblem('unreadable', 0)
  return { sheets, from1904 }
}

/** The texts of cells, without the readings (furigana) that stand beside them. */
async function sharedStrings(archive: ZipFile): Promise<string[]> {
  const strings: string[] = []
  let [text, size, inText, inReading] = ['', 0, false, false]
  await readPart(archive, 'xl/sharedStrings.xml', {
    open(name) {
      if (local(name) === 'si') text = ''
      if (local(name) === 'rPh') inReading = true
      if (local(name) === 't') inText = !inReading
    },
    text(piece) {
      if (!inText) return
      text += piece
      size += piece.length
      if (size > MOST_SHARED) throw new SheetProblem('size', MOST_SHARED)
    },
    close(name) {
      if (local(name) === 't') inText = false
      if (local(name) === 'rPh') inReading = false
      if (local(name) === 'si') strings.push(unescaped(text))
    },
  })
  return strings
}

async function dateStyles(archive: ZipFile): Promise<boolean[]> {
  const formats = new Map<number, string>()
  const styles: boolean[] = []
  let inCells = false
  await readPart(archive, 'xl/styles.xml', {
    open(name, { numFmtId, formatCode }) {
      if (local(name) === 'numFmt') formats.set(Number(numFmtId), formatCode ?? '')
      if (local(name) === 'cellXfs') inCells = true
      if (local(name) === 'xf' && inCells)
        styles.push(isDateFormat(Number(numFmtId ?? 0), formats.get(Number(numFmtId))))
    },
    close(name) {
      if (local(name) === 'cellXfs') inCells = false
    },
  })
  return styles
}

async function* rowsOf(book: Book, { part }: Sheet, signal?: AbortSignal): AsyncGenerator<SheetLine> {
  let ready: SheetLine[] = []
  let line: SheetLine = { row: 0, cells: [], formulas: [] }
  let cell = { column: 0, type: '', style: 0, text: '', formula: false }
  let take = false
  let inReading = false
  const parser = xmlParser({
    open(name, attributes) {
      switch (local(name)) {
        case 'row':
          line = { row: Number(attributes['r'] ?? line.row + 1), cells: [], formulas: [] }
          if (!(line.row <= MOST_ROWS)) throw new SheetProblem('rows', MOST_ROWS)
          break
        case 'c': {
          const column = columnOf(attributes['r']) ?? line.cells.length
          if (column >= MOST_COLUMNS) throw new SheetProblem('columns', MOST_COLUMNS)
          cell = {
            column,
            type: attributes['t'] ?? 'n',
            style: Number(attributes['s'] ?? 0),
            text: '',
            formula: false,
          }
          break
        }
        case 'f':
          cell.formula = true
          break
        case 'rPh':
          inReading = true
          break
        case 'v':
        case 't':
          take = !inReading
      }
    },
    text(piece) {
      if (take) cell.text += piece
    },
    close(name) {
      switch (local(name)) {
        case 'v':
        case 't':
          take = false
          break
        case 'rPh':
          inReading = false
          break
        case 'c': {
          while (line.cells.length < cell.column) line.cells.push('')
          line.cells[cell.column] = valueOf(book, cell)
          if (cell.formula || cell.type === 'e') line.formulas.push(cell.column)
          break
        }
        case 'row':
          ready.push(line)
      }
    },
  })
  const decoder = new StringDecoder('utf8')
  for await (const chunk of book.archive.read(part) ?? []) {
    signal?.throwIfAborted()
    parser.write(decoder.write(Buffer.from(chunk)))
    yield* ready
    ready = []
  }
  parser.close()
  yield* ready
}

/** `AB12` is column 27, from 0. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,7}/.exec(reference ?? '')?.[0]
  if (letters === undefined) return null
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function valueOf(
  { shared, dates, from1904 }: Book,
  { type, style, text }: { type: string; style: number; text: string },
): string {
  switch (type) {
    case 's':
      return shared[Number(text)] ?? ''
    case 'inlineStr':
    case 'str':
      return unescaped(text)
    case 'b':
      return text === '1' ? 'TRUE' : 'FALSE'
    case 'n': {
      if (text === '') return ''
      const number = Number(text)
      if (!Number.isFinite(number)) return text
      if (dates[style] === true) return dateOfSerial(number, from1904) ?? String(number)
      return String(number)
    }
    default:
      return text
  }
}

/** Control characters as spreadsheets write them: `_x000D_`. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text
        .replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
        .replaceAll(/\r\n?/g, '\n')
    : text
