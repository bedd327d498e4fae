/**
 * What is typed in a grid stands over what the core says until it is taken, and stays there when it is refused. Writes
 * go out one after the other.
 */
import { SvelteMap } from 'svelte/reactivity'
import { MOST_CELLS } from '../../../src-main/shared/contract/grid.ts'
import type { Client } from '../../../src-main/shared/contract/index.ts'
import { problemOf } from '../problem.ts'
import type { Problem } from '../problem.ts'
import type { GridColumn } from './columns.ts'
import type { Cell } from './range.ts'
import { GridRows } from './rows.svelte.ts'

interface Draft {
  readonly text: string
  readonly problem: Problem | null
}

export type As = 'edit' | 'paste' | 'fill' | 'number' | 'clear'
export type Input = Parameters<Client['grid']['write']>[0]

export class GridWriting extends GridRows {
  #queue: Promise<void> = Promise.resolve()
  #drafts = new SvelteMap<string, Draft>()

  /** Rows on their way to be made. */
  coming = $state(0)
  saving = $state(0)

  refused = $derived([...this.#drafts].filter(([, { problem }]) => problem !== null))

  protected forgetDrafts(): void {
    this.coming = 0
    this.#drafts.clear()
  }

  /** What a cell shows: what was typed there, or what the record says. */
  text({ row, column }: Cell): string {
    return this.draft({ row, column })?.text ?? this.word(column, this.stored({ row, column })?.text ?? '')
  }
  /** A row that was not there yet when something was typed in it is known by its position. */
  draft = ({ row, column }: Cell): Draft | undefined =>
    this.#drafts.get(this.#key(row, column)) ?? this.#drafts.get(this.#key(row, column, false))
  /** Sets cells, new rows among them, as one step. */
  put(given: readonly (Cell & { text: string })[], as: As): void {
    const cells = given.filter(({ column }) => !this.fixed(column))
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
    const opened = this.opened
    this.saving += 1
    this.#queue = this.#queue
      .then(() => (opened === this.opened ? this.#write(cells, as, columns) : undefined))
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
  /** Resolves when everything that was put is answered. */
  async answered(): Promise<void> {
    await this.#queue
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
      if (existing.length > 0) await this.load(low, high + 1)
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
      const answer = await this.parts.client.grid.write({
        cells: changes,
        as,
        ...(rows.length > 0 ? { add: { parentId, rows } } : {}),
      })
      this.total += answer.added.length
      this.coming = Math.max(0, this.coming - answer.added.length)
      await this.refresh()
      if (existing.length > 0) await this.load(low, high + 1)
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
        const text = sticky && !this.fixed(column) ? this.text({ row: last, column }) : ''
        return text === '' ? [] : [[id, text]]
      }),
    )
  }

  #key(row: number, column: number, byId = true): string {
    const id = byId ? this.rows.get(row)?.id : undefined
    return `${id === undefined ? `@${String(row)}` : String(id)} ${this.columns[column]?.id ?? ''}`
  }
}
