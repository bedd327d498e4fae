/**
 * The open part of the hierarchy as positions, without a row for each: 100,000 units under one parent are one number
 * here, and the rows that are looked at.
 */
import type { DescriptionRow } from '../../src-main/shared/contract/description.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'

/** How many rows are asked for at a time. */
export const PAGE = 100

/** The units below one that is open (`id` null: the units at the top). */
export class Branch {
  readonly id: DescriptionId | null
  parent: Branch | null
  /** Ordinal of the open unit among its siblings, from 0. */
  index: number
  total: number
  rows = new Map<number, DescriptionRow>()
  /** Pages of rows that are as the core has them. */
  fresh = new Set<number>()
  /** The open units among these, by index. */
  open: Branch[] = []

  constructor(id: DescriptionId | null, parent: Branch | null, index: number, total: number) {
    this.id = id
    this.parent = parent
    this.index = index
    this.total = total
  }

  get depth(): number {
    return this.parent === null ? 0 : this.parent.depth + 1
  }

  openAt(index: number): Branch | undefined {
    return this.open.find((branch) => branch.index === index)
  }
}

export interface Place {
  readonly branch: Branch
  readonly index: number
}

/** Rows that a branch takes, with all that is open below it. */
export const sizeOf = (branch: Branch): number =>
  branch.open.reduce((size, inner) => size + sizeOf(inner), branch.total)

/** What stands at a position, from 0; null beyond the end. */
export function placeAt(branch: Branch, position: number): Place | null {
  let rest = position
  let from = 0
  for (const inner of branch.open) {
    const before = inner.index - from + 1
    if (rest < before) return { branch, index: from + rest }
    rest -= before
    from = inner.index + 1
    const size = sizeOf(inner)
    if (rest < size) return placeAt(inner, rest)
    rest -= size
  }
  const index = from + rest
  return rest >= 0 && index < branch.total ? { branch, index } : null
}

/** The position of a place, from 0. */
export function positionOf({ branch, index }: Place): number {
  const before = branch.open
    .filter((inner) => inner.index < index)
    .reduce((size, inner) => size + sizeOf(inner), index)
  return branch.parent === null
    ? before
    : positionOf({ branch: branch.parent, index: branch.index }) + 1 + before
}

/** Opens a unit; its rows are asked for when they are looked at. */
export function openBranch(parent: Branch, index: number, id: DescriptionId, total: number): Branch {
  const branch = parent.open.find((other) => other.id === id) ?? new Branch(id, parent, index, total)
  branch.index = index
  branch.total = total
  // One unit stands at an index: what was open there before is of an older order.
  const others = parent.open.filter((other) => other.index !== index)
  parent.open = [...others, branch].sort((a, b) => a.index - b.index)
  return branch
}

export function closeBranch(branch: Branch): void {
  const { parent } = branch
  if (parent) parent.open = parent.open.filter((other) => other !== branch)
}

/**
 * Puts the open branches where their units are now. `lines` gives, for every unit that was opened, the units from the
 * top down to it, itself included; a unit that came to stand under a closed one is closed, and one in the bin too.
 */
export function reanchor(
  root: Branch,
  lines: readonly (readonly { row: DescriptionRow; index: number; binned: boolean }[])[],
): void {
  const known = new Map(branches(root).map((branch) => [branch.id, branch]))
  const placed = new Set<Branch>([root])
  for (const branch of known.values()) branch.open = []
  for (const line of [...lines].sort((a, b) => a.length - b.length)) {
    const own = line.at(-1)
    const parent = known.get(line.at(-2)?.row.id ?? null)
    if (!own || own.binned || !parent || !placed.has(parent) || own.row.childCount === 0) continue
    const { id, childCount } = own.row
    const branch = known.get(id) ?? new Branch(id, parent, own.index, childCount)
    branch.parent = parent
    branch.index = own.index
    branch.total = childCount
    parent.open = [...parent.open, branch].sort((a, b) => a.index - b.index)
    known.set(id, branch)
    placed.add(branch)
  }
}

/** Every branch, the one at the top first. */
export const branches = (branch: Branch): Branch[] => [branch, ...branch.open.flatMap(branches)]

/** The pages of rows that a stretch of positions needs and that are not there, branch by branch. */
export function neededPages(root: Branch, start: number, end: number): { branch: Branch; page: number }[] {
  const needed = new Map<Branch, Set<number>>()
  for (let position = start; position < end; position += 1) {
    const place = placeAt(root, position)
    if (place === null) break
    const page = Math.floor(place.index / PAGE)
    if (place.branch.fresh.has(page)) continue
    needed.set(place.branch, (needed.get(place.branch) ?? new Set()).add(page))
  }
  return [...needed].flatMap(([branch, pages]) => [...pages].map((page) => ({ branch, page })))
}

/** Puts the rows of a page in; true when the units or their number are not the ones that were there. */
export function fillPage(
  branch: Branch,
  page: number,
  total: number,
  rows: readonly DescriptionRow[],
): boolean {
  const start = page * PAGE
  let moved = total !== branch.total
  for (let offset = 0; offset < PAGE; offset += 1) {
    const [before, row] = [branch.rows.get(start + offset), rows[offset]]
    if (before && before.id !== row?.id) moved = true
    if (row) branch.rows.set(start + offset, row)
    else branch.rows.delete(start + offset)
  }
  branch.total = total
  branch.fresh.add(page)
  for (const inner of branch.open) {
    const row = branch.rows.get(inner.index)
    if (row?.id === inner.id) inner.total = row.childCount
  }
  return moved
}
