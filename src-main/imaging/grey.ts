/** Small grey pictures and their summed areas, from which the mean of any rectangle is known at once. */

export interface Grey {
  readonly width: number
  readonly height: number
  /** Row by row, one value for a pixel. */
  readonly data: ArrayLike<number>
}

export interface Summed extends Grey {
  /** Sums of values and of squares of all pixels above and to the left; one row and column more than the picture. */
  readonly sums: Float64Array
  readonly squares: Float64Array
}

export function sumsOf(image: Grey): Summed {
  const { width, height, data } = image
  const across = width + 1
  const sums = new Float64Array(across * (height + 1))
  const squares = new Float64Array(across * (height + 1))
  for (let y = 0; y < height; y++) {
    let [sum, square] = [0, 0]
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x] ?? 0
      sum += value
      square += value * value
      sums[(y + 1) * across + x + 1] = (sums[y * across + x + 1] ?? 0) + sum
      squares[(y + 1) * across + x + 1] = (squares[y * across + x + 1] ?? 0) + square
    }
  }
  return { width, height, data, sums, squares }
}

const inRectangle = (
  sums: Float64Array,
  across: number,
  x: number,
  y: number,
  right: number,
  bottom: number,
) =>
  (sums[bottom * across + right] ?? 0) -
  (sums[y * across + right] ?? 0) -
  (sums[bottom * across + x] ?? 0) +
  (sums[y * across + x] ?? 0)

/** Mean and standard deviation of a rectangle of whole pixels. */
export function greyOf(
  { sums, squares, width: all }: Summed,
  x: number,
  y: number,
  width: number,
  height: number,
) {
  const count = width * height
  const mean = inRectangle(sums, all + 1, x, y, x + width, y + height) / count
  const square = inRectangle(squares, all + 1, x, y, x + width, y + height) / count
  return { mean, deviation: Math.sqrt(Math.max(0, square - mean * mean)) }
}

/** The picture with one pixel for each square of `per` pixels, which need be no whole number. */
export function sampled(image: Summed, per: number): Grey {
  const width = Math.max(1, Math.floor(image.width / per))
  const height = Math.max(1, Math.floor(image.height / per))
  const data = new Float32Array(width * height)
  // Sums along a row are taken at the same places for every pixel of it.
  const upper = new Float64Array(width + 1)
  const lower = new Float64Array(width + 1)
  sumsAlong(image, 0, per, upper)
  for (let y = 0; y < height; y++) {
    sumsAlong(image, (y + 1) * per, per, lower)
    for (let x = 0; x < width; x++) {
      const sum = (lower[x + 1] ?? 0) - (upper[x + 1] ?? 0) - (lower[x] ?? 0) + (upper[x] ?? 0)
      data[y * width + x] = sum / (per * per)
    }
    upper.set(lower)
  }
  return { width, height, data }
}

/** Sums of all that is above a line and to the left of its points, between the pixels in proportion. */
function sumsAlong({ sums, width, height }: Summed, y: number, per: number, into: Float64Array): void {
  const across = width + 1
  const row = Math.min(height, Math.floor(y))
  const next = Math.min(height, row + 1)
  const down = Math.min(y, height) - row
  for (let index = 0; index < into.length; index++) {
    const x = Math.min(width, index * per)
    const column = Math.floor(x)
    const right = Math.min(width, column + 1)
    const over = x - column
    const above = (sums[row * across + column] ?? 0) * (1 - over) + (sums[row * across + right] ?? 0) * over
    const below = (sums[next * across + column] ?? 0) * (1 - over) + (sums[next * across + right] ?? 0) * over
    into[index] = above * (1 - down) + below * down
  }
}

/** The picture turned clockwise by quarters. */
export function turned(image: Grey, turn: 0 | 90 | 180 | 270): Grey {
  const { width, height, data } = image
  if (turn === 0) return image
  const [across, down] = turn === 180 ? [width, height] : [height, width]
  const out = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x] ?? 0
      if (turn === 90) out[x * across + (height - 1 - y)] = value
      else if (turn === 180) out[(height - 1 - y) * across + (width - 1 - x)] = value
      else out[(width - 1 - x) * across + y] = value
    }
  return { width: across, height: down, data: out }
}

/** The picture turned clockwise about its centre, by degrees; at the corners with what stands at its edge. */
export function skewed(image: Grey, degrees: number): Grey {
  if (degrees === 0) return image
  const { width, height, data } = image
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  const out = new Float32Array(width * height)
  const inside = (value: number, size: number) => Math.min(size - 1, Math.max(0, value))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [across, down] = [x + 0.5 - width / 2, y + 0.5 - height / 2]
      const fromX = inside(cos * across + sin * down + width / 2 - 0.5, width)
      const fromY = inside(cos * down - sin * across + height / 2 - 0.5, height)
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)]
      const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)]
      const [over, under] = [fromX - left, fromY - top]
      const upper = (data[top * width + left] ?? 0) * (1 - over) + (data[top * width + right] ?? 0) * over
      const lower =
        (data[bottom * width + left] ?? 0) * (1 - over) + (data[bottom * width + right] ?? 0) * over
      out[y * width + x] = upper * (1 - under) + lower * under
    }
  return { width, height, data: out }
}

/** Half the side of the square around a pixel with which it is compared. */
const AROUND = 8

/**
 * What differs from its surroundings, its row and its column there: words and gaps, without light, margins, and the even
 * lines that all pages of a form have in common.
 */
export function detailOf(image: Grey): Grey {
  const { width, height, data } = image
  const sums = sumsOf(image)
  const out = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [left, top] = [Math.max(0, x - AROUND), Math.max(0, y - AROUND)]
      const right = Math.min(width, x + AROUND + 1)
      const bottom = Math.min(height, y + AROUND + 1)
      const mean = (fromX: number, fromY: number, toX: number, toY: number) =>
        inRectangle(sums.sums, width + 1, fromX, fromY, toX, toY) / ((toX - fromX) * (toY - fromY))
      const [row, column] = [mean(left, y, right, y + 1), mean(x, top, x + 1, bottom)]
      out[y * width + x] = (data[y * width + x] ?? 0) - row - column + mean(left, top, right, bottom)
    }
  return { width, height, data: out }
}

/**
 * Correlation, from -1 to 1, of the part of two pictures that lies on each other when the second is shifted against
 * the first: pixel (x, y) of the first on (x + dx, y + dy) of the second. -1 where too little does.
 */
export function correlation(first: Summed, second: Summed, dx: number, dy: number, overlap: number): number {
  const [left, top] = [Math.max(0, -dx), Math.max(0, -dy)]
  const width = Math.min(first.width, second.width - dx) - left
  const height = Math.min(first.height, second.height - dy) - top
  if (width <= 0 || height <= 0) return -1
  const smaller = Math.min(first.width * first.height, second.width * second.height)
  if (width * height < overlap * smaller) return -1
  const one = greyOf(first, left, top, width, height)
  const other = greyOf(second, left + dx, top + dy, width, height)
  if (one.deviation < 1e-3 || other.deviation < 1e-3) return -1
  let product = 0
  for (let y = top; y < top + height; y++) {
    let from = y * first.width + left
    let against = (y + dy) * second.width + left + dx
    for (let x = 0; x < width; x++) product += (first.data[from++] ?? 0) * (second.data[against++] ?? 0)
  }
  return (product / (width * height) - one.mean * other.mean) / (one.deviation * other.deviation)
}
