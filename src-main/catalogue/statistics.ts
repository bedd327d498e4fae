/**
 * What was done in each month and by whom, out of what is recorded. An edit of 100,000 descriptions is a million changes:
 * so only the index of history is read for who touched what, and changes themselves only of entries that may say more.
 */
import { COUNTED } from '../shared/contract/statistics.ts'
import type { Counted, Counts, Worked, WorkOfMonth } from '../shared/contract/statistics.ts'
import { all, sql } from './database.ts'
import type { ReadDatabase, Statement } from './database.ts'

/** Actions that touch descriptions and change nothing that they say: their place, and what is kept about them. */
const UNCHANGING = new Set([
  'description.create',
  'description.duplicate',
  'description.move',
  'description.bin',
  'description.restore',
  'arrangement.sort',
  'finding.accept',
  'finding.withdraw',
  'proposal.refuse',
])
const changes = (action: string) => !UNCHANGING.has(action) && !/^(list|note)\./.test(action)

export interface Wanted {
  /** Months as `YYYY-MM`, both included; null: without end. */
  readonly from: string | null
  readonly to: string | null
  /** A description and all below it; null: the whole catalogue. */
  readonly branchId: number | null
}

export function workByMonth(db: ReadDatabase, wanted: Wanted): { months: WorkOfMonth[]; total: Worked } {
  const monthOf = localMonths()
  const tally = new Tally()
  const cellsOf = (at: string, who: string): Cells => {
    const month = monthOf(at)
    return month >= (wanted.from ?? '') && month <= (wanted.to ?? '~') ? tally.cells(month, who) : NOWHERE
  }
  const entries = readEntries(db, cellsOf)
  const entry = (id: number) => entries.get(id) ?? NOTHING
  const pages = pagesAdded(db)
  const states = statesReached(db)
  const touching = touchingEntries(db)
  for (const { id, level, status, createdAt } of all<Unit>(db, unitsOf(wanted.branchId))) {
    const touches = touching(id)
    const reached = states.get(id) ?? []
    const added = cellsOf(createdAt, entry(touches[0] ?? 0).who)
    once(added, 'descriptions', id)
    if (level === 'item') once(added, 'items', id)
    const born = reached.find(({ before }) => before !== null)?.before ?? status
    if (born !== 'draft') once(added, born, id)
    for (const state of reached)
      if (state.status !== 'draft') once(entry(state.entry).cells, state.status, id)
    for (const touch of touches) {
      const { cells, changes } = entry(touch)
      if (changes) once(cells, 'changed', id, 'descriptions')
    }
    for (const page of pages.get(id) ?? []) add(entry(page.entry).cells, 'pages', page.count)
  }
  if (wanted.branchId === null)
    for (const page of pages.get(LOOSE) ?? []) add(entry(page.entry).cells, 'pages', page.count)
  return tally.result()
}

interface Unit {
  id: number
  level: string
  status: Status
  createdAt: string
}
type Status = 'draft' | 'checked' | 'published'

const unitsOf = (branchId: number | null): Statement =>
  branchId === null
    ? sql`SELECT id, level, status, createdAt FROM description WHERE binnedAt IS NULL`
    : sql`WITH RECURSIVE branch (id) AS (
            SELECT ${branchId} UNION ALL
            SELECT child.id FROM description AS child JOIN branch ON child.parentId = branch.id WHERE child.binnedAt IS NULL)
          SELECT id, level, status, createdAt FROM description WHERE id IN branch AND binnedAt IS NULL`

interface Entry {
  readonly who: string
  /** None outside the months that are asked for, and for what was taken back. */
  readonly cells: Cells
  readonly changes: boolean
}
const NOWHERE: Cells = []
const NOTHING: Entry = { who: '', cells: NOWHERE, changes: false }

/** Entries by their id. What was done again stands for what was taken back before. */
function readEntries(db: ReadDatabase, cellsOf: (at: string, who: string) => Cells): Map<number, Entry> {
  const rows = all<{ id: number; at: string; who: string; action: string; holds: 0 | 1 }>(
    db,
    sql`SELECT id, at, who, action,
          kind <> 'undo' AND NOT EXISTS (SELECT 1 FROM history AS later WHERE later.reverses = history.id) AS holds
        FROM history`,
  )
  const entries = new Map<number, Entry>()
  for (const { id, at, who, action, holds } of rows)
    entries.set(id, { who, cells: holds === 1 ? cellsOf(at, who) : NOWHERE, changes: changes(action) })
  return entries
}

/** Gives the entries that touched a description, the one that made it first. */
function touchingEntries(db: ReadDatabase): (id: number) => number[] {
  const rows = all<{ id: number; entries: string }>(
    db,
    sql`SELECT descriptionId AS id, group_concat(historyId) AS entries FROM historyChange
        WHERE descriptionId IS NOT NULL GROUP BY descriptionId`,
  )
  const touching = new Map(rows.map(({ id, entries }) => [id, entries]))
  return (id) => touching.get(id)?.split(',').map(Number) ?? []
}

