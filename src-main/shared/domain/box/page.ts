/** The boxes of one page: where two marks lie over each other, every pixel belongs to one of them. */
import type { Region, Size } from '../region.ts'
import type { BoxLabel } from './picture.ts'
import { disjoint, onPage } from './rectangles.ts'

/** What is marked for one reason at one place: any number of rectangles, of which the largest bears the label. */
export interface Mark {
  /** Random; on no other page. */
  readonly region: string
  readonly codes: readonly string[]
  /** Lines that are withheld, as the reviewer declared them; null where none were. */
  readonly lines: number | null
  readonly rectangles: readonly Region[]
}

/** A rectangle as it is burnt in; without a label it is black. */
export interface Box extends Region {
  readonly region: string
  readonly label: BoxLabel | null
}

/** From the top of the page, as the legend numbers them. */
export function ordered<M extends Pick<Mark, 'region' | 'rectangles'>>(marks: readonly M[], page: Size): M[] {
  const topmost = ({ rectangles }: M) => Math.min(...rectangles.map(({ x, y }) => y * page.width + x))
  return [...marks].sort((one, other) => topmost(one) - topmost(other) || compare(one.region, other.region))
}

/** The boxes of all marks, each pixel in one of them. */
export function boxesOf(marks: readonly Mark[], page: Size): Box[] {
  const taken: Region[] = []
  return ordered(marks, page).flatMap(({ region, codes, rectangles }, index): Box[] => {
    const own = rectangles.flatMap((rectangle) => onPage(rectangle, page) ?? [])
    const parts = disjoint(own, taken)
    taken.push(...parts)
    const largest = parts.reduce<Region | null>((most, part) => (area(part) > area(most) ? part : most), null)
    return parts.map((part) => ({
      ...part,
      region,
      label: part === largest ? { codes, number: index + 1 } : null,
    }))
  })
}

const area = (region: Region | null): number => (region ? region.width * region.height : 0)
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
