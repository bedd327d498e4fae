/** `shoko import` of a spreadsheet: compared first, and taken whole or not at all. */
import { resolve } from 'node:path'
import { columnOf } from '../../../shared/domain/sheet/column.ts'
import type { SheetChange, SheetMark } from '../../../shared/contract/sheet.ts'
import { errorMessage } from '../../../shared/i18n/index.ts'
import type { Io } from '../io.ts'
import type { CliCore } from '../run.ts'
import { idOf, resultOf, text, texts, UsageError } from './verb.ts'
import type { Values } from './verb.ts'

export const isSheet = (path: string): boolean => /\.(csv|tsv|xlsx)$/i.test(path)

/** Rows that are listed. */
const LISTED = 200

export async function importSheet(io: Io, core: CliCore, path: string, values: Values): Promise<number> {
  const { client } = core
  const file = await client.sheet.open({ handle: core.handle(resolve(io.base, path), 'read') })
  const { sheetId } = file
  const wanted = text(values, 'sheet')
  const index = wanted === undefined ? 0 : file.sheets.indexOf(wanted)
  if (index < 0) throw new UsageError(`--sheet ${file.sheets.join('|')}`)
  const head = await client.sheet.look({ sheetId, sheet: index })
  const mapping = mappingOf(head.headers, head.guesses, texts(values, 'map'))
  head.headers.forEach((header, at) => io.note(`${header} → ${mapping[at] ?? '—'}`))
  const match = text(values, 'match') ?? (mapping.includes('uid') ? 'uid' : 'referenceCode')
  if (!columnOf(match)) throw new UsageError('--match COLUMN')
  const into = text(values, 'into')
  const { jobId } = await client.sheet.plan({
    sheetId,
    sheet: index,
    mapping,
    match,
    parentId: into === undefined ? null : await idOf(core, into),
    create: values['skip-new'] !== true,
    update: values['skip-existing'] !== true,
    clear: values['clear'] === true,
  })
  const planned = resultOf(await core.follow(jobId))
  if (planned.kind !== 'sheet') return 1
  const { changes } = await client.sheet.changes({ sheetId, limit: LISTED })
  for (const change of changes) say(io, change)
  if (values['dry-run'] === true || planned.problems > 0) {
    io.say(io.m.sheet.counts(planned))
    io.answer({ ...planned, changes })
    return planned.problems > 0 ? 1 : 0
  }
  const taking = await client.sheet.take({ sheetId })
  const result = resultOf(await core.follow(taking.jobId))
  await client.sheet.close({ sheetId })
  if (result.kind !== 'sheet') return 1
  io.say(io.m.sheet.counts(result))
  io.answer(result)
  return 0
}

/** `--map HEADER=COLUMN` over what was guessed; an empty column leaves the header out. */
function mappingOf(
  headers: readonly string[],
  guesses: readonly (string | null)[],
  given: readonly string[],
) {
  const mapping = [...guesses]
  for (const pair of given) {
    const at = pair.lastIndexOf('=')
    const header = headers.indexOf(pair.slice(0, at))
    const column = pair.slice(at + 1)
    if (header === -1 || (column !== '' && !columnOf(column))) throw new UsageError('--map HEADER=COLUMN')
    mapping[header] = column === '' ? null : column
  }
  return mapping
}

function say(io: Io, { row, kind, unit, cells, problems, notes }: SheetChange): void {
  io.say(
    [
      String(row),
      io.m.sheet.kinds[kind],
      unit,
      ...cells.map(({ column, before, after }) => `${column}: ${before} → ${after}`),
    ]
      .join('\t')
      .replaceAll('\n', ' '),
  )
  for (const { column, code, data } of [...problems, ...notes])
    io.note(
      `${String(row)}${column === null ? '' : ` ${column}`}: ${markSentence(io, { column, code, data })}`,
    )
}

const markSentence = ({ m }: Io, { code, data }: SheetMark): string =>
  code in m.sheet.marks ? (m.sheet.marks[code]?.(data) ?? code) : errorMessage(m, code, data)
