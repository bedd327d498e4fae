/** What an importer read without certainty, waiting at the description that is shown. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionId, ProposalId } from '../../src-main/shared/contract/ids.ts'
import type { Proposal } from '../../src-main/shared/contract/proposal.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export class Proposals {
  #client: Client
  #settle: () => Promise<void>
  readonly list: Resource<DescriptionId, Proposal[]>
  failure = $state.raw<Problem | null>(null)
  all = $derived.by(() => this.list.value ?? [])
  open = $derived(this.all.filter(({ state }) => state === 'open'))
  decided = $derived(this.all.filter(({ state }) => state !== 'open'))

  /** `settle` saves what is being typed, since taking a proposal writes to the same fields. */
  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
    this.list = new Resource((descriptionId) => client.proposal.list({ descriptionId }))
  }

  take = (id: ProposalId): Promise<void> => this.#decide(() => this.#client.proposal.take({ id }))
  refuse = (id: ProposalId): Promise<void> => this.#decide(() => this.#client.proposal.refuse({ id }))

  async #decide(act: () => Promise<unknown>): Promise<void> {
    try {
      await this.#settle()
      await act()
      this.failure = null
    } catch (error) {
      this.failure = problemOf(error)
    }
    await this.list.reload()
  }
}
