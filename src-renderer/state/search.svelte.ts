/** The search box and what it found. Asked a little after the last key, and never in the middle of a composition. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { SortOrder } from '../../src-main/shared/contract/arrangement.ts'
import type { DescriptionId, SavedSearchId } from '../../src-main/shared/contract/ids.ts'
import type { Facets, SavedSearch, SearchHit } from '../../src-main/shared/contract/search.ts'
import type { Words } from '../i18n.svelte.ts'
import type { Composition } from './composition.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

const SETTLE = 120
const PAGE = 50

export interface Counts {
  /** What was counted; until another is, its facets stay. */
  query: string
  total: number
  /** Estimates are said to be such. */
  exact: boolean
  facets: Facets
}

/** Orders of the results: best first, or by a field; `newest` is by date from the last. */
export const ORDERS = ['best', 'title', 'referenceCode', 'date', 'newest'] as const
export type Order = (typeof ORDERS)[number]

export class Search {
  #client: Client
  #words: Words
  #composition: Composition
  #timer: ReturnType<typeof setTimeout> | undefined
  #latest = 0
  #counting: AbortController | null = null

  query = $state('')
  /** The query that the hits answer. */
  answered = $state('')
  /** How many are there for certain: all, unless counting them still goes on. */
  total = $state(0)
  /** Hits by position; those not looked at yet are missing. */
  hits = $state.raw<ReadonlyMap<number, SearchHit>>(new Map())
  /** Position of the hit that is shown. */
  index = $state(-1)
  order = $state<Order>('best')
  /** Too much was found for the order that was asked for. */
  unordered = $state(false)
  searching = $state(false)
  problem = $state.raw<Problem | null>(null)
  counts = $state.raw<Counts | null>(null)
  /** The numbers of what is shown. */
  counted = $derived(this.counts?.query === this.answered ? this.counts : null)
  /** Whether the facets are shown. */
  narrowing = $state(true)
  readonly saved: Resource<true, SavedSearch[]>
  savingProblem = $state.raw<Problem | null>(null)

  constructor(client: Client, words: Words, composition: Composition) {
    this.#client = client
    this.#words = words
    this.#composition = composition
    this.saved = new Resource(() => client.search.saved())
  }

  type(query: string): void {
    this.query = query
    clearTimeout(this.#timer)
    if (this.#composition.active) this.#composition.whenEnded(() => this.#soon())
    else this.#soon()
  }

  /** Puts what was found in another order. */
  sort(order: Order): void {
    this.order = order
    this.index = -1
    void this.run()
  }

  /** The order as the core takes it: letters stand as in the language of the interface. */
  get #sortOrder(): SortOrder | null {
    const { order } = this
    if (order === 'best') return null
    const by = order === 'newest' ? 'date' : order
    return { by, language: this.#words.language, descending: order === 'newest' }
  }

  clear(): void {
    this.query = ''
    void this.run()
  }

  /** Asks now; for Enter, and after changes in the catalogue. */
  async run(): Promise<void> {
    clearTimeout(this.#timer)
    const mine = ++this.#latest
    const query = this.query.trim()
    if (query === '') {
      this.#counting?.abort()
      this.answered = ''
      this.total = 0
      this.hits = new Map()
      this.index = -1
      this.problem = null
      this.counts = null
      this.searching = false
      return
    }
    this.searching = true
    try {
      const { total, exact, ordered, hits } = await this.#client.search.query({
        query,
        order: this.#sortOrder,
        limit: PAGE,
      })
      if (mine !== this.#latest) return
      if (this.answered !== query) this.index = -1
      this.answered = query
      this.unordered = !ordered
      this.total = exact ? total : Math.max(total, this.counted?.exact === true ? this.counted.total : 0)
      this.hits = new Map(hits.map((hit, index) => [index, hit]))
      this.problem = null
      void this.#count(query)
    } catch (error) {
      if (mine === this.#latest) this.problem = problemOf(error)
    } finally {
      if (mine === this.#latest) this.searching = false
    }
  }

  /** Fetches the hits of a stretch of the list. */
  async look(start: number, end: number): Promise<void> {
    const mine = this.#latest
    for (let page = Math.floor(start / PAGE); page * PAGE < end; page += 1) {
      const offset = page * PAGE
      if (offset >= this.total || this.hits.has(offset)) continue
      const { hits } = await this.#client.search.query({
        query: this.answered,
        order: this.#sortOrder,
        offset,
        limit: PAGE,
      })
      if (mine !== this.#latest) return
      this.hits = new Map([...this.hits, ...hits.map((hit, index) => [offset + index, hit] as const)])
    }
  }

  choose(index: number): SearchHit | undefined {
    if (this.total === 0) return undefined
    this.index = Math.max(0, Math.min(this.total - 1, index))
    return this.hits.get(this.index)
  }

  /** Ids of everything that was found, in its order. */
  ids = async (): Promise<DescriptionId[]> =>
    (await this.#client.search.ids({ query: this.answered, order: this.#sortOrder })).ids

  /** Keeps what is asked now, under its own words until it is given a name. */
  async save(): Promise<void> {
    const query = this.query.trim()
    if (query !== '') await this.#saving(() => this.#client.search.save({ name: query.slice(0, 200), query }))
  }

  rename = (id: SavedSearchId, name: string): Promise<void> =>
    name.trim() === '' ? Promise.resolve() : this.#saving(() => this.#client.search.change({ id, name }))

  forget = (id: SavedSearchId): Promise<void> => this.#saving(() => this.#client.search.forget({ id }))

  async #saving(change: () => Promise<unknown>): Promise<void> {
    try {
      await change()
      this.savingProblem = null
    } catch (error) {
      this.savingProblem = problemOf(error)
    }
    await this.saved.reload()
  }

  /** Counts what was found: first as far as it goes at once, then to the end while nothing else is asked. */
  async #count(query: string): Promise<void> {
    this.#counting?.abort()
    const { signal } = (this.#counting = new AbortController())
    try {
      for (const exact of [false, true]) {
        const counts = await this.#client.search.facets({ query, exact }, { signal })
        if (signal.aborted) return
        this.counts = { query, ...counts }
        if (!counts.exact) continue
        this.total = counts.total
        return
      }
    } catch {
      // The rows are there; how many follow is said at the next question.
    }
  }

  #soon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.run(), SETTLE)
  }
}
