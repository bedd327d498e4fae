/** Tables in the form that another system imports: its columns under its names, a row for each unit, parents first. */
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify/sync'
import { createReadStream } from 'node:fs'
import { harmless } from '../../shared/domain/sheet/formula.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import type { ReportProblem } from '../../xml/validate.ts'
import type { ReleasedNode, Validation } from '../exporter.ts'
import { problemsOf } from '../read-back.ts'
import type { OnProgress } from '../read-back.ts'

/** Cells by the names of their columns; one that is not named is empty. */
export type Cells<Column extends string> = Partial<Record<Column, string>>

/** Both systems ask for UTF-8 without a mark and for lines that end as on Unix. No cell begins as a formula does. */
export function* tableOf<Column extends string>(
  columns: readonly Column[],
  heads: readonly (readonly string[])[],
  rows: Iterable<Cells<Column>>,
): Generator<string> {
  const line = (cells: readonly string[]) =>
    stringify([cells.map(harmless)], { record_delimiter: '\n', quoted_match: /^'|\r/ })
  yield heads.map(line).join('')
  for (const row of rows) yield line(columns.map((column) => row[column] ?? ''))
}

/** Each unit with those above it, the highest first. */
export function* withAncestors(
  nodes: Iterable<ReleasedNode>,
): Generator<{ depth: number; description: ReleasedDescription; above: readonly ReleasedDescription[] }> {
  let path: ReleasedDescription[] = []
  for (const { depth, description } of nodes) {
    path = path.slice(0, depth)
    if (path.length !== depth) throw new Error(`a unit at depth ${String(depth)} has nothing above it`)
    yield { depth, description, above: path }
    path = [...path, description]
  }
}

/** Values of one cell; the systems have no way to write their separator inside one, so its wide form stands for it. */
export const piped = (values: readonly string[]): string =>
  values.map((value) => value.replaceAll('|', '｜')).join('|')

/** Read back: the names of the columns as they have to be, as many cells in each row, and what `rulesOf` says of it. */
export const validateTable = (
  path: string,
  schema: string,
  heads: readonly (readonly string[])[],
  rulesOf: (report: ReportProblem) => (cell: (column: string) => string, line: number) => void,
  onProgress?: OnProgress,
): Promise<Validation> =>
  problemsOf(schema, async (report) => {
    const [columns = []] = heads
    const places = new Map(columns.map((column, index) => [column, index]))
    const rules = rulesOf(report)
    const source = createReadStream(path, 'utf8')
    const parser = source.pipe(parse({ relax_column_count: true, relax_quotes: true }))
    let line = 0
    for await (const cells of parser as AsyncIterable<string[]>) {
      line += 1
      if (line % 1000 === 0) onProgress?.(source.bytesRead)
      const head = heads[line - 1]
      if (head && (head.length !== cells.length || head.some((name, index) => name !== cells[index])))
        report(line, 'header')
      if (cells.length !== columns.length) report(line, 'cellCount')
      else if (!head) rules((column) => cells[places.get(column) ?? -1] ?? '', line)
    }
    if (line < heads.length) report(line, 'header')
  })
