/** The list of names as one goes through it: sorted, filtered as one types, only the rows that are seen. */
import type { AuthorityRow } from '../../src-main/shared/contract/authority.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { AuthorityId } from '../../src-main/shared/contract/ids.ts'
import type { AgentType } from '../../src-main/shared/domain/field.ts'
import type { Words } from '../i18n.svelte.ts'
import type { Composition } from './composition.svelte.ts'
import { NameRecord } from './name-record.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { WindowedRows } from './windowed-rows.svelte.ts'

export type NameOrder = 'kana' | 'latin'

export class Names {
  #client: Client
  #words: Words
  /** The order of the rows that are there. */
  #sorted: NameOrder | null = null
  readonly list: WindowedRows<AuthorityId, AuthorityRow>
  readonly record: NameRecord

  /** Null: that of the interface's language. */
  #order = $state<NameOrder | null>(null)
  type = $state<AgentType | null>(null)
  unused = $state(false)
  initials = $state.raw<readonly { initial: string; index: number }[]>([])
  problem = $state.raw<Problem | null>(null)

  get order(): NameOrder {
    return this.#order ?? (this.#words.language === 'ja' ? 'kana' : 'latin')
  }

  constructor(client: Client, parting: Client, composition: Composition, words: Words) {
    this.#client = client
    this.#words = words
    this.record = new NameRecord(client, parting, composition)
    this.list = new WindowedRows<AuthorityId, AuthorityRow>(
      {
        list: (query, window) => {
          const { order, type, unused } = this
          return client.authority.list({ order, type, query, unused, ...window })
        },
        beside: async (query) => {
          const { order, type } = this
          const initials =
            query.trim() === '' && !this.unused ? await client.authority.initials({ order, type }) : []
          return () => {
            this.#sorted = order
            this.initials = initials
          }
        },
        show: (id) => void this.record.open(id),
      },
      composition,
    )
  }

  /** Another catalogue, or none. */
  clear(): void {
    this.type = null
    this.unused = false
    this.problem = null
    this.list.clear()
    void this.record.open(null)
  }

  sort(order: NameOrder): void {
    this.#order = order
    void this.list.again()
  }

  /** The order follows the language of the interface, until the person chooses one. */
  sortAsShown(): void {
    if (this.list.loaded && this.#sorted !== this.order) void this.list.again()
  }

  filter(change: { type?: AgentType | null; unused?: boolean }): void {
    if (change.type !== undefined) this.type = change.type
    if (change.unused !== undefined) this.unused = change.unused
    void this.list.again()
  }

  /** Asks for what is seen; also after changes in the catalogue. */
  run = (): Promise<void> => this.list.run(this.record.id)

  /** Shows the first with a beginning in the list that was asked for last: another order may be on its way. */
  async jump(initial: string): Promise<void> {
    await this.list.settled()
    const index = this.initials.find((one) => one.initial === initial)?.index
    if (index === undefined) return
    await this.list.look(index, index + 20)
    if (this.list.rows.has(index)) this.list.choose(index)
    else await this.jump(initial)
  }

  /** Shows one of them in the whole list, wherever it stands. */
  async reveal(id: AuthorityId): Promise<void> {
    this.list.query = ''
    this.unused = false
    this.type = null
    void this.record.open(id)
    const { index } = await this.#client.authority.locate({ id, order: this.order })
    await this.list.again()
    await this.list.look(Math.max(0, index), index + 1)
    this.list.index = index
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
      this.list.index = -1
    })
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
