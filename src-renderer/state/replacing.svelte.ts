/** Find and replace: what is looked for, the hits as they were shown, and those that are left out. */
import { SvelteSet } from 'svelte/reactivity'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Hit, Replaceable, Replacement } from '../../src-main/shared/contract/replacement.ts'
import type { Scope } from '../../src-main/shared/contract/scope.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

type Found = Awaited<ReturnType<Client['replacement']['find']>>
type Done = Awaited<ReturnType<Client['replacement']['apply']>>
type RecordOfHits = Found['records'][number]

export class Replacing {
  #client: Client
  #settle: () => Promise<void>
  #asked: Replacement | null = null
  #latest = 0

  find = $state('')
  replaceBy = $state('')
  kind = $state<Replacement['kind']>('literal')
  matchCase = $state(false)
  matchWidth = $state(false)
  wholeWord = $state(false)
  readonly fields = new SvelteSet<Replaceable>()

  found = $state.raw<Found | null>(null)
  /** Numbers of the hits that are left out. */
  readonly left = new SvelteSet<number>()
  done = $state.raw<Done | null>(null)
  busy = $state<'finding' | 'replacing' | null>(null)
  problem = $state.raw<Problem | null>(null)

  /** Every hit with its record, by number. */
  hits = $derived.by(
    (): { hit: Hit; record: RecordOfHits }[] =>
      this.found?.records.flatMap((record) => record.hits.map((hit) => ({ hit, record }))) ?? [],
  )
  /** Names of the records that were found, for the report of what was replaced. */
  names = $state.raw<ReadonlyMap<number, RecordOfHits>>(new Map())
  published = $derived(this.found?.records.filter(({ published }) => published).length ?? 0)

  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
  }

  async look(scope: Scope): Promise<void> {
    if (this.find === '') return
    const { find, replaceBy, kind, matchCase, matchWidth, wholeWord } = this
    this.#asked = { scope, fields: [...this.fields], find, replaceBy, kind, matchCase, matchWidth, wholeWord }
    this.left.clear()
    this.done = null
    await this.#ask()
  }

  /** Something was changed: the hits are looked for again, unless it was this that changed them. */
  async again(historyId: number): Promise<void> {
    if (this.done?.historyId === historyId || this.#asked === null || this.busy !== null) return
    const { seen } = this.found ?? {}
    this.done = null
    await this.#ask()
    if (this.found?.seen !== seen) this.left.clear()
  }

  async replace(): Promise<void> {
    const { found } = this
    if (this.#asked === null || found === null || this.busy !== null) return
    this.busy = 'replacing'
    try {
      this.done = await this.#client.replacement.apply({
        ...this.#asked,
        leaveOut: [...this.left],
        seen: found.seen,
      })
      this.names = new Map(found.records.map((record) => [record.id, record]))
      this.found = null
      this.left.clear()
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.busy = null
    }
  }

  /** Leaves a hit out, or takes it again. */
  toggle(number: number): void {
    if (!this.left.delete(number)) this.left.add(number)
  }

  /** The same for all hits of the record that a hit is in. */
  toggleRecord(number: number): void {
    const record = this.hits[number]?.record
    if (!record) return
    const leave = !this.left.has(number)
    for (let one = record.first; one < record.first + record.hits.length; one += 1) {
      if (leave) this.left.add(one)
      else this.left.delete(one)
    }
  }

  leaveAll(): void {
    for (let number = 0; number < this.hits.length; number += 1) this.left.add(number)
  }

  clear(): void {
    this.#latest += 1
    this.#asked = null
    this.found = null
    this.done = null
    this.problem = null
    this.left.clear()
    this.fields.clear()
  }

  async #ask(): Promise<void> {
    if (this.#asked === null) return
    const mine = ++this.#latest
    this.busy = 'finding'
    try {
      await this.#settle()
      const found = await this.#client.replacement.find(this.#asked)
      if (mine !== this.#latest) return
      this.found = found
      this.problem = null
    } catch (error) {
      if (mine !== this.#latest) return
      this.found = null
      this.problem = problemOf(error)
    } finally {
      if (mine === this.#latest) this.busy = null
    }
  }
}
