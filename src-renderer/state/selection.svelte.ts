/** Which descriptions are selected, and the one that the page and the record show. */
import { SvelteSet } from 'svelte/reactivity'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { positionOf } from './outline.ts'
import type { Place } from './outline.ts'
import type { Tree } from './tree.svelte.ts'

export class Selection {
  #tree: Tree
  #onActive: (id: DescriptionId | null) => void
  #anchor: number | null = null
  #latest = 0

  readonly ids = new SvelteSet<DescriptionId>()
  active = $state<DescriptionId | null>(null)
  #place = $state.raw<Place | null>(null)

  /** Position of the active unit in the tree; -1 when it is not known there. */
  position = $derived.by(() => {
    void this.#tree.version
    return this.#place === null ? -1 : positionOf(this.#place)
  })

  constructor(tree: Tree, onActive: (id: DescriptionId | null) => void) {
    this.#tree = tree
    this.#onActive = onActive
  }

  clear(): void {
    this.#latest += 1
    this.ids.clear()
    this.#place = null
    this.#anchor = null
    this.#activate(null)
  }

  /** Selects the unit at a position, alone. */
  async choose(position: number): Promise<void> {
    const mine = ++this.#latest
    const row = await this.#tree.rowAt(position)
    if (mine !== this.#latest || row === null) return
    this.#place = this.#tree.placeAt(position)
    this.#anchor = position
    this.#only(row.id)
  }

  /** Adds the unit at a position to the selection, or takes it out. */
  async toggle(position: number): Promise<void> {
    const mine = ++this.#latest
    const row = await this.#tree.rowAt(position)
    if (mine !== this.#latest || row === null) return
    this.#place = this.#tree.placeAt(position)
    this.#anchor = position
    if (this.ids.has(row.id) && this.ids.size > 1) this.ids.delete(row.id)
    else this.ids.add(row.id)
    this.#activate(row.id)
  }

  /** Selects units wherever they are; the active one is shown. */
  pick(ids: Iterable<DescriptionId>, active: DescriptionId): void {
    this.#latest += 1
    this.ids.clear()
    for (const id of ids) this.ids.add(id)
    this.#activate(active)
  }

  /** Selects everything between the last choice and a position. */
  async extend(position: number): Promise<void> {
    const mine = ++this.#latest
    const anchor = this.#anchor ?? position
    const rows = await this.#tree.rowsBetween(Math.min(anchor, position), Math.max(anchor, position) + 1)
    const last = position >= anchor ? rows.at(-1) : rows[0]
    if (mine !== this.#latest || last === undefined) return
    this.#place = this.#tree.placeAt(position)
    this.ids.clear()
    for (const { id } of rows) this.ids.add(id)
    this.#activate(last.id)
  }

  /** Goes to a position as a key does: shown, and extending where Shift is held. */
  async go(position: number, extend: boolean): Promise<void> {
    const there = Math.max(0, Math.min(this.#tree.total - 1, position))
    if (this.#tree.total === 0) return
    this.#tree.show(there)
    await (extend ? this.extend(there) : this.choose(there))
  }

  /** Closes the unit at a position; when the active one is inside, the closed one takes its place. */
  async close(position: number): Promise<void> {
    const closed = this.#tree.placeAt(position)
    const branch = closed?.branch.openAt(closed.index)
    if (!branch) return
    let inside = false
    for (let above = this.#place?.branch ?? null; above !== null; above = above.parent)
      inside ||= above === branch
    this.#tree.closeAt(position)
    if (inside) await this.choose(position)
  }

  /** Selects a unit wherever it is, and shows it in the tree. */
  async reveal(id: DescriptionId): Promise<void> {
    const mine = ++this.#latest
    this.#only(id)
    const place = await this.#tree.find(id)
    if (mine !== this.#latest || place === null) return
    this.#place = place
    this.#anchor = positionOf(place)
    this.#tree.show(this.#anchor)
  }

  /** The tree changed: the active unit may stand elsewhere, or be gone; then what follows it is chosen. */
  async follow(): Promise<void> {
    const { active } = this
    if (active === null) return
    // What the person chooses meanwhile goes before.
    const before = this.#latest
    const chosen = () => this.#latest !== before
    try {
      const { place, binned } = await this.#tree.locate(active)
      if (chosen()) return
      this.#place = place
      if (place !== null && binned) await this.#chooseNear(positionOf(place))
    } catch {
      if (!chosen()) await this.#chooseNear(this.position)
    }
  }

  async #chooseNear(position: number): Promise<void> {
    const there = Math.min(position, this.#tree.total - 1)
    if (there >= 0) await this.choose(there)
    else this.clear()
  }

  #only(id: DescriptionId): void {
    if (this.ids.size !== 1 || !this.ids.has(id)) {
      this.ids.clear()
      this.ids.add(id)
    }
    this.#activate(id)
  }

  #activate(id: DescriptionId | null): void {
    if (this.active === id) return
    this.active = id
    this.#onActive(id)
  }
}
