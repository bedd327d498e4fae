/**
 * The report of a batch, as JSON and to be read. It stands beside the folder that goes out, and says of units that stayed
 * behind nothing but their identifier and why: whoever takes it along takes no word of them.
 */
import { element } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import type { ValidationProblem } from '../exporter.ts'
import type { ExportRemark } from '../../shared/contract/export.ts'
import type { LeftOutReason } from '../../shared/domain/batch.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { Language } from '../../shared/i18n/index.ts'
import { htmlText } from '../reading/html-text.ts'

export interface BatchReport {
  readonly batch: string
  /** Name and version of the program. */
  readonly program: string
  readonly formats: readonly { readonly id: string; readonly name: string; readonly schema: string }[]
  readonly files: readonly {
    readonly file: string
    readonly byteSize: number
    readonly sha256: string
    readonly units: number
  }[]
  readonly leftOut: readonly { readonly uid: string; readonly why: LeftOutReason }[]
  readonly failed: readonly {
    readonly file: string
    readonly format: string
    /** Reference code of the unit of the file, as it goes out itself, or its identifier. */
    readonly unit: string
    readonly problems: readonly ValidationProblem[]
  }[]
  readonly remarks: readonly ExportRemark[]
}

export const reportJson = (report: BatchReport): string => `${JSON.stringify(report, null, 1)}\n`

const STYLE = `body{font:16px/1.6 sans-serif;max-width:72em;margin:2em auto;padding:0 1em;color:#111;background:#fff}
table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;border-bottom:1px solid #767676;padding:.2em .6em}
td.number{text-align:end;font-variant-numeric:tabular-nums}code{overflow-wrap:anywhere;font-size:.85em}a{color:#0645ad}`
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** `folder` is the name of the folder of the files, to which the report leads. */
export function reportHtml(report: BatchReport, folder: string, language: Language): string {
  const m = messages[language].batch.report
  const { files, leftOut, failed, remarks } = report
  return `<!DOCTYPE html>\n${htmlText(
    element(
      'html',
      { lang: language },
      element(
        'head',
        {},
        element('meta', { charset: 'utf-8' }),
        element('meta', { 'http-equiv': 'content-security-policy', content: POLICY }),
        element('title', {}, m.title(report.batch)),
        element('style', {}, STYLE),
      ),
      element(
        'body',
        {},
        element('h1', {}, m.title(report.batch)),
        element('p', {}, m.summary(files.length, failed.length, leftOut.length)),
        section(
          m.failed,
          [m.file, m.unit, m.problem],
          failed.map(({ file, unit, problems }) => [
            file,
            unit,
            problems.flatMap(({ line, rule }, at) => [
              at > 0 && element('br', {}),
              `${m.line(line)} `,
              element('code', {}, rule),
            ]),
          ]),
        ),
        section(
          m.leftOut,
          [m.identifier, m.why],
          leftOut.map(({ uid, why }) => [element('code', {}, uid), m.reasons[why]]),
        ),
        section(
          m.remarks,
          [m.unit, m.remark],
          remarks.map(({ unit, code, detail }) => [
            unit,
            [m.remarkCodes[code], ' ', element('code', {}, detail)],
          ]),
        ),
        section(
          m.formats,
          [m.format, m.checked],
          report.formats.map(({ name, schema }) => [name, element('code', {}, schema)]),
        ),
        section(
          m.exported,
          [m.file, m.bytes, 'SHA-256'],
          files.map(({ file, byteSize, sha256 }) => [
            element('a', { href: addressIn(folder, file) }, file),
            String(byteSize),
            element('code', {}, sha256),
          ]),
        ),
        element('p', {}, report.program),
      ),
    ),
  )}\n`
}

const addressIn = (folder: string, file: string): string =>
  ['.', folder, ...file.split('/')].map(encodeURIComponent).join('/')

function section(title: string, heads: readonly string[], rows: readonly (readonly Child[])[]): Element[] {
  if (rows.length === 0) return []
  return [
    element('h2', {}, `${title} (${rows.length})`),
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          heads.map((head) => element('th', { scope: 'col' }, head)),
        ),
      ),
      element(
        'tbody',
        {},
        rows.map((cells) =>
          element(
            'tr',
            {},
            cells.map((cell) => element('td', {}, cell)),
          ),
        ),
      ),
    ),
  ]
}
