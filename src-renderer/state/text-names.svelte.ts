/** Names in the texts of a description: tagged, and found by the authority file. */
import { SvelteMap } from 'svelte/reactivity'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { AuthorityId, DescriptionId, MentionId } from '../../src-main/shared/contract/ids.ts'
import type { NamePlace, ProposedName, TaggedName } from '../../src-main/shared/contract/mention.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

type Proposed = Awaited<ReturnType<Client['mention']['propose']>>

export class TextNames {
  #client: Client
  #settle: () => Promise<void>
  /** Of the description that is shown. */
  readonly tagged: Resource<DescriptionId, TaggedName[]>
  readonly proposed: Resource<DescriptionId, Proposed>
  /** Whose a form is, where several bear it. */
  readonly chosen = new SvelteMap<string, AuthorityId>()
  busy = $state(false)
  #failure = $state.raw<Problem | null>(null)

  problem = $derived.by(() => this.#failure ?? this.tagged.problem ?? this.proposed.problem)
  /** Places of names with one bearer, or whose bearer was chosen. */
  clear = $derived.by(() => (this.proposed.value?.names ?? []).filter((name) => this.bearerOf(name) !== null))

  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
    this.tagged = new Resource((descriptionId) => client.mention.list({ descriptionId }))
    this.proposed = new Resource((descriptionId) => client.mention.propose({ descriptionId }))
  }

  async open(descriptionId: DescriptionId): Promise<void> {
    this.#failure = null
    this.chosen.clear()
    await Promise.all([
      this.tagged.key === descriptionId ? this.tagged.reload() : this.tagged.open(descriptionId),
      this.proposed.open(descriptionId),
    ])
  }

  /** Whose a form is: the one who bears it, or who was chosen. */
  bearerOf({ form, authorities }: ProposedName): AuthorityId | null {
    return this.chosen.get(form) ?? (authorities.length === 1 ? (authorities[0]?.id ?? null) : null)
  }

  /** How often an authority is named, and on which pages. */
  countOf(authorityId: AuthorityId | null): { times: number; pages: number[] } | null {
    const found = this.tagged.value?.find((name) => name.authorityId === authorityId)
    if (!found) return null
    const pages = new Set(found.places.flatMap(({ pageNumber }) => pageNumber ?? []))
    return { times: found.places.length, pages: [...pages].sort((a, b) => a - b) }
  }

  /** Tags places of a form, all of them when none are named. */
  tag = (name: ProposedName, places: readonly NamePlace[] = name.places): Promise<void> =>
    this.#tag([{ name, places }])

  tagClear = (): Promise<void> => this.#tag(this.clear.map((name) => ({ name, places: name.places })))

  remove = (id: MentionId): Promise<void> => this.#act(() => this.#client.mention.remove({ id }))

  #tag(chosen: readonly { name: ProposedName; places: readonly NamePlace[] }[]): Promise<void> {
    const mentions = chosen.flatMap(({ name, places }) => {
      const authorityId = this.bearerOf(name)
      return authorityId === null
        ? []
        : places.map(({ paragraphId, start, end }) => ({ paragraphId, start, end, authorityId }))
    })
    return this.#act(async () => {
      const descriptionId = this.proposed.key
      if (descriptionId !== null && mentions.length > 0)
        await this.#client.mention.take({ descriptionId, mentions })
    })
  }

  async #act(act: () => Promise<unknown>): Promise<void> {
    this.busy = true
    this.#failure = null
    try {
      await this.#settle()
      await act()
    } catch (error) {
      this.#failure = problemOf(error)
    } finally {
      this.busy = false
    }
    await Promise.all([this.tagged.reload(), this.proposed.reload()])
  }
}
