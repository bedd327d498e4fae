/** The tree of descriptions: what is open, and the rows that are looked at. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionRow } from '../../src-main/shared/contract/description.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import {
  Branch,
  PAGE,
  branches,
  closeBranch,
  fillPage,
  neededPages,
  openBranch,
  placeAt,
  positionOf,
  reanchor,
  sizeOf,
} from './outline.ts'
import type { Place } from './outline.ts'
import { windowOf } from '../windowing.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

export const ROW_HEIGHT = 26
const MARGIN = 12

export interface VisibleRow {
  readonly position: number
  readonly depth: number
  readonly index: number
  readonly siblings: number
  readonly parentId: DescriptionId | null
  /** Null while it is on its way. */
  readonly row: DescriptionRow | null
  readonly open: boolean
}

export class Tree {
  #client: Client
  #root = new Branch(null, null, 0, 0)
  /** The structure is plain data; this says that it changed. */
  #version = $state(0)
  #asked = new Map<string, Promise<void>>()
  /** Units that the person has opened: what is taken away and comes back, as by undo, comes back open. */
  #opened = new Set<DescriptionId>()
  #scrollTop = $state(0)
  #height = $state(600)

  loaded = $state(false)
  problem = $state.raw<Problem | null>(null)
  /** The row that the list should show; the list answers it by scrolling. */
  wanted = $state.raw<{ position: number } | null>(null)

