/** Lines on sheets: what stands beside each other begins at the same height and goes on over the end of a sheet. */
import type { Page } from '../../shared/contract/scan.ts'
import type { Band } from './bands.ts'
import type { SetLine } from './lines.ts'

const MM = 72 / 25.4
export const SHEET = { width: 210 * MM, height: 297 * MM }
export const MARGIN = { side: 20 * MM, top: 24 * MM, bottom: 22 * MM }
export const TEXT_WIDTH = SHEET.width - 2 * MARGIN.side

/** What a screen reader is told that something is. */
export type Role = 'H1' | 'H2' | 'P' | 'Figure'

export interface Told {
  readonly role: Role
  readonly lang: string | null
  readonly alt?: string
}

export type Item =
  | {
      readonly kind: 'line'
      readonly x: number
      readonly y: number
      readonly line: SetLine
      readonly told: Told
    }
  | {
      readonly kind: 'band'
      /** Of its right side, where it begins; `y` of its top. */
      readonly x: number
      readonly y: number
      readonly band: Band
      readonly told: Told
    }
  | {
      readonly kind: 'rule'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly double?: true
    }
  | {
      readonly kind: 'image'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly page: Page
      readonly told: Told
    }

/** Lines of one cell, or bands of columns, each with the height that it takes. */
export type CellLine = { readonly height: number; readonly told: Told } & (
  { readonly line: SetLine } | { readonly band: Band }
)

export interface Cell {
  readonly x: number
  readonly width: number
  readonly lines: readonly CellLine[]
}

export class Sheets {
  readonly all: Item[][] = []
  #y = 0

  constructor() {
    this.begin()
  }

  get y(): number {
    return this.#y
  }

  /** Height that is left on the sheet. */
  get room(): number {
    return SHEET.height - MARGIN.bottom - this.#y
  }

  get isFresh(): boolean {
    return (this.all.at(-1)?.length ?? 0) === 0
  }

  begin(): void {
    this.all.push([])
    this.#y = MARGIN.top
  }

  /** Begins another sheet where less than this is left. */
  need(height: number): void {
    if (this.room < height && !this.isFresh) this.begin()
  }

  space(height: number): void {
    if (!this.isFresh) this.#y += height
  }

  put(item: Item): void {
    this.all.at(-1)?.push(item)
  }

  rule(double = false): void {
    this.put({ kind: 'rule', x: MARGIN.side, y: this.#y, width: TEXT_WIDTH, ...(double && { double }) })
    this.#y += double ? 3 : 1
  }

  image(page: Page, told: Told, size: { width: number; height: number }): void {
    const x = MARGIN.side + (TEXT_WIDTH - size.width) / 2
    this.put({ kind: 'image', x, y: this.#y, ...size, page, told })
    this.#y += size.height
  }

  /** Cells beside each other; no line of them is cut. */
  row(cells: readonly Cell[]): void {
    let left: readonly Cell[] = cells
    this.need(Math.max(0, ...left.map(({ lines }) => heightOf(beginning(lines)))))
    for (;;) {
      const { room } = this
      let used = 0
      left = left.map(({ x, width, lines }) => {
        let y = 0
        const here = lines.findIndex(({ height }) => (y += height) > room)
        const fits = here === -1 ? lines : lines.slice(0, here)
        y = 0
        for (const { height, told, ...own } of fits) {
          if ('band' in own) this.put({ kind: 'band', x: x + width, y: this.#y + y, told, ...own })
          else this.put({ kind: 'line', x, y: this.#y + y + height * 0.7, told, ...own })
          y += height
        }
        used = Math.max(used, y)
        return { x, width, lines: here === -1 ? [] : lines.slice(here) }
      })
      this.#y += used
      if (left.every(({ lines }) => lines.length === 0)) return
      this.begin()
    }
  }
}

/** What has to fit on the sheet: one line alone at its foot is better set on the next. */
const beginning = ([first, second]: readonly CellLine[]): CellLine[] =>
  first === undefined ? [] : second === undefined || 'band' in first ? [first] : [first, second]

const heightOf = (lines: readonly CellLine[]): number => lines.reduce((sum, { height }) => sum + height, 0)
