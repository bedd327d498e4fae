/** Search as one types: never in mid-composition, and an answer that came too late is dropped. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { SearchHit } from '../../src-main/shared/contract/search.ts'
import type { Composition } from './composition.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

const SETTLE = 120
const PAGE = 100

export class Search {
  #client: Client
  #composition: Composition
  #timer: ReturnType<typeof setTimeout> | undefined
  #latest = 0

  query = $state('')
  /** The query that the hits answer. */
  answered = $state('')
  total = $state(0)
  /** Hits by position; those not looked at yet are missing. */
  hits = $state.raw<ReadonlyMap<number, SearchHit>>(new Map())
  /** Position of the hit that is shown. */
  index = $state(-1)
  searching = $state(false)
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client, composition: Composition) {
    this.#client = client
    this.#composition = composition
  }

  type(query: string): void {
    this.query = query
    clearTimeout(this.#timer)
    if (this.#composition.active) this.#composition.whenEnded(() => this.#soon())
    else this.#soon()
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
      this.answered = ''
      this.total = 0
      this.hits = new Map()
      this.index = -1
      this.problem = null
      this.searching = false
      return
    }
    this.searching = true
    try {
      const { total, hits } = await this.#client.search.query({ query, limit: PAGE })
      if (mine !== this.#latest) return
      if (this.answered !== query) this.index = -1
      this.answered = query
      this.total = total
      this.hits = new Map(hits.map((hit, index) => [index, hit]))
      this.problem = null
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
      const { hits } = await this.#client.search.query({ query: this.answered, offset, limit: PAGE })
      if (mine !== this.#latest) return
      this.hits = new Map([...this.hits, ...hits.map((hit, index) => [offset + index, hit] as const)])
    }
  }

  choose(index: number): SearchHit | undefined {
    if (this.total === 0) return undefined
    this.index = Math.max(0, Math.min(this.total - 1, index))
    return this.hits.get(this.index)
  }

  #soon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.run(), SETTLE)
  }
}
