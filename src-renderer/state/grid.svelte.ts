/**
 * Rapid entry. Rows are known by their position and asked for as they come into view; what is typed stands over what
 * the core says until it is taken, and stays there when it is refused. Writes go out one after the other.
 */
import { SvelteMap } from 'svelte/reactivity'
import { MOST_CELLS } from '../../src-main/shared/contract/grid.ts'
import type { GridRow } from '../../src-main/shared/contract/grid.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Scope } from '../../src-main/shared/contract/scope.ts'
import { columnOf } from '../../src-main/shared/domain/sheet/column.ts'
import type { Column } from '../../src-main/shared/domain/sheet/column.ts'
import { countedOn } from '../../src-main/shared/domain/sheet/running-number.ts'
import { readTsv, writeTsv } from '../../src-main/shared/domain/sheet/tsv.ts'
import type { Words } from '../i18n.svelte.ts'
import { DEFAULT_WIDTH, usualColumns } from './grid-columns.ts'
import type { GridColumn } from './grid-columns.ts'
import { blockOf, bounded, within } from './grid-range.ts'
import type { Cell } from './grid-range.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import type { RecordTypes } from './record-types.svelte.ts'
import type { Preferences } from './settings.svelte.ts'

const PAGE = 100

interface Draft {
  readonly text: string
  readonly problem: Problem | null
}

type As = 'edit' | 'paste' | 'fill' | 'number' | 'clear'
type Input = Parameters<Client['grid']['write']>[0]

interface Parts {
  client: Client
  parting: Client
  preferences: Preferences
  recordTypes: RecordTypes
  words: Words
}

export class Grid {
  #parts: Parts
  #queue: Promise<void> = Promise.resolve()
  #fresh = new Set<number>()
  #opened = 0
  #seen = { start: 0, end: 40 }
  #drafts = new SvelteMap<string, Draft>()

  scope = $state.raw<Scope | null>(null)
  total = $state(0)
  /** Rows on their way to be made. */
  coming = $state(0)
  rows = $state.raw<ReadonlyMap<number, GridRow>>(new Map())
  columns = $state.raw<readonly GridColumn[]>([])
  kinds = $state.raw<{ languages: string[]; identifierTypes: string[] }>({
    languages: [],
    identifierTypes: [],
  })
  active = $state.raw<Cell>({ row: 0, column: 0 })
  anchor = $state.raw<Cell>({ row: 0, column: 0 })
  /** What is being typed in the active cell; null while nothing is. */
  editing = $state.raw<string | null>(null)
  saving = $state(0)
  loaded = $state(false)
  problem = $state.raw<Problem | null>(null)
  /** Columns of a paste for which there was no room. */
  leftOut = $state(0)

