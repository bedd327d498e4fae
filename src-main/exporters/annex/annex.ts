/**
 * The annex of a decision letter: for each place that is withheld of what was asked for, where it is, the codes and what they say,
 * and never what stands there. As a table for programs, and to be read.
 */
import { stringify } from 'csv-stringify/sync'
import type { PrintTemplate } from '../../shared/contract/print.ts'
import { harmless } from '../../shared/domain/sheet/formula.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { Language, Messages } from '../../shared/i18n/index.ts'
import { pdfOf } from '../print/pdf.ts'
import { tablePages } from '../print/table.ts'
import { Typeface } from '../print/type.ts'

type Extent = keyof Messages['request']['annex']['extents']

/** A row: a place that is withheld, or an item of which nothing is. */
export interface AnnexRow {
  /** Code of reference and title, as they are released. */
  readonly document: string
  readonly title: string
  /** Under which name it has gone out; empty while it has not. */
  readonly file: string
  readonly decision: 'full' | 'part' | 'withheld' | 'public'
  /** Of the item, from 1; null where no page is meant. */
  readonly page: number | null
  readonly pages: number
  /** Null where nothing is withheld. */
  readonly extent: Extent | null
  readonly lines: number | null
  /** As it is printed on the release. */
  readonly region: string
  readonly codes: readonly string[]
  /** What the codes say, in the words of their vocabularies. */
  readonly grounds: readonly string[]
}

export interface Annex {
  readonly language: Language
  /** Of the request. */
  readonly number: string
  readonly institution: string
  readonly letter: { readonly on: string; readonly number: string } | null
  readonly rows: readonly AnnexRow[]
}

const COLUMNS = [
  'document',
  'title',
  'file',
  'decision',
  'place',
  'lines',
  'region',
  'codes',
  'reason',
] as const
type Column = (typeof COLUMNS)[number]

function cells(row: AnnexRow, language: Language): Record<Column, string> {
  const m = messages[language].request.annex
  const extent = row.extent === null ? '' : m.extents[row.extent]
  return {
    document: row.document,
    title: row.title,
    file: row.file,
    decision: m.decisions[row.decision],
    place: row.page === null ? extent : m.place(row.page, row.pages, extent),
    lines: row.lines === null ? '' : String(row.lines),
    region: row.region,
    codes: row.codes.join(' · '),
    reason: row.grounds.join(' / '),
  }
}

export function annexCsv({ language, rows }: Annex): string {
  const m = messages[language].request.annex
  const lines = rows.map((row) => {
    const written = cells(row, language)
    return COLUMNS.map((column) => harmless(written[column]))
  })
  const heads = COLUMNS.map((column) => m.columns[column])
  return `\uFEFF${stringify([heads, ...lines], { record_delimiter: '\r\n', quoted_match: /^'|\r/ })}`
}

/** A4, lying: a row has many columns. */
const LYING = {
  ...{ pageWidth: 297, pageHeight: 210, columns: 1, rows: 1, width: 297, height: 210 },
  ...{ top: 0, left: 0, gapX: 0, gapY: 0 },
}
const TEMPLATE: PrintTemplate = {
  sheet: 'own',
  own: LYING,
  lines: COLUMNS.map((column) => `{${column}}`),
  size: 8.5,
  bars: false,
}

export function annexPdf(annex: Annex, creator: string): AsyncGenerator<Uint8Array> {
  const { language, number, institution, letter, rows } = annex
  const m = messages[language].request.annex
  const title = [
    institution,
    m.title(number),
    ...(letter === null ? [] : [m.letter(letter.number, letter.on)]),
  ].join(' · ')
  const head = (line: string): string => m.columns[line.slice(1, -1) as Column]
  const written = rows.map((row) => cells(row, language))
  return pdfOf(tablePages(written, TEMPLATE, { title, head }, new Typeface()), { title, creator })
}
