/**
 * Two images of one page laid over each other: turns by quarters, scales, shifts and what the page lies askew are tried
 * on small grey pictures, coarse first, and the best are refined. What is compared is the correlation of the part that both show (Lewis,
 * "Fast normalized cross-correlation"); the confidence is that of the fine structure alone, so that two pages with the
 * same margins and other lines are not taken for one.
 */
import { turnedBy } from '../shared/domain/registration.ts'
import type { Registration } from '../shared/domain/registration.ts'
import { correlation, detailOf, greyOf, sampled, skewed, sumsOf, turned } from './grey.ts'
import type { Grey, Summed } from './grey.ts'

/** Long edge of the picture that is asked for, in pixels. */
export const REGISTERED_AT = 512

export interface Registered extends Registration {
  /** From 0 to 1; below 0.5 it is no better than chance between pages that are made alike. */
  readonly confidence: number
}

interface Candidate {
  turn: Registration['turn']
  /** Degrees clockwise by which the old picture is turned about its centre to lie as the new one does. */
  skew: number
  /** Pixels of the new picture for one of the old. */
  scale: number
  /** Shift in pixels of the old picture, once it is turned. */
  x: number
  y: number
  score: number
}

/**
 * Long edges at which is compared, with how many of the best go on to the next, and by how many degrees each is turned
 * to either side: a step moves the far edge by a pixel at most. Pages lie askew by a few degrees; more is seen at once.
 */
const LEVELS = [
  { edge: 48, keep: 12, skews: [0] },
  { edge: 96, keep: 6, skews: [-4, -3, -2, -1, 0, 1, 2, 3, 4] },
  { edge: 192, keep: 3, skews: [-0.5, -0.25, 0, 0.25, 0.5] },
  { edge: 384, keep: 1, skews: [-0.16, -0.08, 0, 0.08, 0.16] },
] as const
const TURNS = [0, 90, 180, 270] as const
/** Of the scale at which both would fill their images alike. */
const SCALES = Array.from({ length: 23 }, (_, index) => 1.04 ** (index - 11))
/** The largest shift, as a share of an edge. */
const SHIFT = 0.35
/** So much of the smaller of the two must lie on the other. */
const OVERLAP = 0.55
/** Contrast below which a page is blank (standard deviation of grey, of 255). */
const BLANK = 1.5

/** @param old, fresh small pictures; the sizes of the images they were made of. Null where nothing fits, as with a blank page. */
export function register(
  old: Grey & { fullWidth: number },
  fresh: Grey & { fullWidth: number },
): Registered | null {
  const sums = sumsOf(old)
  const turnedFresh = new Map(TURNS.map((turn) => [turn, sumsOf(turned(fresh, turn))]))
  if (contrastOf(sums) < BLANK || contrastOf(turnedFresh.get(0) ?? sums) < BLANK) return null
  let best = coarse(sums, turnedFresh)
  for (const level of LEVELS.slice(1)) {
    best = best
      .map((candidate) => refined(candidate, sums, turnedFresh, level))
      .sort((one, other) => other.score - one.score)
      .slice(0, level.keep)
  }
  const [found] = best
  if (!found) return null
  // Of an image laid over itself the sum comes out a little above 1.
  const confidence = Math.min(1, Math.max(0, detailScore(found, sums, turnedFresh)))
  // From small pictures to the images.
  const [perOld, perFresh] = [old.fullWidth / old.width, fresh.fullWidth / fresh.width]
  // Where the corner comes to lie when the picture is turned about its centre.
  const center = { x: old.width / 2, y: old.height / 2 }
  const corner = turnedBy(found.skew, { x: -center.x, y: -center.y })
  return {
    turn: found.turn,
    skew: found.skew,
    scale: (found.scale * perFresh) / perOld,
    x: (found.x + center.x + corner.x) * found.scale * perFresh,
    y: (found.y + center.y + corner.y) * found.scale * perFresh,
    confidence,
  }
}

type Turned = ReadonlyMap<Registration['turn'], Summed>

const at = (fresh: Turned, turn: Registration['turn']): Summed => {
  const found = fresh.get(turn)
  if (!found) throw new Error('every turn was made')
  return found
}

function coarse(old: Summed, fresh: Turned): Candidate[] {
  const { edge, keep } = LEVELS[0]
  const per = Math.max(old.width, old.height) / edge
  const small = sumsOf(sampled(old, per))
  const candidates: Candidate[] = []
  for (const turn of TURNS) {
    const image = at(fresh, turn)
    const filling = Math.sqrt((image.width * image.height) / (old.width * old.height))
    for (const factor of SCALES) {
      const scale = filling * factor
      const other = sumsOf(sampled(image, scale * per))
      let best: Candidate | null = null
      const [most, down] = [Math.round(small.width * SHIFT), Math.round(small.height * SHIFT)]
      for (let y = -down; y <= down; y++)
        for (let x = -most; x <= most; x++) {
          const score = correlation(small, other, x, y, OVERLAP)
          if (score > (best?.score ?? -1)) best = { turn, skew: 0, scale, x: x * per, y: y * per, score }
        }
      if (best) candidates.push(best)
    }
  }
  return candidates.sort((one, other) => other.score - one.score).slice(0, keep)
}

/** Angles, scales and shifts near a candidate, at a finer level. */
function refined(
  candidate: Candidate,
  old: Summed,
  fresh: Turned,
  { edge, skews }: (typeof LEVELS)[number],
): Candidate {
  const per = Math.max(1, Math.max(old.width, old.height) / edge)
  const small = sampled(old, per)
  const turnedOld = skews.map((change) => ({
    skew: candidate.skew + change,
    image: sumsOf(skewed(small, candidate.skew + change)),
  }))
  // A step of scale moves the far edge by about half a pixel.
  const step = 1 / edge
  const center = { x: small.width / 2, y: small.height / 2 }
  let best: Candidate = { ...candidate, score: -1 }
  for (let change = -3; change <= 3; change++) {
    const scale = candidate.scale * (1 + change * step)
    const other = sumsOf(sampled(at(fresh, candidate.turn), scale * per))
    // What lies in the middle stays where it is.
    const ratio = candidate.scale / scale
    const x0 = Math.round((center.x + candidate.x / per) * ratio - center.x)
    const y0 = Math.round((center.y + candidate.y / per) * ratio - center.y)
    for (const { skew, image } of turnedOld)
      for (let y = y0 - 2; y <= y0 + 2; y++)
        for (let x = x0 - 2; x <= x0 + 2; x++) {
          const score = correlation(image, other, x, y, OVERLAP)
          if (score > best.score) best = { turn: candidate.turn, skew, scale, x: x * per, y: y * per, score }
        }
  }
  return best
}

/** How well the lines and letters fit, whatever the margins do. */
function detailScore({ turn, skew, scale, x, y }: Candidate, old: Summed, fresh: Turned): number {
  const per = Math.max(1, Math.max(old.width, old.height) / LEVELS[3].edge)
  const small = sumsOf(detailOf(skewed(sampled(old, per), skew)))
  const other = sumsOf(detailOf(sampled(at(fresh, turn), scale * per)))
  return correlation(small, other, Math.round(x / per), Math.round(y / per), OVERLAP)
}

const contrastOf = (image: Summed): number => greyOf(image, 0, 0, image.width, image.height).deviation
