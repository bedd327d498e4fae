/** The changes of one description, newest first, and what each of them changed. */
import { SvelteMap } from 'svelte/reactivity'
import type { z } from 'zod'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { FieldChange, HistoryEntry } from '../../src-main/shared/contract/history.ts'
import type { DescriptionId, HistoryId } from '../../src-main/shared/contract/ids.ts'
import { Resource } from './resource.svelte.ts'

export type Change = z.infer<typeof FieldChange>
const STEP = 50

export class RecordHistory {
  #client: Client
  readonly list: Resource<DescriptionId, { total: number; entries: HistoryEntry[] }>
  #limit = $state(STEP)
  /** What the entries that were opened changed. */
  readonly changes = new SvelteMap<HistoryId, Change[]>()

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
    if (this.changes.delete(id)) return
    this.changes.set(id, await this.#client.history.changes({ id }))
  }
}
