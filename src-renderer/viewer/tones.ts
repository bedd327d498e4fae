/** Tones as filters on what is drawn take them. */
import type { Adjustments } from '../../src-main/shared/domain/page-view.ts'
import { sharpening, toneOf } from '../../src-main/shared/domain/tone.ts'

const STEPS = 64

/** The curve as `feFuncR` takes it. */
export const toneTable = (adjustments: Adjustments): string =>
  Array.from({ length: STEPS + 1 }, (_, step) => toneOf(step / STEPS, adjustments).toFixed(4)).join(' ')

/** As `feConvolveMatrix` takes it. */
export const sharpeningMatrix = (sharpness: number): string => sharpening(sharpness).join(' ')