  total = $derived.by(() => {
    void this.#version
    return sizeOf(this.#root)
  })
  window = $derived(windowOf(this.#scrollTop, this.#height, ROW_HEIGHT, this.total, MARGIN))
  rows = $derived.by(() => this.#visible(this.window.start, this.window.end))
  #known = $derived.by(() => {
    void this.#version
    const known = new Map<DescriptionId, DescriptionRow>()
    for (const branch of branches(this.#root)) {
      const indices = [...branch.rows.keys()].sort((a, b) => a - b)
      for (const index of indices) {
        const row = branch.rows.get(index)
        if (row) known.set(row.id, row)
      }
    }
    return known
  })
  /** How many rows fit, for moving by a screen. */
  screen = $derived(Math.max(1, Math.floor(this.#height / ROW_HEIGHT) - 1))

  constructor(client: Client) {
    this.#client = client
  }

  /** Changes whenever anything in the tree may stand elsewhere. */
  get version(): number {
    return this.#version
  }

  async start(): Promise<void> {
    this.#root = new Branch(null, null, 0, 0)
    this.loaded = false
    this.#asked.clear()
    this.#opened.clear()
    this.#version += 1
    await this.refresh()
    const only = this.#root.total === 1 ? this.#root.rows.get(0) : undefined
    if (only && only.childCount > 0) await this.openAt(0)
  }

  /** The list was scrolled or resized. */
  look(scrollTop: number, height: number): void {
    this.#scrollTop = scrollTop
    this.#height = height
    void this.#ensure(this.window.start, this.window.end)
  }

  placeAt = (position: number): Place | null => placeAt(this.#root, position)
  positionOf = positionOf

  /** The row at a position, asked for when it is not there. */
  async rowAt(position: number): Promise<DescriptionRow | null> {
    await this.#ensure(position, position + 1)
    const place = placeAt(this.#root, position)
    return place?.branch.rows.get(place.index) ?? null
  }

  async rowsBetween(start: number, end: number): Promise<DescriptionRow[]> {
    await this.#ensure(start, end)
    return this.#visible(start, end).flatMap(({ row }) => row ?? [])
  }

  /** The row of a unit, if it is there. */
  row = (id: DescriptionId | null): DescriptionRow | undefined =>
    id === null ? undefined : this.#known.get(id)

  /** The rows of these units that are there, in the order of the tree. */
  rowsOf = (ids: ReadonlySet<DescriptionId>): DescriptionRow[] =>
    [...this.#known.values()].filter(({ id }) => ids.has(id))

  async openAt(position: number): Promise<void> {
    const place = placeAt(this.#root, position)
    const row = place?.branch.rows.get(place.index)
    if (!place || !row || row.childCount === 0) return
    this.#opened.add(row.id)
    openBranch(place.branch, place.index, row.id, row.childCount)
    this.#version += 1
    await this.#ensure(this.window.start, this.window.end)
  }

  closeAt(position: number): void {
    const place = placeAt(this.#root, position)
    const branch = place?.branch.openAt(place.index)
    if (!branch) return
    if (branch.id !== null) this.#opened.delete(branch.id)
    closeBranch(branch)
    this.#version += 1
    void this.#ensure(this.window.start, this.window.end)
  }

  /** Opens all that is above a unit; gives its place. */
  async find(id: DescriptionId): Promise<Place | null> {
    const line = await this.#client.description.ancestors({ id })
    let branch = this.#root
    for (const { row, index } of line.slice(0, -1)) {
      this.#opened.add(row.id)
      branch = openBranch(branch, index, row.id, row.childCount)
    }
    const own = line.at(-1)
    if (!own) return null
    branch.rows.set(own.index, own.row)
    branch.total = Math.max(branch.total, own.index + 1)
    this.#version += 1
    const place = { branch, index: own.index }
    await this.#ensure(positionOf(place), positionOf(place) + 1)
    return place
  }

  /** The place of a unit as far as it is open, where another stands when it is in the bin; null when something above it is closed. */
  async locate(id: DescriptionId): Promise<{ place: Place | null; binned: boolean }> {
    const line = await this.#client.description.ancestors({ id })
    let branch: Branch | undefined = this.#root
    for (const { row } of line.slice(0, -1)) branch = branch?.open.find((inner) => inner.id === row.id)
    const own = line.at(-1)
    return { place: branch && own ? { branch, index: own.index } : null, binned: own?.binned ?? true }
  }

  show(position: number): void {
    this.wanted = { position }
  }

  /** Asks again for what is looked at; open units that came to stand elsewhere stay open there. */
  async refresh(): Promise<void> {
    for (const branch of branches(this.#root)) branch.fresh.clear()
    this.#asked.clear()
    try {
      const first = Math.floor((placeAt(this.#root, this.window.start)?.index ?? 0) / PAGE)
      const top = placeAt(this.#root, this.window.start)?.branch === this.#root ? first : 0
      await this.#fetch(this.#root, top)
      await this.#ensure(this.window.start, this.window.end)
      this.problem = null
      this.loaded = true
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  #visible(start: number, end: number): VisibleRow[] {
    void this.#version
    const rows: VisibleRow[] = []
    for (let position = start; position < end; position += 1) {
      const place = placeAt(this.#root, position)
      if (place === null) break
      const { branch, index } = place
      rows.push({
        position,
        depth: branch.depth,
        index,
        siblings: branch.total,
        parentId: branch.id,
        row: branch.rows.get(index) ?? null,
        open: branch.openAt(index) !== undefined,
      })
    }
    return rows
  }

  async #ensure(start: number, end: number): Promise<void> {
    // What arrives may change how much there is, so that other rows come into the window.
    for (let round = 0; round < 4; round += 1) {
      const needed = neededPages(this.#root, start, end)
      if (needed.length === 0) return
      await Promise.all(needed.map(({ branch, page }) => this.#fetch(branch, page)))
    }
  }

  #fetch(branch: Branch, page: number): Promise<void> {
    const key = `${String(branch.id)}:${String(page)}`
    const asked = this.#asked.get(key)
    if (asked) return asked
    const asking = this.#client.description
      .children({ parentId: branch.id, offset: page * PAGE, limit: PAGE })
      .then(async ({ total, rows }) => {
        // A later refresh asked again.
        if (this.#asked.get(key) !== asking) return
        const wasEmpty = branch.rows.size === 0
        const moved = fillPage(branch, page, total, rows)
        this.#reopen(branch, page, rows)
        this.#version += 1
        if (moved && !wasEmpty) await this.#reanchor()
      })
      .finally(() => {
        if (this.#asked.get(key) === asking) this.#asked.delete(key)
      })
    this.#asked.set(key, asking)
    return asking
  }

  #reopen(branch: Branch, page: number, rows: readonly DescriptionRow[]): void {
    rows.forEach(({ id, childCount }, offset) => {
      if (childCount > 0 && this.#opened.has(id)) openBranch(branch, page * PAGE + offset, id, childCount)
    })
  }

  async #reanchor(): Promise<void> {
    if (this.#opened.size === 0) return
    const lines = await Promise.all(
      [...this.#opened].map((id) => this.#client.description.ancestors({ id }).catch(() => null)),
    )
    reanchor(
      this.#root,
      lines.filter((line) => line !== null),
    )
    for (const branch of branches(this.#root)) {
      for (const index of branch.rows.keys()) if (index >= branch.total) branch.rows.delete(index)
    }
    this.#version += 1
  }
}
