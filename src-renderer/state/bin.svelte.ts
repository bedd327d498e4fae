/** Descriptions in the bin, newest first. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionRow } from '../../src-main/shared/contract/description.ts'
import type { AuthorityRow } from '../../src-main/shared/contract/authority.ts'
import type { AccessionRow } from '../../src-main/shared/contract/accession.ts'
import type { TermRow } from '../../src-main/shared/contract/term.ts'
import type { AccessionId, AuthorityId, DescriptionId, TermId } from '../../src-main/shared/contract/ids.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export class Bin {
  #client: Client
  readonly list: Resource<true, { total: number; rows: DescriptionRow[] }>
  readonly names: Resource<true, { total: number; rows: AuthorityRow[] }>
  readonly terms: Resource<true, { total: number; rows: TermRow[] }>
  readonly accessions: Resource<true, { total: number; rows: AccessionRow[] }>
  failure = $state.raw<Problem | null>(null)

  constructor(client: Client) {
    this.#client = client
    this.list = new Resource(() => client.description.binned({ limit: 200 }))
    this.names = new Resource(() => client.authority.list({ binned: true, limit: 200 }))
    this.terms = new Resource(() => client.term.list({ binned: true, limit: 200 }))
    this.accessions = new Resource(() => client.accession.list({ binned: true, limit: 200 }))
  }

  /** Everything that may be in it. */
  #all = () => [this.list, this.names, this.terms, this.accessions]

  /** Whether there is nothing in it. */
  empty = $derived.by(() => this.#all().every(({ value }) => (value?.total ?? 0) === 0))

  async open(): Promise<void> {
    await Promise.all(this.#all().map((part) => part.open(true)))
  }

  async reload(): Promise<void> {
    await Promise.all(this.#all().map((part) => part.reload()))
  }

  /** Takes a unit out; gives its id when that was possible. */
  async restore(id: DescriptionId): Promise<DescriptionId | null> {
    return (await this.#takeOut(() => this.#client.description.restore({ id }), this.list)) ? id : null
  }

  /** Takes a name out; true when that was possible. */
  restoreName = (id: AuthorityId): Promise<boolean> =>
    this.#takeOut(() => this.#client.authority.restore({ id }), this.names)

  /** Takes a term out; true when that was possible. */
  restoreTerm = (id: TermId): Promise<boolean> =>
    this.#takeOut(() => this.#client.term.restore({ id }), this.terms)

  /** Takes an accession out; true when that was possible. */
  restoreAccession = (id: AccessionId): Promise<boolean> =>
    this.#takeOut(() => this.#client.accession.restore({ id }), this.accessions)

  async #takeOut(restore: () => Promise<unknown>, from: { reload(): Promise<void> }): Promise<boolean> {
    try {
      await restore()
      this.failure = null
      return true
    } catch (error) {
      this.failure = problemOf(error)
      return false
    } finally {
      await from.reload()
    }
  }
}
