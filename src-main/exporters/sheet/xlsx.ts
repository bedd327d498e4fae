/** Office Open XML spreadsheets (ECMA-376), written as the rows come: one sheet, and another where a sheet is full. */
import { StringDecoder } from 'node:string_decoder'
import { openZip, ZipProblem } from '../../platform/zip-reader.ts'
import { zip } from '../../platform/zip-writer.ts'
import type { ZipEntry } from '../../platform/zip-writer.ts'
import { isFormula } from '../../shared/domain/sheet/formula.ts'
import { xmlParser } from '../../xml/parse.ts'
import { XmlProblem } from '../../xml/problem.ts'
import { everyFieldBut } from '../exporter.ts'
import type { ExportContext, Exporter, ReleasedNode, Validation, ValidationProblem } from '../exporter.ts'
import { XlsxOptions } from './options.ts'
import { sheetRows } from './rows.ts'
import type { SheetRow } from './rows.ts'
import { STAFF_MARK } from '../../shared/domain/ways-out.ts'

export const xlsx: Exporter<XlsxOptions> = {
  id: 'xlsx',
  name: 'Excel',
  version: 'ECMA-376',
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  shape: 'list',
  options: XlsxOptions,
  carries: everyFieldBut(),
  *write(nodes, context) {
    yield* zip(entries(nodes, context))
  },
  validate,
}

/** Excel's own bounds. */
const ROWS_OF_A_SHEET = 1_048_576
const LONGEST_CELL = 32_767

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Styles of cells: text, so that what looks like a number or a date stays as it is written. */
const [HEAD, TEXT, GUARDED] = [1, 2, 3]

function* entries(nodes: Iterable<ReleasedNode>, context: ExportContext<XlsxOptions>): Generator<ZipEntry> {
  const rows = sheetRows(nodes, context)
  const [header] = takeOne(rows)
  if (!header) return
  let next = takeOne(rows)
  let sheets = 0
  do {
    sheets += 1
    yield {
      name: `xl/worksheets/sheet${String(sheets)}.xml`,
      pieces: sheet(
        header,
        (number) => {
          const [row] = next
          if (row === undefined || number > ROWS_OF_A_SHEET) return undefined
          next = takeOne(rows)
          return row
        },
        context,
      ),
    }
  } while (next.length > 0)
  yield { name: 'xl/styles.xml', pieces: [STYLES] }
  yield { name: 'xl/workbook.xml', pieces: [workbook(sheets, context.isMarked === true)] }
  yield { name: 'xl/_rels/workbook.xml.rels', pieces: [workbookRelations(sheets)] }
  yield {
    name: '_rels/.rels',
    pieces: [
      `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
  }
  yield { name: '[Content_Types].xml', pieces: [contentTypes(sheets)] }
}

/** The next row, or nothing. */
function takeOne(rows: Generator<SheetRow>): [SheetRow] | [] {
  const next = rows.next()
  return next.done === true ? [] : [next.value]
}

function* sheet(
  header: SheetRow,
  nextRow: (number: number) => SheetRow | undefined,
  context: ExportContext<XlsxOptions>,
): Generator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
  yield `<cols><col min="1" max="${String(Math.max(1, header.cells.length))}" width="24" style="${String(TEXT)}" customWidth="1"/></cols><sheetData>`
  yield row(1, header.cells, () => HEAD)
  for (let number = 2; ; number += 1) {
    const one = nextRow(number)
    if (one === undefined) break
    const cells = one.cells.map((text) => {
      if (text.length <= LONGEST_CELL) return text
      context.remark?.({ code: 'cellTooLong', unit: one.unit, detail: String(text.length) })
      return text.slice(0, LONGEST_CELL)
    })
    yield row(number, cells, (text) => (isFormula(text) ? GUARDED : TEXT))
  }
  yield '</sheetData></worksheet>'
}

function row(number: number, cells: readonly string[], styleOf: (text: string) => number): string {
  const shown = cells.map((text, index) =>
    text === ''
      ? ''
      : `<c r="${columnLetters(index)}${String(number)}" s="${String(styleOf(text))}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`,
  )
  return `<row r="${String(number)}">${shown.join('')}</row>`
}

/** A, B … Z, AA. */
function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\r\u000e-\u001f\ufffe\uffff]/g
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** XML has no control characters; spreadsheets write them, and what looks like one written so, as `_x0001_`. */
const escaped = (text: string): string =>
  text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(CONTROL, coded)
    .replaceAll(HALF, coded)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

const coded = (sign: string): string => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Yu Gothic"/></font><font><b/><sz val="11"/><name val="Yu Gothic"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>`

const numbers = (sheets: number) => Array.from({ length: sheets }, (_, at) => String(at + 1))

const workbook = (sheets: number, isMarked: boolean) =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${numbers(sheets)
    .map((n) => `<sheet name="${isMarked ? `${STAFF_MARK} ${n}` : n}" sheetId="${n}" r:id="rId${n}"/>`)
    .join('')}</sheets></workbook>`

const workbookRelations = (sheets: number) =>
  `${XML}<Relationships xmlns="${RELATIONS}">${numbers(sheets)
    .map((n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
    .join('')}<Relationship Id="rIdStyles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`

const contentTypes = (sheets: number) =>
  `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${numbers(
    sheets,
  )
    .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPES}.worksheet+xml"/>`)
    .join('')}</Types>`

/** Read back: every part is well-formed, and no row has more cells than the first. */
async function validate(path: string, onProgress?: (bytes: number) => void): Promise<Validation> {
  const problems: ValidationProblem[] = []
  try {
    const archive = await openZip(path, Number.MAX_SAFE_INTEGER)
    try {
      let total = 0
      for (const name of archive.names) {
        let [rows, cells, width] = [0, 0, 0]
        const parser = xmlParser({
          open(element) {
            if (element === 'row') cells = 0
            if (element === 'c') cells += 1
          },
          close(element) {
            if (element !== 'row') return
            rows += 1
            if (rows === 1) width = cells
            else if (cells > width) problems.push({ line: rows, rule: 'cellCount' })
          },
        })
        const decoder = new StringDecoder('utf8')
        for await (const chunk of archive.read(name) ?? []) {
          parser.write(decoder.write(Buffer.from(chunk)))
          onProgress?.((total += chunk.length))
        }
        parser.close()
      }
    } finally {
      await archive.close()
    }
  } catch (error) {
    if (error instanceof XmlProblem) problems.push({ line: error.line, rule: error.code })
    else if (error instanceof ZipProblem) problems.push({ line: 0, rule: error.code })
    else throw error
  }
  return { schema: 'ECMA-376', problems: problems.slice(0, 100) }
}
