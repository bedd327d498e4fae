/** The list of words that are probably misread. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { SlipId } from '../../src-main/shared/contract/ids.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export class Slips {
  #client: Client
  readonly list: Resource<true, Awaited<ReturnType<Client['slip']['list']>>>
  #failure = $state.raw<Problem | null>(null)
  problem = $derived.by(() => this.#failure ?? this.list.problem)

  constructor(client: Client) {
    this.#client = client
    this.list = new Resource(() => client.slip.list())
  }

  /** Whether it was added. */
  add = (wrong: string, correct: string): Promise<boolean> =>
    this.#act(() => this.#client.slip.add({ wrong, correct }))

  remove = (id: SlipId): Promise<boolean> => this.#act(() => this.#client.slip.remove({ id }))

  async #act(act: () => Promise<unknown>): Promise<boolean> {
    this.#failure = null
    try {
      await act()
      await this.list.reload()
      return true
    } catch (error) {
      this.#failure = problemOf(error)
      return false
    }
  }
}
