/**
 * Levels of description (ISAD(G) 3.1.4; the closed list of EAD3 `@level`), highest first, and which may hold which.
 */
export const LEVELS = [
  'fonds',
  'collection',
  'recordgrp',
  'subfonds',
  'subgrp',
  'class',
  'series',
  'subseries',
  'file',
  'item',
  'otherlevel',
] as const

export type Level = (typeof LEVELS)[number]

const RANK: Record<Level, number | null> = {
  fonds: 0,
  collection: 0,
  recordgrp: 0,
  subfonds: 1,
  subgrp: 1,
  class: 2,
  series: 2,
  subseries: 3,
  file: 4,
  item: 5,
  // The office says itself where a level of its own belongs.
  otherlevel: null,
}

/** Levels that may repeat inside themselves: a sub-subfonds is still a subfonds, an enclosure is an item in an item. */
const NESTS: ReadonlySet<Level> = new Set([
  'subfonds',
  'subgrp',
  'class',
  'subseries',
  'file',
  'item',
  'otherlevel',
])

/** Whether a unit of level `child` may stand directly under one of level `parent` (`null`: at the top, where anything may). */
export function mayContain(parent: Level | null, child: Level): boolean {
  if (parent === null) return true
  const [above, below] = [RANK[parent], RANK[child]]
  if (above === null || below === null) return true
  return below > above || (parent === child && NESTS.has(child))
}

/** The level that a new unit most likely has under `parent`. */
export function levelBelow(parent: Level | null): Level {
  if (parent === null) return 'fonds'
  const rank = RANK[parent]
  if (rank === null) return 'item'
  return rank < 2 ? 'series' : rank < 4 ? 'file' : 'item'
}
