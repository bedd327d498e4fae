/** The names of a catalogue: their sorted list, and the record of one. */
import type { AuthorityRow } from '../../src-main/shared/contract/authority.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { AuthorityId } from '../../src-main/shared/contract/ids.ts'
import type { AgentType } from '../../src-main/shared/domain/field.ts'
import type { Words } from '../i18n.svelte.ts'
import type { Composition } from './composition.svelte.ts'
import { NameRecord } from './name-record.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { SortedRecords } from './sorted-records.svelte.ts'

export class Names {
  #client: Client
  readonly sorted: SortedRecords<AuthorityId, AuthorityRow, { type: AgentType | null }>
  readonly record: NameRecord
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client, parting: Client, composition: Composition, words: Words) {
    this.#client = client
    this.record = new NameRecord(client, parting, composition)
    this.sorted = new SortedRecords<AuthorityId, AuthorityRow, { type: AgentType | null }>(
      {
        list: (asked) => client.authority.list(asked),
        initials: (asked) => client.authority.initials(asked),
        locate: (asked) => client.authority.locate(asked),
        show: (id) => void this.record.open(id),
      },
      { type: null },
      { words, composition },
    )
  }

  /** Another catalogue, or none. */
  clear(): void {
    this.problem = null
    this.sorted.clear()
    void this.record.open(null)
  }

  /** Asks for what is seen; also after changes in the catalogue. */
  run = (): Promise<void> => this.sorted.list.run(this.record.id)

  async refresh(): Promise<void> {
    await Promise.all([this.run(), this.record.refresh(), this.record.uses.reload()])
  }

  /** Shows one of them in the whole list, wherever it stands. */
  async reveal(id: AuthorityId): Promise<void> {
    void this.record.open(id)
    await this.sorted.reveal(id)
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
      this.sorted.list.index = -1
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