/** Entries that may add pages or set a status: an edit of a field names it, and so is known for doing neither. */
const SAYING_MORE = `history CROSS JOIN historyChange ON historyId = history.id
  WHERE (action <> 'description.edit' OR coalesce(field, 'status') = 'status') AND action <> 'replacement.apply'`

/** Key of pages that belong to no description. */
const LOOSE = 0

/** Pages that are there, by the description that has them now, with the entries that added them. */
function pagesAdded(db: ReadDatabase): Map<number, { entry: number; count: number }[]> {
  const rows = all<{ id: number; entry: number; count: number }>(db, {
    text: `SELECT coalesce(page.descriptionId, ${LOOSE}) AS id, added.entry, count(*) AS count
           FROM (SELECT rowId, min(historyId) AS entry FROM ${SAYING_MORE} AND kind <> 'undo'
                   AND tableName = 'page' AND operation = 'insert'
                   AND NOT EXISTS (SELECT 1 FROM history AS later WHERE later.reverses = history.id)
                 GROUP BY rowId) AS added
             JOIN page ON page.id = added.rowId
           GROUP BY 1, 2`,
    parameters: [],
  })
  return gathered(rows)
}

/** Statuses that descriptions were given, oldest first; publishing again is one, too. */
function statesReached(
  db: ReadDatabase,
): Map<number, { entry: number; status: Status; before: Status | null }[]> {
  const rows = all<{ id: number; entry: number; status: Status; before: Status | null }>(db, {
    text: `SELECT descriptionId AS id, historyId AS entry,
             iif(tableName = 'publication', 'published', after ->> 'status') AS status,
             iif(tableName = 'publication', NULL, before ->> 'status') AS before
           FROM ${SAYING_MORE} AND (tableName = 'publication' AND operation <> 'delete'
             OR tableName = 'description' AND operation = 'update' AND json_type(after, '$.status') IS NOT NULL)
           ORDER BY historyChange.id`,
    parameters: [],
  })
  return gathered(rows)
}

function gathered<Row extends { id: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const found = new Map<number, Row[]>()
  for (const row of rows) {
    const there = found.get(row.id)
    if (there) there.push(row)
    else found.set(row.id, [row])
  }
  return found
}

/** Gives the month, in the time of this machine, of instants; those that come close together are quickly told. */
function localMonths(): (at: string) => string {
  let [month, start, end] = ['', '', '']
  return (at) => {
    if (at >= start && at < end) return month
    const day = new Date(at)
    const [year, number] = [day.getFullYear(), day.getMonth()]
    month = `${String(year).padStart(4, '0')}-${String(number + 1).padStart(2, '0')}`
    start = new Date(year, number, 1).toISOString()
    end = new Date(year, number + 1, 1).toISOString()
    return month
  }
}

/** What is counted for a month and a person, for one of the two, or for all; and which description was counted last. */
interface Cell {
  readonly counts: Counts
  readonly last: Counts
}
/** The cells in which something of a month and a person counts. */
type Cells = readonly Cell[]

/** Counts a description, once in each cell, and not where it was just counted as something else. */
function once(cells: Cells, what: Counted, id: number, beside: Counted = what): void {
  for (const { counts, last } of cells) {
    if (last[what] === id || last[beside] === id) continue
    last[what] = id
    counts[what]++
  }
}

function add(cells: Cells, what: Counted, count: number): void {
  for (const { counts } of cells) counts[what] += count
}

const zeros = (): Counts => ({ descriptions: 0, items: 0, pages: 0, changed: 0, checked: 0, published: 0 })
const isEmpty = (counts: Counts): boolean => COUNTED.every((name) => counts[name] === 0)

/** Counts by month and by person; of all months, and of everybody, under null. */
class Tally {
  #cells = new Map<string | null, Map<string | null, Cell>>()
  #known = new Map<string, Map<string, Cells>>()

  cells(month: string, who: string): Cells {
    let people = this.#known.get(month)
    if (!people) this.#known.set(month, (people = new Map<string, Cells>()))
    let cells = people.get(who)
    if (!cells) {
      cells = [this.#cell(month, who), this.#cell(month, null), this.#cell(null, who), this.#cell(null, null)]
      people.set(who, cells)
    }
    return cells
  }

  result(): { months: WorkOfMonth[]; total: Worked } {
    const months = [...this.#known.keys()].sort().reverse()
    return {
      months: months
        .map((month) => ({ month, ...this.#worked(month) }))
        .filter(({ people }) => people.length > 0),
      total: this.#worked(null),
    }
  }

  #worked(month: string | null): Worked {
    const cells = [...(this.#cells.get(month) ?? [])]
    const people = cells.flatMap(([who, { counts }]) => (who === null ? [] : [{ who, ...counts }]))
    return {
      ...(this.#cells.get(month)?.get(null)?.counts ?? zeros()),
      people: people.filter((one) => !isEmpty(one)).sort((one, other) => (one.who < other.who ? -1 : 1)),
    }
  }

  #cell(month: string | null, who: string | null): Cell {
    let people = this.#cells.get(month)
    if (!people) this.#cells.set(month, (people = new Map<string | null, Cell>()))
    let cell = people.get(who)
    if (!cell) people.set(who, (cell = { counts: zeros(), last: zeros() }))
    return cell
  }
}
