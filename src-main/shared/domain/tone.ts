/** Brightness, contrast, gamma and inversion as one curve, and sharpening: the same for a screen's filter and for a picture that is written. */
import { TONES, PLAIN } from './page-view.ts'
import type { Adjustments } from './page-view.ts'

/** The curve, from 0 to 1. */
export function toneOf(value: number, { brightness, contrast, gamma, inverted }: Adjustments): number {
  const lightened = Math.pow(value, 1 / gamma)
  const steepness = contrast >= 0 ? 1 + contrast / 25 : 1 + contrast / 100
  const spread = (lightened - 0.5) * steepness + 0.5 + brightness / 200
  const bounded = Math.min(1, Math.max(0, spread))
  return inverted ? 1 - bounded : bounded
}

/** What the middle of nine pixels, row by row, counts among its neighbours: it stands out from the four beside it. */
export function sharpening(sharpness: number): number[] {
  const side = -sharpness / 100
  return [0, side, 0, side, 1 - 4 * side, side, 0, side, 0]
}

export const hasTones = (adjustments: Adjustments): boolean =>
  TONES.some((name) => adjustments[name] !== PLAIN[name])
