/** Working sets and bookmarks: which there are, and the rows of the one that is looked at. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionRow } from '../../src-main/shared/contract/description.ts'
import type { DescriptionId, ListId } from '../../src-main/shared/contract/ids.ts'
import type { Note } from '../../src-main/shared/contract/note.ts'
import type { WorkingList } from '../../src-main/shared/contract/list.ts'
import type { Scope } from '../../src-main/shared/contract/scope.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export class Lists {
  #client: Client
  readonly all: Resource<true, WorkingList[]>
  readonly rows: Resource<ListId, { total: number; rows: DescriptionRow[] }>
  /** Notes to colleagues that nobody has settled yet. */
  readonly openNotes: Resource<true, { total: number; notes: Note[] }>
  /** The lists that the description which is shown is in. */
  readonly ofShown: Resource<DescriptionId, { bookmarked: boolean; lists: WorkingList[] }>
  failure = $state.raw<Problem | null>(null)
  active = $state(-1)

  current = $derived.by(() => this.all.value?.find(({ id }) => id === this.rows.key) ?? null)

  constructor(client: Client) {
    this.#client = client
    this.all = new Resource(() => client.list.all())
    this.rows = new Resource((id) => client.list.rows({ id, limit: 200 }))
    this.openNotes = new Resource(() => client.note.open({ limit: 200 }))
    this.ofShown = new Resource((id) => client.list.of({ id }))
  }

  async open(id: ListId | null): Promise<void> {
    this.active = -1
    await this.rows.open(id)
  }

  async refresh(): Promise<void> {
    await again(this.all)
    if (!this.all.value?.some(({ id }) => id === this.rows.key))
      await this.open(this.all.value?.[0]?.id ?? null)
    else await this.rows.reload()
    await again(this.openNotes)
  }

  create = (name: string, scope: Scope | null): Promise<boolean> =>
    this.#try(async () => {
      const { id } = await this.#client.list.create({ name, scope })
      await this.open(id)
    })

  rename = (id: ListId, name: string): Promise<boolean> =>
    this.#try(async () => void (await this.#client.list.rename({ id, name })))

  delete = (id: ListId): Promise<boolean> =>
    this.#try(async () => void (await this.#client.list.delete({ id })))

  add = (id: ListId, scope: Scope): Promise<boolean> =>
    this.#try(async () => void (await this.#client.list.add({ id, scope })))

  remove = (id: ListId, unit: DescriptionId): Promise<boolean> =>
    this.#try(async () => void (await this.#client.list.remove({ id, ids: [unit] })))

  /** Moves the active row one up or down. */
  shift = (by: 1 | -1): Promise<boolean> =>
    this.#try(async () => {
      const [id, rows, from] = [this.rows.key, this.rows.value?.rows ?? [], this.active]
      const [row, to] = [rows[from], from + by]
      if (id === null || !row || to < 0 || to >= rows.length) return
      const beforeId = rows[by === 1 ? to + 1 : to]?.id ?? null
      await this.#client.list.move({ id, ids: [row.id], beforeId })
      this.active = to
    })

  sort = (id: ListId, language: 'en' | 'ja'): Promise<boolean> =>
    this.#try(async () => void (await this.#client.list.sort({ id, by: 'title', language })))

  bookmark = (id: DescriptionId): Promise<boolean> =>
    this.#try(async () => void (await this.#client.list.bookmark({ id })))

  async #try(act: () => Promise<void>): Promise<boolean> {
    try {
      await act()
      this.failure = null
      return true
    } catch (error) {
      this.failure = problemOf(error)
      return false
    } finally {
      await this.refresh()
    }
  }
}

/** What is there stays until the answer comes, and so does the focus in it. */
const again = <T>(resource: Resource<true, T>) =>
  resource.key === null ? resource.open(true) : resource.reload()
