/** A list of records by their names in several scripts: sorted by reading or by letters, narrowed, gone through by initials. */
import type { Words } from '../i18n.svelte.ts'
import type { Composition } from './composition.svelte.ts'
import { WindowedRows } from './windowed-rows.svelte.ts'

export type NameOrder = 'kana' | 'latin'
export const NAME_ORDERS: readonly NameOrder[] = ['kana', 'latin']

interface Window {
  offset: number
  limit: number
}

/** How the rows of one noun are asked for; `Narrowed` is what has to be said of each. */
interface Asking<Id, Row, Narrowed> {
  list: (
    asked: { order: NameOrder; query: string; unused: boolean } & Narrowed & Window,
  ) => Promise<{ total: number; rows: Row[] }>
  initials: (asked: { order: NameOrder } & Narrowed) => Promise<{ initial: string; index: number }[]>
  locate: (asked: { id: Id; order: NameOrder }) => Promise<{ index: number }>
  /** Shows the record of one. */
  show: (id: Id) => void
}

export class SortedRecords<Id extends number, Row extends { id: Id }, Narrowed extends object> {
  #asking: Asking<Id, Row, Narrowed>
  #words: Words
  #anything: Narrowed
  /** The order of the rows that are there. */
  #sorted: NameOrder | null = null
  /** Null: that of the interface's language. */
  #order = $state<NameOrder | null>(null)
  readonly list: WindowedRows<Id, Row>
  narrowed: Narrowed
  unused = $state(false)
  initials = $state.raw<readonly { initial: string; index: number }[]>([])

  get order(): NameOrder {
    return this.#order ?? (this.#words.language === 'ja' ? 'kana' : 'latin')
  }

  constructor(
    asking: Asking<Id, Row, Narrowed>,
    anything: Narrowed,
    { words, composition }: { words: Words; composition: Composition },
  ) {
    this.#asking = asking
    this.#words = words
    this.#anything = anything
    this.narrowed = $state.raw(anything)
    this.list = new WindowedRows<Id, Row>(
      {
        list: (query, window) =>
          asking.list({ order: this.order, query, unused: this.unused, ...this.narrowed, ...window }),
        beside: async (query) => {
          const { order, narrowed } = this
          const initials =
            query.trim() === '' && !this.unused ? await asking.initials({ order, ...narrowed }) : []
          return () => {
            this.#sorted = order
            this.initials = initials
          }
        },
        show: asking.show,
      },
      composition,
    )
  }

  /** Another catalogue, or none. */
  clear(): void {
    this.narrowed = this.#anything
    this.unused = false
    this.list.clear()
  }

  /** Nothing narrows the list: what is not in it is not there at all. */
  whole = $derived.by(
    () =>
      this.list.query.trim() === '' &&
      !this.unused &&
      Object.values(this.narrowed).every((value) => value === null),
  )

  sort(order: NameOrder): void {
    this.#order = order
    void this.list.again()
  }

  /** The order follows the language of the interface, until the person chooses one. */
  sortAsShown(): void {
    if (this.list.loaded && this.#sorted !== this.order) void this.list.again()
  }

  narrow(change: Partial<Narrowed>): void {
    this.narrowed = { ...this.narrowed, ...change }
    void this.list.again()
  }

  onlyUnused(unused: boolean): void {
    this.unused = unused
    void this.list.again()
  }

  /** Shows the first with a beginning in the list that was asked for last: another order may be on its way. */
  async jump(initial: string): Promise<void> {
    await this.list.settled()
    const index = this.initials.find((one) => one.initial === initial)?.index
    if (index === undefined) return
    await this.list.look(index, index + 20)
    if (this.list.rows.has(index)) this.list.choose(index)
    else await this.jump(initial)
  }

  /** Goes to one of them in the whole list, wherever it stands. */
  async reveal(id: Id): Promise<void> {
    this.list.query = ''
    this.unused = false
    this.narrowed = this.#anything
    const { index } = await this.#asking.locate({ id, order: this.order })
    await this.list.again()
    await this.list.look(Math.max(0, index), index + 1)
    this.list.index = index
  }
}
