/** Find and replace. Hits are looked for on another thread; they are written here, in one step. */
import { readRows } from '../../catalogue/description/read.ts'
import { codeClash, writeCodes } from '../../catalogue/description/codes.ts'
import type { WriteDatabase } from '../../catalogue/database.ts'
import { readingOf, writeCell, writeReading } from '../../catalogue/replacement.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { Replacement } from '../../shared/contract/replacement.ts'
import { readDate } from '../../shared/domain/date/index.ts'
import { replaced } from '../../shared/domain/replacement.ts'
import { LONGEST_VALUE } from '../../shared/domain/text-size.ts'
import type { Context, Service } from '../context.ts'
import { slicesOf, writeAll } from '../../jobs/long.ts'
import type { Slice } from '../../jobs/long.ts'
import type { Found, FoundCell } from './tasks.ts'

/** How long an expression may be silent: in that time a sound one has been through hundreds of records. */
const LONGEST_SILENCE_MS = 4000
/** What is shown around a hit. */
const AROUND = 40

export const replacement: Service<'replacement'> = {
  async find(context, input, { signal }) {
    const { db } = context.catalogue()
    const { total, seen, cells } = await hitsOf(context, input, signal)
    const ids = [...new Set(cells.map(({ descriptionId }) => descriptionId))]
    const rows = new Map(readRows(db, ids).map((row) => [row.id as number, row]))
    const records = ids.flatMap((id) => {
      const row = rows.get(id)
      if (!row) return []
      const { referenceCode, title, status } = row
      return [
        {
          id: row.id,
          referenceCode,
          title,
          published: status === 'published',
          first: total,
          hits: [] as ReturnType<typeof shown>,
        },
      ]
    })
    const byId = new Map(records.map((record) => [record.id as number, record]))
    for (const cell of cells) {
      const record = byId.get(cell.descriptionId)
      if (!record) continue
      record.first = Math.min(record.first, cell.first)
      record.hits.push(...shown(cell))
    }
    return { total, seen, records }
  },

  async apply(context, { leaveOut, seen, ...input }, { signal }) {
    context.writing()
    const found = await hitsOf(context, input, signal)
    if (seen !== null && seen !== found.seen) throw refusal('hitsChanged', {})
    const left = new Set(leaveOut)
    const cells = found.cells.flatMap((cell) => {
      const matches = cell.matches.filter((_, index) => !left.has(cell.first + index))
      return matches.length === 0 ? [] : [{ ...cell, matches }]
    })
    for (const cell of cells)
      if (replaced(cell.value, cell.matches).length > LONGEST_VALUE)
        throw refusal('valueTooLong', { field: cell.field, limit: LONGEST_VALUE })
    const historyId = await writeAll(context, 'replacement.apply', slicesFor(context, cells))
    const records = new Map<DescriptionId, number>()
    for (const { descriptionId, matches } of cells) {
      const id = descriptionId as DescriptionId
      records.set(id, (records.get(id) ?? 0) + matches.length)
    }
    return {
      historyId,
      replaced: cells.reduce((sum, { matches }) => sum + matches.length, 0),
      records: [...records].map(([id, count]) => ({ id, replaced: count })),
    }
  },
}

const hitsOf = (context: Context, input: Replacement, signal: AbortSignal | undefined): Promise<Found> =>
  context.tasks.run(
    'findHits',
    { databasePath: context.catalogue().database, replacement: input },
    {
      ...(signal ? { signal } : {}),
      silence: {
        limit: LONGEST_SILENCE_MS,
        refusal: refusal('expressionTooSlow', { seconds: LONGEST_SILENCE_MS / 1000 }),
      },
    },
  )

function shown({ field, value, matches }: FoundCell) {
  return matches.map(({ start, end, by }) => ({
    field,
    before: value.slice(Math.max(0, start - AROUND), start),
    found: value.slice(start, end),
    by,
    after: value.slice(end, end + AROUND),
  }))
}

/** Codes are written together: one may go from one unit to another. */
function slicesFor(context: Context, cells: readonly FoundCell[]): Slice[] {
  const codes = cells.filter(({ column }) => column === 'referenceCode')
  const others = cells.filter(({ column }) => column !== 'referenceCode')
  if (codes.length === 0) return slicesOf(context, others, write)
  const coding: Slice = { size: codes.length, write: (db) => recode(db, codes) }
  if (others.length === 0) return [coding]
  const slices = slicesOf(context, others, write)
  const all = [coding, ...slices]
  return slices.length > 1
    ? all
    : [{ size: cells.length, write: (db) => all.forEach((slice) => slice.write(db)) }]
}

/** @throws hitsChanged when a value is no longer what was read; nothing is written then */
function write(db: WriteDatabase, cells: readonly FoundCell[]): void {
  const latest = new Date().toISOString().slice(0, 10)
  for (const cell of cells) {
    const fresh = replaced(cell.value, cell.matches)
    const wasRead = cell.column === 'expression' ? readDate(cell.value, { latest }) : null
    if (!writeCell(db, cell, fresh, cell.matches)) throw refusal('hitsChanged', {})
    if (wasRead?.ok && wasRead.edtf === readingOf(db, cell.rowId)) {
      const read = readDate(fresh, { latest })
      writeReading(db, cell.rowId, read.ok ? read : { edtf: null, calendar: 'gregorian', era: null })
    }
  }
}

/** @throws referenceCodeTaken */
function recode(db: WriteDatabase, cells: readonly FoundCell[]): void {
  const codes = cells.map(({ rowId, value, matches }) => ({
    id: rowId,
    referenceCode: replaced(value, matches).trim() || null,
  }))
  const taken = codeClash(db, codes)
  if (taken) throw refusal('referenceCodeTaken', taken)
  writeCodes(db, codes)
}
