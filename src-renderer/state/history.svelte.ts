/** The changes of one description, newest first; and what an entry of history changed. */
import { SvelteMap } from 'svelte/reactivity'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { HistoryEntry, OtherChange, RecordChange } from '../../src-main/shared/contract/history.ts'
import type { DescriptionId, HistoryId } from '../../src-main/shared/contract/ids.ts'
import { Resource } from './resource.svelte.ts'

const STEP = 50

export interface Changes {
  total: number
  records: readonly RecordChange[]
  others: readonly OtherChange[]
}

export class RecordHistory {
  #client: Client
  readonly list: Resource<DescriptionId, { total: number; entries: HistoryEntry[] }>
  #limit = $state(STEP)
  /** What the entries that were opened changed in this description. */
  readonly changes = new SvelteMap<HistoryId, RecordChange | null>()

  constructor(client: Client) {
    this.#client = client
    this.list = new Resource((descriptionId) =>
      client.history.list({ descriptionId, limit: Math.min(200, this.#limit) }),
    )
  }

  async open(id: DescriptionId | null): Promise<void> {
    if (id === this.list.key) return
    this.changes.clear()
    this.#limit = STEP
    await this.list.open(id)
  }

  async more(): Promise<void> {
    this.#limit += STEP
    await this.list.reload()
  }

  async toggle(id: HistoryId): Promise<void> {
    const descriptionId = this.list.key
    if (this.changes.delete(id) || descriptionId === null) return
    const { records } = await this.#client.history.changes({ id, descriptionId })
    this.changes.set(id, records[0] ?? null)
  }
}

/** What an entry changed, record by record, as far as it was looked at. */
export class EntryChanges {
  #client: Client
  readonly entry: Resource<HistoryId, Changes>
  #more = $state.raw<readonly RecordChange[]>([])
  records = $derived(this.#looked())

  constructor(client: Client) {
    this.#client = client
    this.entry = new Resource((id) => client.history.changes({ id }))
  }

  async open(id: HistoryId): Promise<void> {
    if (id === this.entry.key) return
    this.#more = []
    await this.entry.open(id)
  }

  async more(): Promise<void> {
    const id = this.entry.key
    if (id === null) return
    const { records } = await this.#client.history.changes({ id, offset: this.records.length })
    if (id === this.entry.key) this.#more = [...this.#more, ...records]
  }

  #looked(): readonly RecordChange[] {
    return [...(this.entry.value?.records ?? []), ...this.#more]
  }
}
