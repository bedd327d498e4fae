/** Codes of exemption: what is offered under a law for the record that is shown, and the office's own. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { OwnExemptionFields } from '../../src-main/shared/contract/exemption.ts'
import type { DescriptionId, ExemptionId } from '../../src-main/shared/contract/ids.ts'
import type { Regime } from '../../src-main/shared/domain/exemption.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

interface Asked {
  readonly regime: Regime
  readonly descriptionId: DescriptionId | null
}
export interface Cited {
  readonly vocabulary: string
  readonly code: string
}
type Answer<Call extends 'list' | 'offered' | 'equivalents'> = Awaited<ReturnType<Client['exemption'][Call]>>

export class Exemptions {
  #client: Client
  regime = $state<Regime>('jpAdministrative')
  readonly list: Resource<true, Answer<'list'>>
  readonly offered: Resource<Asked, Answer<'offered'>>
  readonly equivalents: Resource<Cited, Answer<'equivalents'>>
  #failure = $state.raw<Problem | null>(null)
  problem = $derived.by(() => this.#failure ?? this.list.problem ?? this.offered.problem)

  constructor(client: Client) {
    this.#client = client
    this.list = new Resource(() => client.exemption.list())
    this.offered = new Resource((asked) => client.exemption.offered(asked))
    this.equivalents = new Resource((cited) => client.exemption.equivalents(cited))
  }

  open(asked: Asked): void {
    void this.offered.open(asked)
    void this.equivalents.open(null)
  }

  /** Whether it was kept. */
  keep = (id: ExemptionId | null, fields: OwnExemptionFields): Promise<boolean> =>
    this.#act(() =>
      id === null ? this.#client.exemption.add(fields) : this.#client.exemption.edit({ id, patch: fields }),
    )

  remove = (id: ExemptionId): Promise<boolean> => this.#act(() => this.#client.exemption.remove({ id }))

  clear(): void {
    this.#failure = null
  }

  async #act(act: () => Promise<unknown>): Promise<boolean> {
    this.#failure = null
    try {
      await act()
      await Promise.all([this.list.reload(), this.offered.reload()])
      return true
    } catch (error) {
      this.#failure = problemOf(error)
      return false
    }
  }
}