  range = $derived(blockOf(this.anchor, this.active))
  /** New units can be added below those of one parent. */
  grows = $derived(this.scope?.kind === 'children')
  count = $derived(this.total + this.coming + (this.grows ? 1 : 0))
  refused = $derived([...this.#drafts].filter(([, { problem }]) => problem !== null))

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async open(scope: Scope): Promise<void> {
    const mine = ++this.#opened
    this.scope = scope
    this.total = this.coming = this.leftOut = 0
    this.loaded = false
    this.rows = new Map()
    this.#fresh.clear()
    this.#drafts.clear()
    this.problem = null
    this.active = this.anchor = { row: 0, column: 0 }
    this.editing = null
    try {
      this.kinds = await this.#parts.client.grid.kinds()
      if (mine !== this.#opened) return
      const kept = this.#parts.preferences.value.columns['grid'] ?? []
      this.columns =
        kept.length > 0 ? kept.filter(({ id }) => columnOf(id)) : usualColumns(this.kinds.languages)
      await this.look(0, 40)
    } catch (error) {
      if (mine === this.#opened) this.problem = problemOf(error)
    }
  }

  /** Rows that come into view. */
  async look(start: number, end: number): Promise<void> {
    this.#seen = { start, end }
    await this.#load(start, end)
  }

  /** Asks again for what is seen; the rest is asked for when it comes into view. */
  async refresh(): Promise<void> {
    this.#fresh.clear()
    await this.#load(this.#seen.start, this.#seen.end)
  }

  column = (index: number): Column | null => columnOf(this.columns[index]?.id ?? '')

  /** What a cell shows: what was typed there, or what the record says. */
  text({ row, column }: Cell): string {
    return this.draft({ row, column })?.text ?? this.#word(column, this.stored({ row, column })?.text ?? '')
  }

  stored = ({ row, column }: Cell): GridRow['cells'][number] | undefined => this.rows.get(row)?.cells[column]

  /** A row that was not there yet when something was typed in it is known by its position. */
  draft = ({ row, column }: Cell): Draft | undefined =>
    this.#drafts.get(this.#key(row, column)) ?? this.#drafts.get(this.#key(row, column, false))

  // Going about.

  go(row: number, column: number, extend = false): void {
    this.active = bounded({ row, column }, this.count, this.columns.length)
    if (!extend) this.anchor = this.active
    this.leftOut = 0
    void this.#load(this.active.row, this.active.row + 1)
  }

  selectAll(): void {
    this.anchor = { row: 0, column: 0 }
    this.active = bounded(
      { row: this.total - 1, column: this.columns.length - 1 },
      this.count,
      this.columns.length,
    )
  }

  // Writing.

  /** Ends the typing: what was typed is kept and saved. */
  commit(): void {
    const { editing, active } = this
    this.editing = null
    if (editing === null || editing === this.text(active)) return
    this.put([{ ...active, text: editing }], 'edit')
  }

  cancel(): void {
    this.editing = null
  }

  clear(): void {
    const cells = [...within(this.range)].filter(({ row }) => row < this.total)
    this.put(
      cells.map((cell) => ({ ...cell, text: '' })),
      'clear',
    )
  }

  /** Copies the cell above into the active one. */
  copyAbove(): void {
    const { row, column } = this.active
    if (row === 0) return
    this.put([{ row, column, text: this.text({ row: row - 1, column }) }], 'fill')
  }

  fillDown = (): Promise<void> => {
    const { range } = this
    if (range.from.row === range.to.row) {
      this.copyAbove()
      return Promise.resolve()
    }
    return this.#down('fill', (top) => top)
  }

  /** Counts on from the first row of the range; in one row, from the row above. */
  numberOn = (): Promise<void> => {
    const { from, to } = this.range
    if (from.row !== to.row) return this.#down('number', countedOn)
    if (from.row > 0)
      this.put(
        [...within(this.range)].map((cell) => ({
          ...cell,
          text: countedOn(this.text({ ...cell, row: cell.row - 1 }), 1),
        })),
        'number',
      )
    return Promise.resolve()
  }

  async copy(): Promise<string> {
    const { from, to } = this.range
    await this.#load(from.row, to.row + 1)
    return this.copyNow() ?? ''
  }

  /** The same at once, for a clipboard that takes nothing later; null while rows of it are still to be asked for. */
  copyNow(): string | null {
    const { from, to } = this.range
    for (let row = from.row; row <= Math.min(to.row, this.total - 1); row += 1)
      if (!this.rows.has(row)) return null
    const lines: string[][] = []
    for (let row = from.row; row <= to.row; row += 1)
      lines.push(
        Array.from({ length: to.column - from.column + 1 }, (_, at) =>
          this.text({ row, column: from.column + at }),
        ),
      )
    return writeTsv(lines)
  }

  /** A block of a spreadsheet from the first cell of the range on; one cell fills the range. */
  paste(text: string): void {
    const block = readTsv(text)
    const { from, to } = this.range
    const [first] = block
    if (first === undefined) return
    if (block.length === 1 && first.length === 1) {
      this.put(
        [...within(this.range)].map((cell) => ({ ...cell, text: first[0] ?? '' })),
        'paste',
      )
      return
    }
    const last = this.grows ? Infinity : this.total - 1
    const cells = block.flatMap((line, down) =>
      line.flatMap((value, right) => {
        const cell = { row: from.row + down, column: from.column + right }
        return cell.column < this.columns.length && cell.row <= last ? [{ ...cell, text: value }] : []
      }),
    )
    this.leftOut = Math.max(
      0,
      from.column + Math.max(...block.map(({ length }) => length)) - this.columns.length,
    )
    this.put(cells, 'paste')
    const end = { row: from.row + block.length - 1, column: from.column + first.length - 1 }
    this.anchor = from
    this.active = bounded(end, Math.max(this.count, to.row + 1), this.columns.length)
  }

  /** Sets cells, new rows among them, as one step. */
  put(cells: readonly (Cell & { text: string })[], as: As): void {
    if (cells.length === 0) return
    if (cells.length > MOST_CELLS) {
      this.problem = { code: 'tooManyCells', data: { most: MOST_CELLS } }
      return
    }
    this.problem = null
    for (const { row, column, text } of cells)
      this.#drafts.set(this.#key(row, column), { text, problem: null })
    const last = Math.max(...cells.map(({ row }) => row))
    this.coming = Math.max(this.coming, last + 1 - this.total)
    const columns = this.columns
    const opened = this.#opened
    this.saving += 1
    this.#queue = this.#queue
      .then(() => (opened === this.#opened ? this.#write(cells, as, columns) : undefined))
      .finally(() => (this.saving -= 1))
  }

  /** Puts a cell that was refused back to what the record says. */
  giveUp({ row, column }: Cell): void {
    for (const byId of [true, false]) this.#drafts.delete(this.#key(row, column, byId))
  }

  /** The first cell that was refused, or null. */
  firstRefused(): Cell | null {
    for (const [key] of this.refused) {
      const [id = '', column = ''] = key.split(/ (.*)/su)
      const row = id.startsWith('@')
        ? Number(id.slice(1))
        : [...this.rows].find(([, one]) => String(one.id) === id)?.[0]
      const at = this.columns.findIndex((one) => one.id === column)
      if (row !== undefined && at >= 0) return { row, column: at }
    }
    return null
  }

  /** Resolves when everything that was typed is answered. */
  async settle(): Promise<void> {
    this.commit()
    await this.#queue
  }

  /** The page is going away. */
  part(): void {
    const { editing, active, scope } = this
    const column = this.columns[active.column]
    if (editing === null || column === undefined) return
    const row = this.rows.get(active.row)
    const parentId = scope?.kind === 'children' ? scope.parentId : null
    const input: Input = row
      ? { cells: [{ id: row.id, column: column.id, text: editing }] }
      : { add: { parentId, rows: [{ [column.id]: editing }] } }
    if (row || scope?.kind === 'children') void this.#parts.parting.grid.write(input).catch(() => undefined)
  }

  // Columns.

  setColumns(columns: readonly GridColumn[]): void {
    const same = columns.map(({ id }) => id).join(' ') === this.columns.map(({ id }) => id).join(' ')
    this.commit()
    this.columns = columns
    void this.#parts.preferences.set({
      columns: { ...this.#parts.preferences.value.columns, grid: columns.map((column) => ({ ...column })) },
    })
    if (same) return
    this.active = this.anchor = bounded(this.active, this.count, columns.length)
    this.rows = new Map()
    void this.refresh()
  }

  addColumn(id: string): void {
    this.setColumns([...this.columns, { id, width: DEFAULT_WIDTH, sticky: false }])
  }

  async #down(as: As, make: (top: string, steps: number) => string): Promise<void> {
    const { range } = this
    await this.#load(range.from.row, range.from.row + 1)
    const cells = [...within(range)].filter(({ row }) => row > range.from.row)
    this.put(
      cells.map(({ row, column }) => {
        const top = this.text({ row: range.from.row, column })
        return { row, column, text: make(top, row - range.from.row) }
      }),
      as,
    )
  }

  async #write(
    cells: readonly (Cell & { text: string })[],
    as: As,
    columns: readonly GridColumn[],
  ): Promise<void> {
    try {
      const existing = cells.filter(({ row }) => row < this.total)
      const [low, high] = [
        Math.min(...cells.map(({ row }) => row)),
        Math.max(...existing.map(({ row }) => row)),
      ]
      if (existing.length > 0) await this.#load(low, high + 1)
      const idOf = (column: number) => columns[column]?.id ?? ''
      const changes = existing.flatMap(({ row, column, text }) => {
        const id = this.rows.get(row)?.id
        return id === undefined ? [] : [{ id, column: idOf(column), text }]
      })
      const added = [
        ...Map.groupBy(
          cells.filter(({ row }) => row >= this.total),
          ({ row }) => row,
        ),
      ].sort(([one], [other]) => one - other)
      const rows = added.map(([, own]) => ({
        ...this.#carried(columns),
        ...Object.fromEntries(own.map(({ column, text }) => [idOf(column), text])),
      }))
      const parentId = this.scope?.kind === 'children' ? this.scope.parentId : null
      const answer = await this.#parts.client.grid.write({
        cells: changes,
        as,
        ...(rows.length > 0 ? { add: { parentId, rows } } : {}),
      })
      this.total += answer.added.length
      this.coming = Math.max(0, this.coming - answer.added.length)
      await this.refresh()
      if (existing.length > 0) await this.#load(low, high + 1)
      for (const { row, column, code, data } of answer.problems) {
        const cell = cells.find(
          (one) =>
            idOf(one.column) === column &&
            ('id' in row ? this.rows.get(one.row)?.id === row.id : one.row === added[row.added]?.[0]),
        )
        // What was typed there since goes out next.
        if (cell && this.draft(cell)?.text === cell.text)
          this.#drafts.set(this.#key(cell.row, cell.column), { text: cell.text, problem: { code, data } })
      }
      for (const cell of cells) this.#settled(cell)
    } catch (error) {
      this.coming = 0
      const problem = problemOf(error)
      for (const { row, column, text } of cells) this.#drafts.set(this.#key(row, column), { text, problem })
    }
  }

  /** A cell was answered: what stood over it goes, unless something else was typed since. */
  #settled({ row, column, text }: Cell & { text: string }): void {
    for (const key of [this.#key(row, column), this.#key(row, column, false)])
      if (this.#drafts.get(key)?.text === text && this.#drafts.get(key)?.problem === null)
        this.#drafts.delete(key)
  }

  /** What new rows take from the last one. */
  #carried(columns: readonly GridColumn[]): Record<string, string> {
    const last = this.total - 1
    return Object.fromEntries(
      columns.flatMap(({ id, sticky }, column) => {
        const text = sticky ? this.text({ row: last, column }) : ''
        return text === '' ? [] : [[id, text]]
      }),
    )
  }

  #key(row: number, column: number, byId = true): string {
    const id = byId ? this.rows.get(row)?.id : undefined
    return `${id === undefined ? `@${String(row)}` : String(id)} ${this.columns[column]?.id ?? ''}`
  }

  /** Codes of closed lists are shown by their names. */
  #word(column: number, text: string): string {
    const { m } = this.#parts.words
    const field = this.column(column)?.field
    const names: Readonly<Record<string, string>> =
      field === 'level'
        ? m.levels
        : field === 'status'
          ? m.statuses
          : field === 'recordType'
            ? this.#parts.recordTypes.labels()
            : {}
    return names[text] ?? text
  }

  async #load(start: number, end: number): Promise<void> {
    const { scope, columns } = this
    if (scope === null) return
    const mine = this.#opened
    const [first, last] = [Math.floor(Math.max(0, start) / PAGE), Math.floor(Math.max(0, end - 1) / PAGE)]
    for (let page = first; page <= last; page += 1) {
      if (this.#fresh.has(page)) continue
      if (this.loaded && page * PAGE >= this.total) break
      this.#fresh.add(page)
      try {
        const answer = await this.#parts.client.grid.rows({
          scope,
          columns: columns.map(({ id }) => id),
          offset: page * PAGE,
          limit: PAGE,
        })
        if (mine !== this.#opened || columns !== this.columns) {
          this.#fresh.delete(page)
          return
        }
        const rows = new Map(this.rows)
        for (let at = page * PAGE; at < (page + 1) * PAGE; at += 1) rows.delete(at)
        answer.rows.forEach((row, at) => rows.set(page * PAGE + at, row))
        this.rows = rows
        this.total = answer.total
        this.loaded = true
      } catch (error) {
        this.#fresh.delete(page)
        if (mine === this.#opened) this.problem = problemOf(error)
        return
      }
    }
  }
}
