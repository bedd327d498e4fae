/** The keys of a grid: those of a spreadsheet. While a cell is edited, its field keeps the keys that it needs. */
import { isComposing } from '../../../../composition.ts'
import type { Grid } from '../../../../state/grid/grid.svelte.ts'

interface Parts {
  grid: () => Grid
  field: () => HTMLTextAreaElement | undefined
  readonly: () => boolean
  /** Where something is under review, what is copied is told before; whether it may leave. */
  leaves: { asked: () => boolean; note: () => Promise<boolean> }
  /** Rows that a screen holds. */
  screen: () => number
}

/** `over`: typing has replaced the cell, and arrows leave it; `inside`: arrows move in its text. */
type Manner = 'over' | 'inside'

export class GridKeys {
  #parts: Parts
  #manner: Manner = 'over'
  /** The column where Tab began: Enter goes back to it, in the next row. */
  #home: number | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** The field was typed into, or an input method began in it. */
  input(text: string): void {
    const { grid, readonly } = this.#parts
    if (readonly() || grid().fixed(grid().active.column)) return
    if (grid().editing === null) this.#manner = 'over'
    grid().editing = text
  }

  /** Edits the cell with what it says. */
  edit(manner: Manner): void {
    const { grid, field, readonly } = this.#parts
    const input = field()
    if (readonly() || !input || grid().fixed(grid().active.column)) return
    this.#manner = manner
    const text = grid().text(grid().active)
    input.value = text
    input.setSelectionRange(text.length, text.length)
    grid().editing = text
    input.focus({ preventScroll: true })
  }

  press(event: KeyboardEvent): void {
    if (isComposing(event)) return
    const done = this.#parts.grid().editing === null ? this.#pressOutside(event) : this.#pressInside(event)
    if (done) event.preventDefault()
  }

  copy(event: ClipboardEvent): void {
    const grid = this.#parts.grid()
    if (grid.editing !== null) return
    event.preventDefault()
    if (this.#parts.leaves.asked()) {
      void this.#copyTold(grid)
      return
    }
    const text = grid.copyNow()
    if (text !== null) event.clipboardData?.setData('text/plain', text)
    else void grid.copy().then((later) => navigator.clipboard.writeText(later))
  }

