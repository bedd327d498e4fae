/** A page made ready for reading: what is left out is painted over, then it is turned, cleaned, straightened, made black and white. */
import type { Region, Size } from '../../../shared/domain/region.ts'
import type { OcrWork } from '../../protocol.ts'
import { picture, pixels } from './grey.ts'
import type { Grey, GreyPart } from './grey.ts'
import { skewOf } from './skew.ts'

export interface Prepared extends Grey {
  /** Degrees by which it was turned, clockwise. */
  angle: number
  /** A rectangle of the picture, on the upright page. */
  toPage(box: { x0: number; y0: number; x1: number; y1: number }): Region
}

/** The recogniser follows lines that rise less than this; turning the page costs sharpness. */
const LEAST_SKEW = 0.5

export async function prepare(part: GreyPart, work: OcrWork): Promise<Prepared> {
  const paper = paperOf(part.data)
  for (const left of work.leaveOut) paint(part, left, paper)
  let grey: Grey = part
  if (work.rotation !== 0) grey = await pixels(picture(grey).rotate(work.rotation))
  if (work.denoise) grey = await pixels(picture(grey).median(3))
  const angle = work.deskew ? await skewOf(grey) : 0
  const turned = Math.abs(angle) >= LEAST_SKEW
  const level = turned
    ? await pixels(picture(grey).rotate(angle, { background: { r: paper, g: paper, b: paper } }))
    : grey
  const clear = work.threshold ? await blackAndWhite(level) : level
  return {
    ...clear,
    angle: turned ? angle : 0,
    toPage: (box) => placed(box, { part, rotation: work.rotation, angle: turned ? angle : 0, grey, level }),
  }
}

/** The shade that most of the lighter half has. */
function paperOf(data: Uint8Array): number {
  const counts = new Uint32Array(256)
  const step = Math.max(1, Math.floor(data.length / 200_000))
  for (let i = 0; i < data.length; i += step) counts[data[i] ?? 0] = (counts[data[i] ?? 0] ?? 0) + 1
  let paper = 255
  for (let shade = 128; shade < 256; shade++) if ((counts[shade] ?? 0) > (counts[paper] ?? 0)) paper = shade
  return paper
}

/** Covers a rectangle of the page, as far as it is on this part. */
function paint({ data, width, height, region, scale }: GreyPart, left: Region, paper: number): void {
  const within = (at: number, most: number) => Math.min(most, Math.max(0, at))
  const x0 = within(Math.floor((left.x - region.x) * scale), width)
  const x1 = within(Math.ceil((left.x + left.width - region.x) * scale), width)
  const y0 = within(Math.floor((left.y - region.y) * scale), height)
  const y1 = within(Math.ceil((left.y + left.height - region.y) * scale), height)
  for (let y = y0; y < y1; y++) data.fill(paper, y * width + x0, y * width + x1)
}

const SHRUNK = 8
const DARKER = 18

/** Ink is what is darker than the paper around it, so that shadows and stains do not count as ink. */
async function blackAndWhite(grey: Grey): Promise<Grey> {
  const { width, height } = grey
  const small = {
    width: Math.max(1, Math.ceil(width / SHRUNK)),
    height: Math.max(1, Math.ceil(height / SHRUNK)),
  }
  const around = await pixels(picture(grey).resize(small.width, small.height, { fit: 'fill' }).blur(5))
  const mean = await pixels(picture(around).resize(width, height, { fit: 'fill', kernel: 'linear' }))
  const data = Buffer.alloc(grey.data.length)
  for (let i = 0; i < data.length; i++) data[i] = (grey.data[i] ?? 0) < (mean.data[i] ?? 0) - DARKER ? 0 : 255
  return { data, width, height }
}

interface Way {
  part: GreyPart
  rotation: OcrWork['rotation']
  angle: number
  /** Before it was straightened, and afterwards. */
  grey: Size
  level: Size
}

function placed(box: { x0: number; y0: number; x1: number; y1: number }, way: Way): Region {
  const corners = [
    [box.x0, box.y0],
    [box.x1, box.y0],
    [box.x0, box.y1],
    [box.x1, box.y1],
  ].map(([x = 0, y = 0]) => back(x, y, way))
  const { region, scale } = way.part
  const clamp = (value: number, from: number, length: number) =>
    Math.min(from + length, Math.max(from, value))
  const xs = corners.map(([x]) => clamp(Math.round(region.x + x / scale), region.x, region.width))
  const ys = corners.map(([, y]) => clamp(Math.round(region.y + y / scale), region.y, region.height))
  const x = Math.min(Math.min(...xs), region.x + region.width - 1)
  const y = Math.min(Math.min(...ys), region.y + region.height - 1)
  return { x, y, width: Math.max(1, Math.max(...xs) - x), height: Math.max(1, Math.max(...ys) - y) }
}

/** A point of the prepared picture, on the part as it was cut out. */
function back(x: number, y: number, { angle, grey, level, rotation, part }: Way): [number, number] {
  const turn = (-angle * Math.PI) / 180
  const [dx, dy] = [x - level.width / 2, y - level.height / 2]
  const gx = Math.cos(turn) * dx - Math.sin(turn) * dy + grey.width / 2
  const gy = Math.sin(turn) * dx + Math.cos(turn) * dy + grey.height / 2
  switch (rotation) {
    case 0:
      return [gx, gy]
    case 90:
      return [gy, part.height - gx]
    case 180:
      return [part.width - gx, part.height - gy]
    case 270:
      return [part.width - gy, gx]
  }
}
