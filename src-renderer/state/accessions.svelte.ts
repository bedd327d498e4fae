/** The accession register: its list, the record of one, and with which accessions the description that is shown came. */
import type { Accession, AccessionFields, AccessionRow } from '../../src-main/shared/contract/accession.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { AccessionId, DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { Composition } from './composition.svelte.ts'
import { EditedRecord } from './edited-record.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'
import { WindowedRows } from './windowed-rows.svelte.ts'

export const ACCESSION_ORDERS = ['number', 'date'] as const
type AccessionOrder = (typeof ACCESSION_ORDERS)[number]

class AccessionRecord extends EditedRecord<AccessionId, AccessionFields, Accession> {
  readonly uses: Resource<AccessionId, Awaited<ReturnType<Client['accession']['uses']>>>

  constructor(client: Client, parting: Client, composition: Composition) {
    super(
      {
        get: (id) => client.accession.get({ id }),
        edit: (change) => client.accession.edit(change),
        part: (change) => parting.accession.edit(change),
        whole: (_, value) => value,
      },
      composition,
    )
    this.uses = new Resource((id) => client.accession.uses({ id, limit: 200 }))
  }

  override async open(id: AccessionId | null): Promise<void> {
    if (id === this.id) return this.again()
    await Promise.all([super.open(id), this.uses.open(id)])
  }

  /** Asks again for the record and what is described of it. */
  async again(): Promise<void> {
    await Promise.all([this.refresh(), this.uses.reload()])
  }

  /** Undo took it back. */
  protected override refused(problem: Problem): void {
    this.base = null
    this.problem = problem
  }
}

export class Accessions {
  #client: Client
  readonly list: WindowedRows<AccessionId, AccessionRow>
  readonly record: AccessionRecord
  /** With what the description that is shown came. */
  readonly ofShown: Resource<DescriptionId, Awaited<ReturnType<Client['accession']['of']>>>
  order = $state<AccessionOrder>('number')
  problem = $state.raw<Problem | null>(null)
  /** Why descriptions were not linked. */
  linkProblem = $state.raw<Problem | null>(null)

  constructor(client: Client, parting: Client, composition: Composition) {
    this.#client = client
    this.record = new AccessionRecord(client, parting, composition)
    this.ofShown = new Resource((id) => client.accession.of({ id }))
    this.list = new WindowedRows<AccessionId, AccessionRow>(
      {
        list: (query, window) => client.accession.list({ query, order: this.order, ...window }),
        show: (id) => {
          this.problem = null
          void this.record.open(id)
        },
      },
      composition,
    )
  }

  /** Another catalogue, or none. */
  clear(): void {
    this.problem = null
    this.linkProblem = null
    this.list.clear()
    void this.record.open(null)
    void this.ofShown.open(null)
  }

  /** Asks for what is seen; also after changes in the catalogue. */
  async refresh(): Promise<void> {
    await Promise.all([this.list.run(this.record.id), this.record.again()])
  }

  sort(order: AccessionOrder): void {
    this.order = order
    void this.list.run(this.record.id)
  }

  async reveal(id: AccessionId): Promise<void> {
    this.problem = null
    this.list.query = ''
    void this.record.open(id)
    const { index } = await this.#client.accession.locate({ id, order: this.order })
    await this.list.again()
    await this.list.look(Math.max(0, index), index + 1)
    this.list.index = index
  }

  /** Registers one under the next number. */
  add(): Promise<boolean> {
    return this.#act(async () => {
      const { number } = await this.#client.accession.nextNumber()
      const { id } = await this.#client.accession.create({ fields: { number } })
      await this.reveal(id)
    })
  }

  /** True when it went into the bin. */
  bin(id: AccessionId): Promise<boolean> {
    return this.#act(async () => {
      await this.record.settle()
      await this.#client.accession.bin({ ids: [id] })
      if (this.record.id === id) await this.record.open(null)
      this.list.index = -1
    })
  }

  link = (accessionId: AccessionId, descriptionIds: DescriptionId[]): Promise<void> =>
    this.#link(() => this.#client.accession.link({ accessionId, descriptionIds }))

  unlink = (accessionId: AccessionId, descriptionIds: DescriptionId[]): Promise<void> =>
    this.#link(() => this.#client.accession.unlink({ accessionId, descriptionIds }))

  async #link(write: () => Promise<unknown>): Promise<void> {
    try {
      await write()
      this.linkProblem = null
    } catch (error) {
      this.linkProblem = problemOf(error)
    } finally {
      await this.ofShown.reload()
    }
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
