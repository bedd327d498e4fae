/** Comma-separated values (RFC 4180) as Japanese Excel opens them. */
import { stringify } from 'csv-stringify/sync'
import { parse } from 'csv-parse'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { harmless } from '../../shared/domain/sheet/formula.ts'
import { everyFieldBut } from '../exporter.ts'
import type { ExportContext, Exporter, ReleasedNode, Validation, ValidationProblem } from '../exporter.ts'
import { encodeCp932 } from '../../platform/cp932.ts'
import { CsvOptions } from './options.ts'
import { sheetRows } from './rows.ts'

export const csv: Exporter<CsvOptions> = {
  id: 'csv',
  name: 'CSV',
  version: 'RFC 4180',
  extension: 'csv',
  mediaType: 'text/csv',
  shape: 'list',
  options: CsvOptions,
  carries: everyFieldBut(),
  write: writeCsv,
  validate: validateCsv,
}

const DELIMITERS = { ',': ',', ';': ';', tab: '\t' } as const

function* writeCsv(
  nodes: Iterable<ReleasedNode>,
  context: ExportContext<CsvOptions>,
): Generator<string | Uint8Array> {
  const { encoding, delimiter } = context.options
  const line = (cells: readonly string[]) =>
    stringify([cells.map(harmless)], {
      delimiter: DELIMITERS[delimiter],
      record_delimiter: '\r\n',
      quoted_match: /^'|\r/,
    })
  if (encoding === 'utf-8') yield '\uFEFF'
  if (encoding === 'utf-16') yield Uint8Array.of(0xff, 0xfe)
  for (const { unit, cells } of sheetRows(nodes, context)) {
    const text = line(cells)
    if (encoding === 'utf-8') yield text
    else if (encoding === 'utf-16') yield Buffer.from(text, 'utf16le')
    else {
      const missing = new Set<string>()
      yield encodeCp932(text, (sign) => missing.add(sign))
      for (const sign of missing) context.remark?.({ code: 'notInEncoding', unit, detail: named(sign) })
    }
  }
}

/** A character with its number, since there may be no other way to tell which it was. */
const named = (sign: string): string =>
  `${sign} U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** Read back: every row has as many cells as the first. Only quotation marks and separators are looked at. */
async function validateCsv(path: string, onProgress?: (bytes: number) => void): Promise<Validation> {
  const problems: ValidationProblem[] = []
  const beginning = await beginningOf(path)
  const encoding = beginning.startsWith('\u00ff\u00fe') ? 'utf16le' : 'latin1'
  const head = beginning.replaceAll('\0', '').split('\r\n')[0] ?? ''
  const delimiter =
    [',', ';', '\t'].sort((one, other) => head.split(other).length - head.split(one).length)[0] ?? ','
  const source = createReadStream(path, { encoding })
  const parser = source.pipe(parse({ delimiter, relax_column_count: true, relax_quotes: true }))
  let [row, width] = [0, 0]
  for await (const cells of parser as AsyncIterable<string[]>) {
    row += 1
    if (row % 1000 === 0) onProgress?.(source.bytesRead)
    if (row === 1) width = cells.length
    else if (cells.length !== width && problems.length < MOST_PROBLEMS)
      problems.push({ line: row, rule: 'cellCount' })
  }
  return { schema: 'RFC 4180', problems }
}

const MOST_PROBLEMS = 100

/** As bytes, each a character. */
async function beginningOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}
