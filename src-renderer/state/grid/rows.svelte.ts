/** The rows of a grid: known by their position, and asked for as they come into view. */
import type { Client } from '../../../src-main/shared/contract/index.ts'
import type { GridRow } from '../../../src-main/shared/contract/grid.ts'
import type { Scope } from '../../../src-main/shared/contract/scope.ts'
import { columnOf, isShownOnly } from '../../../src-main/shared/domain/sheet/column.ts'
import type { Column } from '../../../src-main/shared/domain/sheet/column.ts'
import type { Words } from '../../i18n.svelte.ts'
import { problemOf } from '../problem.ts'
import type { Problem } from '../problem.ts'
import type { RecordTypes } from '../record-types.svelte.ts'
import type { Preferences } from '../settings.svelte.ts'
import type { GridColumn } from './columns.ts'
import type { Cell } from './range.ts'

const PAGE = 100

export interface Parts {
  client: Client
  parting: Client
  preferences: Preferences
  recordTypes: RecordTypes
  words: Words
}

export class GridRows {
  protected parts: Parts
  /** Which opening this is: answers to an earlier one are no longer wanted. */
  protected opened = 0
  #fresh = new Set<number>()
  #seen = { start: 0, end: 40 }

  scope = $state.raw<Scope | null>(null)
  total = $state(0)
  rows = $state.raw<ReadonlyMap<number, GridRow>>(new Map())
  columns = $state.raw<readonly GridColumn[]>([])
  loaded = $state(false)
  problem = $state.raw<Problem | null>(null)

  constructor(parts: Parts) {
    this.parts = parts
  }

  protected startOver(scope: Scope): number {
    this.scope = scope
    this.total = 0
    this.loaded = false
    this.rows = new Map()
    this.#fresh.clear()
    this.problem = null
    return ++this.opened
  }

  /** Rows that come into view. */
  async look(start: number, end: number): Promise<void> {
    this.#seen = { start, end }
    await this.load(start, end)
  }

  /** Asks again for what is seen; the rest is asked for when it comes into view. */
  async refresh(): Promise<void> {
    this.#fresh.clear()
    await this.load(this.#seen.start, this.#seen.end)
  }

  column = (index: number): Column | null => columnOf(this.columns[index]?.id ?? '')
  /** Whether a column only shows what is said elsewhere. */
  fixed(index: number): boolean {
    const column = this.column(index)
    return column !== null && isShownOnly(column)
  }
  stored = ({ row, column }: Cell): GridRow['cells'][number] | undefined => this.rows.get(row)?.cells[column]

  /** Codes of closed lists are shown by their names. */
  protected word(column: number, text: string): string {
    const { m } = this.parts.words
    const field = this.column(column)?.field
    const names: Readonly<Record<string, string>> =
      field === 'level'
        ? m.levels
        : field === 'status'
          ? m.statuses
          : field === 'recordType'
            ? this.parts.recordTypes.labels()
            : {}
    return names[text] ?? text
  }
  protected async load(start: number, end: number): Promise<void> {
    const { scope, columns } = this
    if (scope === null) return
    const mine = this.opened
    const [first, last] = [Math.floor(Math.max(0, start) / PAGE), Math.floor(Math.max(0, end - 1) / PAGE)]
    for (let page = first; page <= last; page += 1) {
      if (this.#fresh.has(page)) continue
      if (this.loaded && page * PAGE >= this.total) break
      this.#fresh.add(page)
      try {
        const answer = await this.parts.client.grid.rows({
          scope,
          columns: columns.map(({ id }) => id),
          offset: page * PAGE,
          limit: PAGE,
        })
        if (mine !== this.opened || columns !== this.columns) {
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
        if (mine === this.opened) this.problem = problemOf(error)
        return
      }
    }
  }
}
