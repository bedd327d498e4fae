/** Extents of ArchivesSpace are counted in units of its own list; any other unit is said in words. */
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { extentLines, isBlank } from '../plain.ts'
import type { Voice } from '../plain.ts'
import { at, ROOM } from './aspace-columns.ts'
import type { Cells } from './table.ts'

/** Codes of `extent_extent_type` as ArchivesSpace comes, by words that offices use for them. */
const TYPES: readonly (readonly [words: RegExp, code: string])[] = [
  [/^(?:linear (?:feet|foot)|lin\. ft\.?)$/i, 'linear_feet'],
  [/^(?:cubic (?:feet|foot)|cu\. ft\.?)$/i, 'cubic_feet'],
  [/^(?:volumes?|冊)$/i, 'volumes'],
  [/^(?:sheets?|枚)$/i, 'sheets'],
  [/^(?:leaf|leaves|丁)$/i, 'leaves'],
  [/^(?:reels?|リール)$/i, 'reels'],
  [/^(?:files?|ファイル)$/i, 'files'],
  [/^(?:gigabytes?|GB)$/i, 'gigabytes'],
  [/^(?:megabytes?|MB)$/i, 'megabytes'],
]

export function extents(
  description: ReleasedDescription,
  voice: Voice,
): { cells: Cells<string>; left: readonly string[] } {
  const cells: Cells<string> = {}
  const left: string[] = []
  let count = 0
  for (const extent of description.extents) {
    if (isBlank(extent.unit)) continue
    const code = TYPES.find(([words]) => words.test(extent.unit.trim()))?.[1]
    if (code === undefined || count === ROOM.extents) {
      left.push(...extentLines({ ...description, extents: [extent] }, voice))
      continue
    }
    cells[at('portion', count)] = 'whole'
    cells[at('number', count)] = extent.quantity
    cells[at('extent_type', count)] = code
    count += 1
  }
  return { cells, left }
}
