/** What is known of an image before its pixels are read. */
import type { Orientation } from '../shared/domain/box/rectangles.ts'

export type Colour = 'bilevel' | 'grey' | 'palette' | 'rgb' | 'cmyk' | 'other'

export type { Orientation }

export interface Image {
  /** Pixels as stored, before the orientation is applied. */
  width: number
  height: number
  orientation: Orientation
  /** Along the stored rows; null where the file does not say, or gives a ratio only. */
  pixelsPerInch: number | null
  /** Bits of one sample. */
  bitDepth: number | null
  colour: Colour | null
  /** Amounts of ink as they are, in a JPEG, where by old habit they are inverted. */
  plainInks?: boolean
  /** Of a JPEG: whether it is coded by the tables that the standard proposes. */
  standardTables?: boolean
  /** Of a JPEG: how often each component is sampled in a unit of coding. */
  sampling?: readonly { readonly across: number; readonly down: number }[]
}

export const orientationOf = (value: number | undefined): Orientation =>
  value !== undefined && Number.isInteger(value) && value >= 1 && value <= 8 ? (value as Orientation) : 1

/** Width and height of the image as it is looked at. */
export function uprightSize({ width, height, orientation }: Pick<Image, 'width' | 'height' | 'orientation'>) {
  return orientation >= 5 ? { width: height, height: width } : { width, height }
}

/** A resolution as a catalogue keeps it; what no scanner has is not kept. */
export const plausiblePixelsPerInch = (value: number): number | null =>
  Number.isFinite(value) && value >= 10 && value <= 100_000 ? Math.round(value * 100) / 100 : null
