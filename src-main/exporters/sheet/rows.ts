/** Released descriptions as rows of cells, the names of the columns first. */
import { cellText, cellValues } from '../../shared/domain/sheet/cell/index.ts'
import type { Celled } from '../../shared/domain/sheet/cell/index.ts'
import { columnsOf, isRepeated, neverLeaves } from '../../shared/domain/sheet/column.ts'
import type { Column } from '../../shared/domain/sheet/column.ts'
import { joinValues } from '../../shared/domain/sheet/values.ts'
import { STRUCTURED_FIELDS, TEXT_FIELD_NAMES, TEXT_FIELDS } from '../../shared/domain/field.ts'
import type { TextField } from '../../shared/domain/field.ts'
import { columnName } from '../../shared/i18n/column-name.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { ExportContext, ReleasedNode } from '../exporter.ts'
import type { XlsxOptions } from './options.ts'

const isStaffOnly = ({ field }: Column): boolean =>
  field === 'accessions' || (field in TEXT_FIELDS && 'staffOnly' in TEXT_FIELDS[field as TextField])

/** The columns of a file; what is for staff alone has none in a public copy, whoever asks for it. */
export function sheetColumns({ audience, options }: ExportContext<XlsxOptions>): Column[] {
  const all = [
    'uid',
    'parent',
    ...STRUCTURED_FIELDS.filter((field) => field !== 'recordType'),
    'edtf',
    ...TEXT_FIELD_NAMES,
  ]
  const asked = options.columns === '' ? all : options.columns.split(',').map((id) => id.trim())
  return columnsOf(asked).filter(
    (column) => !neverLeaves(column) && (audience === 'staff' || !isStaffOnly(column)),
  )
}

export interface SheetRow {
  /** By which the record is named where something is to be said of it. */
  readonly unit: string
  readonly cells: readonly string[]
}

export function* sheetRows(
  nodes: Iterable<ReleasedNode>,
  context: ExportContext<XlsxOptions>,
): Generator<SheetRow> {
  const { options } = context
  const columns = sheetColumns(context)
  const separator = options.separator === 'line' ? '\n' : options.separator
  const many = Number(options.numbered)
  yield { unit: '', cells: columns.flatMap((column) => headers(column, many, options)) }
  for (const node of nodes) {
    const { description } = node
    const unit = { ...description, ...description.texts, containers: innermost(description) } as Celled
    yield {
      unit: description.referenceCode ?? description.uid,
      cells: columns.flatMap((column) => {
        if (column.field === 'parent') return [node.parent?.referenceCode ?? node.parent?.uid ?? '']
        if (many === 1 || !isRepeated(column))
          return [worded(cellText(unit, column, separator), column, options)]
        const values = cellValues(unit, column)
        // What has no column of its own stands with the last.
        return Array.from({ length: many }, (_, at) =>
          at < many - 1
            ? joinValues(values.slice(at, at + 1), separator)
            : joinValues(values.slice(at), separator),
        )
      }),
    }
  }
}

/** A cell names the container that the unit itself is in. */
const innermost = ({ containers }: ReleasedNode['description']) =>
  containers.map(({ containers: chain, folder, item }) => ({
    type: chain.at(-1)?.type ?? '',
    indicator: chain.at(-1)?.indicator ?? '',
    folder,
    item,
  }))

function headers(column: Column, many: number, { headers: words }: XlsxOptions): string[] {
  const name = words === 'codes' ? column.id : columnName(messages[words], column)
  if (many === 1 || !isRepeated(column)) return [name]
  return Array.from({ length: many }, (_, at) => `${name} ${String(at + 1)}`)
}

/** Codes of closed lists in the words of the first row. */
function worded(text: string, { field }: Column, { headers: words }: XlsxOptions): string {
  if (words === 'codes') return text
  const m = messages[words]
  const names: Readonly<Record<string, string>> =
    field === 'level' ? m.levels : field === 'status' ? m.statuses : {}
  return names[text] ?? text
}
