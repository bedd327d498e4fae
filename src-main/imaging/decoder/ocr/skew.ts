/**
 * How far a page lies askew: at the right angle its rows (or, written vertically, its columns) are either full of ink
 * or empty, so that the sums of ink along them differ most (profile of projections: Postl 1986).
 */
import { picture, pixels } from './grey.ts'
import type { Grey } from './grey.ts'

/** A page of this height is enough to see lines. */
const SIDE = 1000
const MOST = 6
const MOST_POINTS = 60_000
/** A page that is hardly better when it is turned stays as it is. */
const LEAST_GAIN = 1.05

/** Degrees by which the picture is to be turned, clockwise, to stand straight; 0 where there is too little to tell. */
export async function skewOf(grey: Grey): Promise<number> {
  const scale = Math.min(1, SIDE / Math.max(grey.width, grey.height))
  const small = await pixels(
    picture(grey).resize(
      Math.max(1, Math.round(grey.width * scale)),
      Math.max(1, Math.round(grey.height * scale)),
      {
        fit: 'fill',
      },
    ),
  )
  const points = inkOf(small)
  if (points.length < 200) return 0
  const rows = scan(points, small, false)
  const columns = scan(points, small, true)
  // Which of the two the page is written in shows in which of them stands out among its angles.
  const { angle: coarse, isColumns } = rows.clarity >= columns.clarity ? rows : columns
  const { angle } = best(points, small, isColumns, coarse - 0.5, coarse + 0.5, 0.05)
  const gain = contrast(points, small, angle, isColumns) / contrast(points, small, 0, isColumns)
  return Math.abs(angle) >= MOST || gain < LEAST_GAIN ? 0 : -angle
}

/** Dark points as x, y, x, y; a share of them where there are many. */
function inkOf({ data, width, height }: Grey): Float32Array {
  let sum = 0
  for (const value of data) sum += value
  const limit = (sum / data.length) * 0.75
  const found: number[] = []
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if ((data[y * width + x] ?? 255) < limit) found.push(x, y)
  const step = Math.ceil(found.length / 2 / MOST_POINTS)
  return Float32Array.from(found.filter((_, i) => Math.floor(i / 2) % step === 0))
}

/** The best of the angles that come into question, and how much better it is than the rest of them. */
function scan(points: Float32Array, size: Grey, isColumns: boolean) {
  const { angle, most, mean } = best(points, size, isColumns, -MOST, MOST, 0.5)
  return { angle, clarity: most / mean, isColumns }
}

function best(points: Float32Array, size: Grey, isColumns: boolean, from: number, to: number, step: number) {
  let [angle, most, sum, count] = [0, -1, 0, 0]
  for (let tried = from; tried <= to + step / 2; tried += step) {
    const score = contrast(points, size, tried, isColumns)
    sum += score
    count += 1
    if (score > most) [angle, most] = [tried, score]
  }
  return { angle, most, mean: sum / count }
}

/** How unevenly ink lies along lines that rise by `angle` degrees. */
function contrast(points: Float32Array, { width, height }: Grey, angle: number, columns: boolean): number {
  const slope = Math.tan((angle * Math.PI) / 180)
  const length = columns ? width : height
  const margin = Math.ceil(Math.abs(slope) * (columns ? height : width)) + 1
  const sums = new Float64Array(length + 2 * margin)
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] ?? 0
    const y = points[i + 1] ?? 0
    const at = Math.round(columns ? x + slope * y : y - slope * x) + margin
    sums[at] = (sums[at] ?? 0) + 1
  }
  let score = 0
  for (let i = 1; i < sums.length; i++) score += ((sums[i] ?? 0) - (sums[i - 1] ?? 0)) ** 2
  return (score / (points.length / 2) ** 2) * length
}
