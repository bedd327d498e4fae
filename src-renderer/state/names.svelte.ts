/** The list of names as one goes through it: sorted, filtered as one types, only the rows that are seen. */
import { SvelteMap } from 'svelte/reactivity'
import type { AuthorityRow } from '../../src-main/shared/contract/authority.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { AuthorityId } from '../../src-main/shared/contract/ids.ts'
import type { AgentType } from '../../src-main/shared/domain/field.ts'
import type { Words } from '../i18n.svelte.ts'
import type { Composition } from './composition.svelte.ts'
import { NameRecord } from './name-record.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

const SETTLE = 120
const PAGE = 100

export type NameOrder = 'kana' | 'latin'

export class Names {
  #client: Client
  #words: Words
  #composition: Composition
  #timer: ReturnType<typeof setTimeout> | undefined
  #latest = 0
  #asking: Promise<void> = Promise.resolve()
  #seen = 0
  /** The order of the rows that are there. */
  #sorted: NameOrder | null = null
  readonly record: NameRecord

  /** Null: that of the interface's language. */
  #order = $state<NameOrder | null>(null)
  type = $state<AgentType | null>(null)
  unused = $state(false)
  query = $state('')
  total = $state(0)
  /** Rows by position; those not looked at yet are missing. */
  readonly rows = new SvelteMap<number, AuthorityRow>()
  initials = $state.raw<readonly { initial: string; index: number }[]>([])
  index = $state(-1)
  loaded = $state(false)
  problem = $state.raw<Problem | null>(null)

  get order(): NameOrder {
    return this.#order ?? (this.#words.language === 'ja' ? 'kana' : 'latin')
  }

  constructor(client: Client, parting: Client, composition: Composition, words: Words) {
    this.#client = client
    this.#words = words
    this.#composition = composition
    this.record = new NameRecord(client, parting, composition)
  }

  /** Another catalogue, or none. */
  clear(): void {
    this.#latest += 1
    this.query = ''
    this.type = null
    this.unused = false
    this.total = 0
    this.index = -1
    this.rows.clear()
    this.loaded = false
    void this.record.open(null)
  }

  sort(order: NameOrder): void {
    this.#order = order
    this.#again()
  }

  /** The order follows the language of the interface, until the person chooses one. */
  sortAsShown(): void {
    if (this.loaded && this.#sorted !== this.order) this.#again()
  }

  filter(change: { type?: AgentType | null; unused?: boolean }): void {
    if (change.type !== undefined) this.type = change.type
    if (change.unused !== undefined) this.unused = change.unused
    this.#again()
  }

  find(query: string): void {
    this.query = query
    clearTimeout(this.#timer)
    const soon = () => (this.#timer = setTimeout(() => this.#again(), SETTLE))
    if (this.#composition.active) this.#composition.whenEnded(soon)
    else soon()
  }

  #again(): void {
    this.index = -1
    this.#seen = 0
    void this.run()
  }

  /** Asks for what is seen; also after changes in the catalogue. */
  run(): Promise<void> {
    this.#asking = this.#run()
    return this.#asking
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer)
    const mine = ++this.#latest
    const [order, type] = [this.order, this.type]
    try {
      const offset = Math.floor(this.#seen / PAGE) * PAGE
      const [{ total, rows }, initials] = await Promise.all([
        this.#list(offset),
        this.query.trim() === '' && !this.unused ? this.#client.authority.initials({ order, type }) : [],
      ])
      if (mine !== this.#latest) return
      this.#sorted = order
      this.total = total
      this.initials = initials
      this.rows.clear()
      rows.forEach((row, at) => this.rows.set(offset + at, row))
      this.loaded = true
      this.problem = null
      this.#follow()
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
    const row = this.rows.get(index)
    if (row) void this.record.open(row.id)
  }

  /** Shows the first with a beginning in the list that was asked for last: another order may be on its way. */
  async jump(initial: string): Promise<void> {
    let asked: Promise<void>
    do await (asked = this.#asking)
    while (asked !== this.#asking)
    const index = this.initials.find((one) => one.initial === initial)?.index
    if (index === undefined) return
    await this.look(index, index + 20)
    if (this.rows.has(index)) this.choose(index)
    else await this.jump(initial)
  }

  /** Shows one of them in the whole list, wherever it stands. */
  async reveal(id: AuthorityId): Promise<void> {
    this.query = ''
    this.unused = false
    this.type = null
    void this.record.open(id)
    const { index } = await this.#client.authority.locate({ id, order: this.order })
    this.#seen = Math.max(0, index)
    await this.run()
    this.index = index
  }

  async add(type: AgentType, value: string): Promise<void> {
    await this.#act(async () => {
      const { id } = await this.#client.authority.create({
        fields: { type, names: [{ kind: 'authorized', value }] },
      })
      await this.reveal(id)
    })
  }

  /** True when it went into the bin. */
  bin(id: AuthorityId): Promise<boolean> {
    return this.#act(async () => {
      await this.record.settle()
      await this.#client.authority.bin({ ids: [id] })
      if (this.record.id === id) await this.record.open(null)
      this.index = -1
    })
  }

  #list(offset: number) {
    const { order, type, query, unused } = this
    return this.#client.authority.list({
      order,
      type,
      query: query.slice(0, 200),
      unused,
      offset,
      limit: PAGE,
    })
  }

  /** The row of the record that is shown may stand elsewhere now. */
  #follow(): void {
    const { id } = this.record
    if (id === null || this.rows.get(this.index)?.id === id) return
    this.index = [...this.rows].find(([, row]) => row.id === id)?.[0] ?? -1
  }

  async #act(act: () => Promise<void>): Promise<boolean> {
    try {
      await act()
      this.problem = null
      return true
    } catch (error) {
      this.problem = problemOf(error)
      return false
    }
  }
}
