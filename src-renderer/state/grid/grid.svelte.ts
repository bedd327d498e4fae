/** Rapid entry: going about in the cells, and everything that sets them. */
import type { Scope } from '../../../src-main/shared/contract/scope.ts'
import { columnOf } from '../../../src-main/shared/domain/sheet/column.ts'
import { countedOn } from '../../../src-main/shared/domain/sheet/running-number.ts'
import { readTsv, writeTsv } from '../../../src-main/shared/domain/sheet/tsv.ts'
import { problemOf } from '../problem.ts'
import { DEFAULT_WIDTH, usualColumns } from './columns.ts'
import type { GridColumn } from './columns.ts'
import { blockOf, bounded, within } from './range.ts'
import type { Cell } from './range.ts'
import { GridWriting } from './writing.svelte.ts'
import type { As, Input } from './writing.svelte.ts'

export class Grid extends GridWriting {
  kinds = $state.raw<{ languages: string[]; identifierTypes: string[] }>({
    languages: [],
    identifierTypes: [],
  })
  active = $state.raw<Cell>({ row: 0, column: 0 })
  anchor = $state.raw<Cell>({ row: 0, column: 0 })
  /** What is being typed in the active cell; null while nothing is. */
  editing = $state.raw<string | null>(null)
  /** Columns of a paste for which there was no room. */
  leftOut = $state(0)

  range = $derived(blockOf(this.anchor, this.active))
  /** New units can be added below those of one parent. */
  grows = $derived(this.scope?.kind === 'children')
  count = $derived(this.total + this.coming + (this.grows ? 1 : 0))

  async open(scope: Scope): Promise<void> {
    const mine = this.startOver(scope)
    this.forgetDrafts()
    this.leftOut = 0
    this.active = this.anchor = { row: 0, column: 0 }
    this.editing = null
    try {
      this.kinds = await this.parts.client.grid.kinds()
      if (mine !== this.opened) return
      const kept = this.parts.preferences.value.columns['grid'] ?? []
      this.columns =
        kept.length > 0 ? kept.filter(({ id }) => columnOf(id)) : usualColumns(this.kinds.languages)
      await this.look(0, 40)
    } catch (error) {
      if (mine === this.opened) this.problem = problemOf(error)
    }
  }

  // Going about.

  go(row: number, column: number, extend = false): void {
    this.active = bounded({ row, column }, this.count, this.columns.length)
    if (!extend) this.anchor = this.active
    this.leftOut = 0
    void this.load(this.active.row, this.active.row + 1)
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
    await this.load(from.row, to.row + 1)
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
  /** Resolves when everything that was typed is answered. */
  async settle(): Promise<void> {
    this.commit()
    await this.answered()
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
    if (row || scope?.kind === 'children') void this.parts.parting.grid.write(input).catch(() => undefined)
  }

  // Columns.

  setColumns(columns: readonly GridColumn[]): void {
    const same = columns.map(({ id }) => id).join(' ') === this.columns.map(({ id }) => id).join(' ')
    this.commit()
    this.columns = columns
    void this.parts.preferences.set({
      columns: { ...this.parts.preferences.value.columns, grid: columns.map((column) => ({ ...column })) },
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
    await this.load(range.from.row, range.from.row + 1)
    const cells = [...within(range)].filter(({ row }) => row > range.from.row)
    this.put(
      cells.map(({ row, column }) => {
        const top = this.text({ row: range.from.row, column })
        return { row, column, text: make(top, row - range.from.row) }
      }),
      as,
    )
  }
}
