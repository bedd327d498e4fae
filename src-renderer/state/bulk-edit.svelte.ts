/** Bulk edit: what is done to each field, the preview of it, and the doing. */
import { SvelteMap } from 'svelte/reactivity'
import type { BulkChanges } from '../../src-main/shared/contract/bulk.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Scope } from '../../src-main/shared/contract/scope.ts'
import type { BulkField, Doing, Parts } from './bulk-fields.ts'
import { changesOf } from './bulk-fields.ts'
import type { LanguageMark } from '../language-tag.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

type Tally = Awaited<ReturnType<Client['bulk']['tally']>>
type Preview = Awaited<ReturnType<Client['bulk']['preview']>>['records'][number]

const PAGE = 100

export class BulkEdit {
  #client: Client
  #settle: () => Promise<void>
  #latest = 0
  readonly summary: Resource<Scope, Awaited<ReturnType<Client['bulk']['summary']>>>
  /** What is done to each field that is touched. */
  readonly doings = new SvelteMap<BulkField, { doing: Doing; parts: Parts }>()
  #changes: BulkChanges | null = null
  /** The scope that was opened last, before its summary is there. */
  #asked = ''

  tally = $state.raw<Tally | null>(null)
  /** Records by their place in the scope; those not looked at yet are missing. */
  records = $state.raw<ReadonlyMap<number, Preview>>(new Map())
  done = $state.raw<{ historyId: number | null; records: number } | null>(null)
  busy = $state<'looking' | 'changing' | null>(null)
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
    this.summary = new Resource((scope) => client.bulk.summary({ scope }))
  }

  async open(scope: Scope): Promise<void> {
    const asked = JSON.stringify(scope)
    this.#asked = asked
    this.forget()
    await this.#settle()
    if (this.#asked === asked) await this.summary.open(scope)
  }

  /** Another selection is there: it is what will be edited, unless a preview of the one before is looked at. */
  async follow(scope: Scope): Promise<void> {
    if (this.tally !== null || this.busy !== null || JSON.stringify(scope) === this.#asked) return
    const { done } = this
    const opening = this.open(scope)
    this.done = done
    await opening
  }

  put(field: BulkField, doing: Doing, parts: Parts): void {
    if (doing === 'leave') this.doings.delete(field)
    else this.doings.set(field, { doing, parts })
    this.forget()
  }

  /** The preview is of something else now. */
  forget(): void {
    this.#latest += 1
    this.tally = null
    this.records = new Map()
    this.done = null
    this.problem = null
    this.busy = null
  }

  async preview(usual: LanguageMark | null): Promise<void> {
    const scope = this.summary.key
    if (scope === null) return
    this.forget()
    const mine = this.#latest
    const changes = changesOf(this.doings, usual)
    this.#changes = changes
    await this.#try('looking', async () => {
      const tally = await this.#client.bulk.tally({ scope, changes })
      const { records } = await this.#client.bulk.preview({ scope, changes, limit: PAGE })
      if (mine !== this.#latest) return
      this.tally = tally
      this.records = new Map(records.map((record, index) => [index, record]))
    })
  }

  /** Fetches the records of a stretch of the preview. */
  async look(start: number, end: number): Promise<void> {
    const scope = this.summary.key
    if (scope === null || this.#changes === null || this.tally === null) return
    const mine = this.#latest
    for (let offset = Math.floor(start / PAGE) * PAGE; offset < end; offset += PAGE) {
      if (this.records.has(offset) || offset >= this.tally.total) continue
      const { records } = await this.#client.bulk.preview({
        scope,
        changes: this.#changes,
        offset,
        limit: PAGE,
      })
      if (mine !== this.#latest) return
      this.records = new Map([
        ...this.records,
        ...records.map((record, index) => [offset + index, record] as const),
      ])
    }
  }

  async change(): Promise<void> {
    const scope = this.summary.key
    const changes = this.#changes
    if (scope === null || changes === null) return
    await this.#try('changing', async () => {
      const mine = this.#latest
      const done = await this.#client.bulk.edit({ scope, changes })
      // Another selection is looked at by now.
      if (mine !== this.#latest) return
      this.doings.clear()
      this.forget()
      this.done = done
      await this.summary.reload()
    })
  }

  /** Something was changed elsewhere, or undone. */
  async again(historyId: number): Promise<void> {
    if (this.busy !== null || this.done?.historyId === historyId) return
    this.forget()
    await this.summary.reload()
  }

  async #try(busy: 'looking' | 'changing', act: () => Promise<void>): Promise<void> {
    this.busy = busy
    try {
      await this.#settle()
      await act()
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.busy = null
    }
  }
}