  cut(event: ClipboardEvent): void {
    const grid = this.#parts.grid()
    if (grid.editing !== null) return
    const clear = () => {
      if (!this.#parts.readonly()) grid.clear()
    }
    if (this.#parts.leaves.asked()) {
      event.preventDefault()
      void this.#copyTold(grid).then((copied) => copied && clear())
      return
    }
    this.copy(event)
    clear()
  }

  async #copyTold(grid: Grid): Promise<boolean> {
    if (!(await this.#parts.leaves.note())) return false
    await navigator.clipboard.writeText(await grid.copy())
    return true
  }

  paste(event: ClipboardEvent): void {
    const grid = this.#parts.grid()
    if (grid.editing !== null) return
    event.preventDefault()
    if (!this.#parts.readonly()) grid.paste(event.clipboardData?.getData('text/plain') ?? '')
  }

  /** True when the key was meant for the grid. */
  #pressOutside(event: KeyboardEvent): boolean {
    const grid = this.#parts.grid()
    const { row, column } = grid.active
    const mod = event.ctrlKey || event.metaKey
    const last = { row: grid.count - 1, column: grid.columns.length - 1 }
    if (event.altKey) return false
    if (mod) return this.#pressMod(event, last)
    const extend = event.shiftKey
    const steps: Record<string, () => void> = {
      ArrowDown: () => this.#go(row + 1, column, extend),
      ArrowUp: () => this.#go(row - 1, column, extend),
      ArrowRight: () => this.#go(row, column + 1, extend),
      ArrowLeft: () => this.#go(row, column - 1, extend),
      PageDown: () => this.#go(row + this.#parts.screen(), column, extend),
      PageUp: () => this.#go(row - this.#parts.screen(), column, extend),
      Home: () => this.#go(row, 0, extend),
      End: () => this.#go(row, last.column, extend),
      Enter: () => this.#enter(event.shiftKey),
      F2: () => this.edit('inside'),
      Delete: () => this.#unlessReadonly(() => grid.clear()),
      Backspace: () => this.#unlessReadonly(() => grid.clear()),
      F8: () => this.#unlessReadonly(() => grid.copyAbove()),
      F9: () => this.#unlessReadonly(() => void grid.numberOn()),
    }
    if (event.key === 'Tab') return this.#tab(event.shiftKey)
    if (event.key === 'Escape') return this.#collapse()
    const step = steps[event.key]
    step?.()
    return step !== undefined
  }

  #pressMod(event: KeyboardEvent, last: { row: number; column: number }): boolean {
    const grid = this.#parts.grid()
    const { row, column } = grid.active
    const extend = event.shiftKey
    const steps: Record<string, () => void> = {
      Home: () => this.#go(0, 0, extend),
      End: () => this.#go(last.row, last.column, extend),
      ArrowDown: () => this.#go(grid.total - 1, column, extend),
      ArrowUp: () => this.#go(0, column, extend),
      ArrowRight: () => this.#go(row, last.column, extend),
      ArrowLeft: () => this.#go(row, 0, extend),
      a: () => grid.selectAll(),
      d: () => this.#unlessReadonly(() => void grid.fillDown()),
      "'": () => this.#unlessReadonly(() => grid.copyAbove()),
    }
    // Where the mark is typed with Shift, and where the input method hides it, it is known by its place.
    const name = event.code === 'Quote' ? "'" : event.key.length === 1 ? event.key.toLowerCase() : event.key
    const step = steps[name]
    step?.()
    return step !== undefined
  }

  #pressInside(event: KeyboardEvent): boolean {
    const grid = this.#parts.grid()
    const { row, column } = grid.active
    // Undo, delete and the like are those of the field.
    if (!/^F(1|6|12)$/.test(event.key)) event.stopPropagation()
    if (event.key === 'Enter' && event.altKey) {
      this.#insert('\n')
      return true
    }
    if (event.key === 'Enter') {
      grid.commit()
      this.#enter(event.shiftKey)
      return true
    }
    if (event.key === 'Tab') {
      grid.commit()
      this.#tab(event.shiftKey)
      return true
    }
    if (event.key === 'Escape') {
      grid.cancel()
      return true
    }
    if (event.key === 'F2') {
      this.#manner = this.#manner === 'over' ? 'inside' : 'over'
      return true
    }
    const away: Record<string, [number, number]> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
    }
    const to = away[event.key]
    if (this.#manner === 'inside' || to === undefined || event.shiftKey || event.ctrlKey || event.metaKey)
      return false
    grid.commit()
    this.#go(...to, false)
    return true
  }

  #go(row: number, column: number, extend: boolean): void {
    this.#home = null
    this.#parts.grid().go(row, column, extend)
  }

  #enter(back: boolean): void {
    const grid = this.#parts.grid()
    const column = this.#home ?? grid.active.column
    grid.go(grid.active.row + (back ? -1 : 1), column)
  }

  /** To the next cell, and from the last of a row to the next row; back from the first cell of all leads out of the grid. */
  #tab(back: boolean): boolean {
    const grid = this.#parts.grid()
    const { row, column } = grid.active
    const width = grid.columns.length
    const next = row * width + column + (back ? -1 : 1)
    if (next < 0 || next >= grid.count * width) return false
    this.#home ??= column
    if (Math.floor(next / width) !== row) this.#home = null
    grid.go(Math.floor(next / width), next % width)
    return true
  }

  #collapse(): boolean {
    const grid = this.#parts.grid()
    const { row, column } = grid.active
    if (grid.anchor.row === row && grid.anchor.column === column) return false
    grid.go(row, column)
    return true
  }

  #unlessReadonly(act: () => void): void {
    if (!this.#parts.readonly()) act()
  }

  #insert(text: string): void {
    const input = this.#parts.field()
    if (!input) return
    input.setRangeText(text, input.selectionStart, input.selectionEnd, 'end')
    this.#parts.grid().editing = input.value
  }
}
