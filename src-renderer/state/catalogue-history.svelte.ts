/** The history of the whole catalogue, narrowed by person, action, record and time; fetched as far as it is looked at. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { HistoryEntry } from '../../src-main/shared/contract/history.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

const PAGE = 100

export interface Narrowed {
  who: string | null
  action: string | null
  descriptionId: DescriptionId | null
  /** Days as `YYYY-MM-DD`, in the time of the person; empty when not narrowed. */
  from: string
  until: string
}

export class CatalogueHistory {
  #client: Client
  #latest = 0
  narrowed = $state.raw<Narrowed>({ who: null, action: null, descriptionId: null, from: '', until: '' })
  people = $state.raw<readonly string[]>([])
  actions = $state.raw<readonly string[]>([])
  total = $state(0)
  entries = $state.raw<ReadonlyMap<number, HistoryEntry>>(new Map())
  /** Position of the entry that is shown. */
  index = $state(-1)
  loading = $state(false)
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client) {
    this.#client = client
  }

  async open(): Promise<void> {
    await Promise.all([this.reload(), this.#names()])
  }

  async narrow(change: Partial<Narrowed>): Promise<void> {
    this.narrowed = { ...this.narrowed, ...change }
    this.index = -1
    await this.reload()
  }

  async reload(): Promise<void> {
    const mine = ++this.#latest
    this.loading = true
    try {
      const { total, entries } = await this.#client.history.list({ ...this.#filter(), limit: PAGE })
      if (mine !== this.#latest) return
      this.total = total
      this.entries = new Map(entries.map((entry, index) => [index, entry]))
      this.problem = null
    } catch (error) {
      if (mine === this.#latest) this.problem = problemOf(error)
    } finally {
      if (mine === this.#latest) this.loading = false
    }
  }

  /** Fetches the entries of a stretch of the list. */
  async look(start: number, end: number): Promise<void> {
    const mine = this.#latest
    for (let page = Math.floor(start / PAGE); page * PAGE < end; page += 1) {
      const offset = page * PAGE
      if (offset >= this.total || this.entries.has(offset)) continue
      const { entries } = await this.#client.history.list({ ...this.#filter(), offset, limit: PAGE })
      if (mine !== this.#latest) return
      this.entries = new Map([
        ...this.entries,
        ...entries.map((entry, index) => [offset + index, entry] as const),
      ])
    }
  }

  async #names(): Promise<void> {
    try {
      const { people, actions } = await this.#client.history.names()
      this.people = people
      this.actions = actions
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  #filter() {
    const { who, action, descriptionId, from, until } = this.narrowed
    return { who, action, descriptionId, from: midnight(from, 0), until: midnight(until, 1) }
  }
}

/** The instant at which a day begins where the person is, or one after it. */
function midnight(day: string, after: 0 | 1): string | null {
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date) return null
  return new Date(year, month - 1, date + after).toISOString()
}
