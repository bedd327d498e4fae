/** One record at the moments of its history, beside what it is now. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { HistoryEntry } from '../../src-main/shared/contract/history.ts'
import type { DescriptionId, HistoryId } from '../../src-main/shared/contract/ids.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

type Then = Awaited<ReturnType<Client['history']['record']>>

export class PastRecord {
  #client: Client
  #settle: () => Promise<void>
  readonly #moments: Resource<DescriptionId, { total: number; entries: HistoryEntry[] }>
  readonly record: Resource<{ descriptionId: DescriptionId; historyId: HistoryId }, Then>
  /** What a restoration was refused with. */
  problem = $state.raw<Problem | null>(null)
  /** Moments, the oldest first. */
  moments = $derived(this.#entries())
  index = $derived(this.moments.findIndex(({ id }) => id === this.record.key?.historyId))

  /** `settle` saves what is being typed, so that it is among what differs. */
  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
    this.#moments = new Resource((descriptionId) => client.history.list({ descriptionId, limit: 200 }))
    this.record = new Resource((moment) => client.history.record(moment))
  }

  async open(descriptionId: DescriptionId, historyId: HistoryId): Promise<void> {
    const { key } = this.record
    if (key?.descriptionId === descriptionId && key.historyId === historyId) return
    this.problem = null
    await this.#settle()
    await Promise.all([
      this.#moments.key === descriptionId ? undefined : this.#moments.open(descriptionId),
      this.record.open({ descriptionId, historyId }),
    ])
  }

  /** Something in the catalogue changed. */
  async refresh(): Promise<void> {
    await Promise.all([this.#moments.reload(), this.record.reload()])
  }

  async restore(fields?: readonly string[]): Promise<void> {
    const { key } = this.record
    if (key === null) return
    await this.#settle()
    try {
      await this.#client.history.restore({ ...key, ...(fields && { fields: [...fields] }) })
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  #entries(): readonly HistoryEntry[] {
    return (this.#moments.value?.entries ?? []).toReversed()
  }
}
