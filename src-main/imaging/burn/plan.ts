/** What is burnt into a page, as the core asks for it and the decoding process does it. */
import { z } from 'zod'
import type { BurntFormat } from '../../shared/contract/release.ts'
import type { Box } from '../../shared/domain/box/page.ts'
import type { Cut } from '../../shared/domain/box/cut.ts'
import type { SnappedMark } from '../../shared/domain/box/snap.ts'
import type { Region, Size } from '../../shared/domain/region.ts'

export interface BurnPlan {
  /** Of the upright scan; a master of another size is refused, for the boxes would lie elsewhere. */
  size: Size
  /** In pixels of what is shown. */
  boxes: readonly Box[]
  /** What is shown where that is not the whole scan as it is, and what of the scan is black before anything is done with it. */
  cut?: (Cut & { covers: readonly Region[] }) | null
  /** Sheets of a PDF of ours, set above and below the page at its width; frames count from 0. */
  strips: { path: string; head: number; foot: number } | null
  format: BurntFormat
  /** Written into the image: what its master says of itself does not come along. */
  pixelsPerInch: number
  /** No colour: what printers strew over a page in yellow does not go out. */
  grey: boolean
  /**
   * What a box is filled with. Noise is for a proof: the page as a master of its own, coded without loss, with something
   * else where something is withheld.
   */
  fill?: 'label' | 'noise'
}

export interface Burnt extends Size {
  /** Where the page lies between its strips. */
  page: Region
  /** Whether it is what its master is outside of the boxes; null where that cannot be asked of a coding with loss. */
  unchanged: boolean | null
}

/** Marks that are to take whole ink. */
export interface SnapPlan {
  /** Of the upright page. */
  size: Size
  marks: readonly Region[]
  /** They are what stays to be seen, and are drawn in. */
  kept: boolean
  pixelsPerInch: number | null
}

const whole = z.number().int().nonnegative()
const RegionOfImage = z.object({ x: whole, y: whole, width: whole, height: whole })
export const BurntPage = z.object({
  width: whole,
  height: whole,
  page: RegionOfImage,
  unchanged: z.boolean().nullable(),
}) satisfies z.ZodType<Burnt>

export const SnappedMarks = z.array(
  z.object({ box: RegionOfImage.nullable(), crossing: z.array(RegionOfImage).readonly() }).nullable(),
) satisfies z.ZodType<(SnappedMark | null)[]>
