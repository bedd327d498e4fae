/** A long list as one goes through it: found as one types, only the rows that are seen, any number of them picked. */
import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import type { Composition } from './composition.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

const SETTLE = 120
const PAGE = 100

interface Asking<Id, Row> {
  list: (query: string, window: { offset: number; limit: number }) => Promise<{ total: number; rows: Row[] }>
  /** Ids of all rows of the list, for picking all of them; without it none are picked. */
  ids?: (query: string) => Promise<Id[]>
  /** What is shown with the list, asked for with it; the answer is called when the list is shown. */
  beside?: (query: string) => Promise<() => void>
  /** A row became the active one. */
  show: (id: Id) => void
}

export class WindowedRows<Id extends number, Row extends { id: Id }> {
  #asking: Asking<Id, Row>
  #composition: Composition
  #timer: ReturnType<typeof setTimeout> | undefined
  #latest = 0
  #running: Promise<void> = Promise.resolve()
  #seen = 0
  query = $state('')
  total = $state(0)
  /** Rows by position; those not looked at yet are missing. */
  readonly rows = new SvelteMap<number, Row>()
  /** Rows that were picked; none while only the active one is meant. */
  readonly picked = new SvelteSet<Id>()
  index = $state(-1)
  loaded = $state(false)
  problem = $state.raw<Problem | null>(null)

  active = $derived(this.rows.get(this.index) ?? null)

  constructor(asking: Asking<Id, Row>, composition: Composition) {
    this.#asking = asking
    this.#composition = composition
  }

  clear(): void {
    this.#latest += 1
    this.query = ''
    this.total = 0
    this.index = -1
    this.rows.clear()
    this.picked.clear()
    this.loaded = false
    this.problem = null
  }

  find(query: string): void {
    this.query = query
    clearTimeout(this.#timer)
    const soon = () => (this.#timer = setTimeout(() => void this.again(), SETTLE))
    if (this.#composition.active) this.#composition.whenEnded(soon)
    else soon()
  }

  /** Asks anew, from the beginning. */
  again(): Promise<void> {
    this.index = -1
    this.#seen = 0
    this.picked.clear()
    return this.run()
  }

  /** Asks for what is seen; also after changes in the catalogue. `shown` is followed to where it stands now. */
  run(shown: Id | null = null): Promise<void> {
    this.#running = this.#run(shown)
    return this.settled()
  }

  /** When the list shows what was asked for last. */
  async settled(): Promise<void> {
    let running: Promise<void>
    do await (running = this.#running)
    while (running !== this.#running)
  }

  async #run(shown: Id | null): Promise<void> {
    clearTimeout(this.#timer)
    const mine = ++this.#latest
    try {
      const offset = Math.floor(this.#seen / PAGE) * PAGE
      const [{ total, rows }, showBeside] = await Promise.all([
        this.#list(offset),
        this.#asking.beside?.(this.query),
      ])
      if (mine !== this.#latest) return
      showBeside?.()
      this.total = total
      this.rows.clear()
      rows.forEach((row, at) => this.rows.set(offset + at, row))
      this.loaded = true
      this.problem = null
      if (shown !== null) this.index = [...this.rows].find(([, row]) => row.id === shown)?.[0] ?? -1
    } catch (error) {
      if (mine === this.#latest) this.problem = problemOf(error)
    }
  }

  /** Fetches the rows of a stretch of the list. */
  async look(start: number, end: number): Promise<void> {
    this.#seen = start
    const mine = this.#latest
    for (let page = Math.floor(start / PAGE); page * PAGE < end; page += 1) {
      const offset = page * PAGE
      if (offset >= this.total || this.rows.has(offset)) continue
      const { rows } = await this.#list(offset)
      if (mine !== this.#latest) return
      rows.forEach((row, at) => this.rows.set(offset + at, row))
    }
  }

  choose(index: number): void {
    this.index = index
    this.picked.clear()
    const row = this.rows.get(index)
    if (row) this.#asking.show(row.id)
  }

  async pick(index: number, how: 'toggle' | 'extend' | 'all'): Promise<void> {
    const from = Math.max(0, this.index)
    if (this.picked.size === 0 && this.active) this.picked.add(this.active.id)
    if (how === 'all') {
      for (const id of (await this.#asking.ids?.(this.query)) ?? []) this.picked.add(id)
      return
    }
    const [first, last] = how === 'extend' ? [Math.min(from, index), Math.max(from, index)] : [index, index]
    await this.look(first, last + 1)
    const ids = Array.from({ length: last - first + 1 }, (_, at) => this.rows.get(first + at)?.id)
    const [only] = ids
    if (how === 'toggle' && only !== undefined && this.picked.has(only) && this.picked.size > 1)
      this.picked.delete(only)
    else for (const id of ids) if (id !== undefined) this.picked.add(id)
    this.index = index
  }

  #list = (offset: number) => this.#asking.list(this.query.slice(0, 200), { offset, limit: PAGE })
}
