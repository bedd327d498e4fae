/** Two pages of a description that are compared: which, and how they are shown. */
import type { Page } from '../../src-main/shared/contract/scan.ts'
import type { PageId } from '../../src-main/shared/contract/ids.ts'
import { askTileSource } from './images.ts'
import type { Pages, TileSource } from './pages.svelte.ts'
import { Resource } from './resource.svelte.ts'

export class Comparing {
  #pages: Pages
  /** How far behind the page that is looked at the other one is. */
  #offset = $state(1)
  how = $state<'beside' | 'blink'>('beside')
  /** They move and zoom together. */
  linked = $state(true)
  /** Which is in front while they blink. */
  front = $state<0 | 1>(0)
  /** They change by themselves. */
  going = $state(false)
  /** The tiles of the other one. */
  readonly image = new Resource<PageId, TileSource>(askTileSource)

  other = $derived.by<Page | null>(() => this.#pages.all[this.#pages.index + this.#offset] ?? null)

  constructor(pages: Pages) {
    this.#pages = pages
  }

  /** Begins with the two pages that are chosen on the strip, or with the one that is looked at and the next. */
  async begin(): Promise<void> {
    const pages = this.#pages
    const chosen = pages.all.flatMap(({ id }, index) => (pages.chosen.has(id) ? [index] : []))
    const [first = pages.index, second] = chosen.length === 2 ? chosen : []
    await pages.go(first)
    const next = pages.index === pages.all.length - 1 ? -1 : 1
    this.#offset = second === undefined ? next : second - first
    this.front = 0
    this.going = false
  }

  swap(): void {
    this.front = this.front === 0 ? 1 : 0
  }

  /** Puts another page on a side; the other side stays. */
  choose(side: 0 | 1, index: number): void {
    const pages = this.#pages
    if (side === 1) this.#offset = index - pages.index
    else {
      this.#offset += pages.index - index
      void pages.go(index)
    }
  }
}
