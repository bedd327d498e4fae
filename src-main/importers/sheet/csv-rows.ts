/** Rows of a text file with separated values. */
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { readChunks } from '../../platform/files.ts'
import { unguarded } from '../../shared/domain/sheet/formula.ts'
import { SheetProblem } from './problem.ts'
import type { SheetLine } from './source.ts'
import { LONGEST_ROW, MOST_COLUMNS, MOST_ROWS } from './bounds.ts'

const DELIMITERS = [',', '\t', ';', '|'] as const

/** The sign that stands between most cells of the first rows, outside of quotation marks, and as often in each. */
export function recogniseDelimiter(beginning: string): string {
  const lines = beginning
    .replaceAll(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n?|\n/)
    .filter((line) => line !== '')
    .slice(0, 20)
  const scored = DELIMITERS.map((sign) => {
    const counts = lines.map((line) => line.split(sign).length - 1)
    const [first = 0] = counts
    return {
      sign,
      score: first * (1 + counts.filter((count) => count === first).length / Math.max(1, counts.length)),
    }
  })
  return scored.sort((one, other) => other.score - one.score)[0]?.sign ?? ','
}

/** @throws SheetProblem */
export async function* csvRows(
  path: string,
  encoding: string,
  delimiter: string,
  signal?: AbortSignal,
): AsyncGenerator<SheetLine> {
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_ROW,
  })
  const source = Readable.from(decoded(path, encoding, signal))
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let row = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1
      if (record.length > MOST_COLUMNS) throw new SheetProblem('columns', MOST_COLUMNS)
      if (row > MOST_ROWS) throw new SheetProblem('rows', MOST_ROWS)
      yield { row, cells: record.map(unguarded), formulas: [] }
    }
  } catch (error) {
    if (error instanceof CsvError) {
      throw error.code === 'CSV_MAX_RECORD_SIZE'
        ? new SheetProblem('cell', LONGEST_ROW)
        : new SheetProblem('unreadable', row + 1)
    }
    throw error
  } finally {
    source.destroy()
  }
}

async function* decoded(path: string, encoding: string, signal?: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of readChunks(path, signal)) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
