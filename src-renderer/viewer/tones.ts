/** Brightness, contrast, gamma and inversion as one curve, for a filter on what is drawn. */
import { TONES, PLAIN } from '../../src-main/shared/domain/page-view.ts'
import type { Adjustments } from '../../src-main/shared/domain/page-view.ts'

const STEPS = 64

export function toneOf(value: number, { brightness, contrast, gamma, inverted }: Adjustments): number {
  const lightened = Math.pow(value, 1 / gamma)
  const steepness = contrast >= 0 ? 1 + contrast / 25 : 1 + contrast / 100
  const spread = (lightened - 0.5) * steepness + 0.5 + brightness / 200
  const bounded = Math.min(1, Math.max(0, spread))
  return inverted ? 1 - bounded : bounded
}

/** The curve as `feFuncR` takes it. */
export const toneTable = (adjustments: Adjustments): string =>
  Array.from({ length: STEPS + 1 }, (_, step) => toneOf(step / STEPS, adjustments).toFixed(4)).join(' ')

/** As `feConvolveMatrix` takes it: the middle stands out from its four neighbours. */
export function sharpening(sharpness: number): string {
  const side = -sharpness / 100
  return [0, side, 0, side, 1 - 4 * side, side, 0, side, 0].join(' ')
}

export const hasTones = (adjustments: Adjustments): boolean =>
  TONES.some((name) => adjustments[name] !== PLAIN[name])
