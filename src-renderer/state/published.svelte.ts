/** What of the record that is shown was changed since it was published, and publishing it again. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { Scope } from '../../src-main/shared/contract/scope.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export class Published {
  #client: Client
  #settle: () => Promise<void>
  readonly differences: Resource<DescriptionId, Awaited<ReturnType<Client['publication']['differences']>>>
  problem = $state.raw<Problem | null>(null)

  /** `settle` saves what is being typed, so that it is part of what is compared and published. */
  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
    this.differences = new Resource((id) => client.publication.differences({ id }))
  }

  async open(id: DescriptionId): Promise<void> {
    this.problem = null
    await this.#settle()
    await this.differences.open(id)
  }

  refresh = (): Promise<void> => this.differences.reload()

  async again(scope: Scope): Promise<void> {
    await this.#settle()
    try {
      await this.#client.publication.publish({ scope })
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  /** Names that history knows, for choosing who is to see to a record. */
  people = async (query: string): Promise<{ value: string; label: string; detail: string }[]> => {
    const { people } = await this.#client.history.names()
    const wanted = query.trim().toLowerCase()
    return people
      .filter((name) => name !== '' && name.toLowerCase().includes(wanted))
      .map((name) => ({ value: name, label: name, detail: '' }))
  }
}
