/** The pages of the description that is shown, and the one that is looked at. */
import { SvelteSet } from 'svelte/reactivity'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionId, PageId } from '../../src-main/shared/contract/ids.ts'
import type { Page } from '../../src-main/shared/contract/scan.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

/** What the tiles of a page are made of (`GET /tiles/{pageId}`). */
export interface TileSource {
  readonly pageId: PageId
  readonly width: number
  readonly height: number
  readonly tileSize: number
  readonly minLevel: number
  readonly maxLevel: number
  /** Which image it is: a page can get another one. */
  readonly scan: string
}

type Rotation = Page['rotation']

export class Pages {
  #client: Client
  #list: Resource<DescriptionId, Page[]>
  /** The tiles of the page that is looked at. */
  readonly image: Resource<PageId, TileSource>

  #currentId = $state<PageId | null>(null)
  /** The scan of which the image is shown. */
  #scan = ''
  #acting: Promise<void> = Promise.resolve()
  /** Pages chosen for reordering or detaching; the one that is looked at is always meant too. */
  readonly chosen = new SvelteSet<PageId>()
  failure = $state.raw<Problem | null>(null)

  all = $derived.by(() => this.#list.value ?? [])
  index = $derived(
    Math.max(
      0,
      this.all.findIndex(({ id }) => id === this.#currentId),
    ),
  )
  current = $derived<Page | null>(this.all[this.index] ?? null)

  /** The page with which the one that is looked at makes a whole; null where there is none beside it. */
  partner = $derived.by<Page | null>(() => {
    const { current, index } = this
    if (!current?.part) return null
    const beside = [this.all[index + 1], this.all[index - 1]]
    return (
      beside.find(
        (page) => page?.part && page.scan?.id === current.scan?.id && page.frame === current.frame,
      ) ?? null
    )
  })

  constructor(client: Client, tileSource: (id: PageId) => Promise<TileSource>) {
    this.#client = client
    this.#list = new Resource((descriptionId) => client.scan.pages({ descriptionId }))
    this.image = new Resource(tileSource)
  }

  get descriptionId(): DescriptionId | null {
    return this.#list.key
  }

  get loading(): boolean {
    return this.#list.loading && this.#list.value === null
  }

  get problem(): Problem | null {
    return this.#list.problem
  }

  async open(id: DescriptionId | null): Promise<void> {
    if (id === this.#list.key) return
    this.chosen.clear()
    this.failure = null
    this.#currentId = null
    await this.#list.open(id)
    await this.#look()
  }

  settled = (): Promise<void> => this.#list.settled()

  async refresh(): Promise<void> {
    await this.#list.reload()
    await this.#look()
  }

  async go(index: number): Promise<void> {
    const page = this.all[Math.max(0, Math.min(this.all.length - 1, index))]
    if (!page || page.id === this.current?.id) return
    this.#currentId = page.id
    this.chosen.clear()
    await this.#look()
  }

  next = (): Promise<void> => this.go(this.index + 1)
  previous = (): Promise<void> => this.go(this.index - 1)

  choose(id: PageId): void {
    if (this.chosen.has(id)) this.chosen.delete(id)
    else this.chosen.add(id)
  }

  /** The pages that a verb acts on, in their order. */
  meant(): PageId[] {
    const ids = new Set(this.chosen)
    if (ids.size === 0 && this.current) ids.add(this.current.id)
    return this.all.filter(({ id }) => ids.has(id)).map(({ id }) => id)
  }

  /** Looks at the image once more, also when it was set aside. */
  async tryAgain(): Promise<void> {
    const { current } = this
    if (this.image.problem?.code === 'scanSetAside' && current) {
      await this.#client.scan.tryAgain({ id: current.id })
    }
    await this.image.reload()
  }

  async rotate(by: 90 | -90): Promise<void> {
    await this.act(async () => {
      const { current } = this
      if (!current) return
      const rotation = ((current.rotation + by + 360) % 360) as Rotation
      const page = await this.#client.scan.edit({ id: current.id, rotation })
      this.#list.value = this.all.map((old) => (old.id === page.id ? page : old))
    })
  }

  async label(id: PageId, label: string): Promise<void> {
    await this.act(() => this.#client.scan.edit({ id, label: label.trim() === '' ? null : label.trim() }))
  }

  /** Moves the meant pages by one place. */
  async shift(by: 1 | -1): Promise<void> {
    await this.act(async () => {
      const ids = this.meant()
      const places = ids.map((id) => this.all.findIndex((page) => page.id === id))
      const [first, last] = [Math.min(...places), Math.max(...places)]
      if (ids.length === 0 || (by < 0 ? first === 0 : last === this.all.length - 1)) return
      const before = by < 0 ? this.all[first - 1] : this.all[last + 2]
      await this.#client.scan.reorder({ ids, beforeId: before?.id ?? null })
    })
  }

  async reorder(ids: PageId[], beforeId: PageId | null): Promise<void> {
    if (ids.length === 0 || (beforeId !== null && ids.includes(beforeId))) return
    await this.act(() => this.#client.scan.reorder({ ids, beforeId }))
  }

  /** Says which side the meant pages are; once more takes it back. */
  async markSide(side: 'recto' | 'verso'): Promise<void> {
    const isThat = this.current?.side === side
    await this.act(() => this.#client.scan.mark({ ids: this.meant(), side: isThat ? null : side }))
  }

  /** Says that the meant pages are blank or missing; once more takes it back. */
  async markState(state: 'blank' | 'missing'): Promise<void> {
    const isThat = this.current?.state === state
    await this.act(() => this.#client.scan.mark({ ids: this.meant(), state: isThat ? null : state }))
  }

  async mark(id: PageId, marks: Partial<Pick<Page, 'side' | 'state'>>): Promise<void> {
    await this.act(() => this.#client.scan.mark({ ids: [id], ...marks }))
  }

  /** Labels pages on from the first label; null takes their labels away. */
  async number(ids: PageId[], first: string | null): Promise<void> {
    if (ids.length > 0) await this.act(() => this.#client.scan.number({ ids, first }))
  }

  /** Makes one page again of two that were split. */
  async join(): Promise<void> {
    const { current, partner } = this
    if (!current || !partner) return
    const ids = this.all.filter(({ id }) => id === current.id || id === partner.id).map(({ id }) => id)
    const [first = current.id, second = partner.id] = ids
    await this.act(async () => {
      await this.#client.scan.join({ ids: [first, second] })
      this.#currentId = first
    })
  }

  async detach(): Promise<void> {
    const ids = this.meant()
    if (ids.length === 0) return
    const follows = this.all.find(({ id }, index) => index > this.index && !ids.includes(id))
    await this.act(() => this.#client.scan.detach({ ids }))
    this.chosen.clear()
    if (follows) this.#currentId = follows.id
    await this.#look()
  }

  async attach(ids: PageId[], descriptionId: DescriptionId): Promise<void> {
    await this.act(() => this.#client.scan.attach({ ids, descriptionId }))
  }

  async add(state: 'missing' | null = null): Promise<void> {
    const descriptionId = this.#list.key
    if (descriptionId === null) return
    await this.act(async () => {
      const afterId = state === 'missing' ? (this.current?.id ?? null) : null
      this.#currentId = (await this.#client.scan.addPage({ descriptionId, state, afterId })).id
    })
  }

  /** Does what changes the pages, one after the other: the second of two quick ones finds what the first has done. */
  act(act: () => Promise<unknown>): Promise<void> {
    this.#acting = this.#acting.then(async () => {
      try {
        await act()
        this.failure = null
        await this.refresh()
      } catch (error) {
        this.failure = problemOf(error)
      }
    })
    return this.#acting
  }

  async #look(): Promise<void> {
    const { current } = this
    // The first page stays the one that is looked at, also when it comes to stand elsewhere.
    this.#currentId ??= current?.id ?? null
    const id = current?.scan ? current.id : null
    const scan = `${String(current?.scan?.id)}-${String(current?.frame)}`
    if (this.image.key === id && this.#scan === scan) return
    this.#scan = scan
    await this.image.open(id)
  }
}
