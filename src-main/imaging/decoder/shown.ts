/** A page as it is shown: its part or crop, turned and straightened, with its tones; a copy, small enough for a document. */
import sharp, { type Sharp } from 'sharp'
import {
  cornersOf,
  middleOf,
  shownRegion,
  shownSize,
  turned as turnedPoint,
} from '../../shared/domain/page-view.ts'
import type { Viewed } from '../../shared/domain/page-view.ts'
import type { Region } from '../../shared/domain/region.ts'
import { hasTones, sharpening, toneOf } from '../../shared/domain/tone.ts'
import { pagePart, type PageOfFile } from './part.ts'

const QUALITY = 80
const PAPER = { r: 255, g: 255, b: 255 }

interface Pixels {
  data: Uint8Array
  width: number
  height: number
  channels: 1 | 2 | 3 | 4
}

const imageOf = ({ data, width, height, channels }: Pixels) =>
  sharp(data, { raw: { width, height, channels } })

async function taken(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels }
}

/** A JPEG that fits into a square of `box` pixels; a smaller page keeps its size. */
export async function shown(
  page: PageOfFile,
  { look, box }: { look: Viewed; box: number },
): Promise<Uint8Array> {
  const size = shownSize(look)
  const scale = Math.min(1, box / Math.max(size.width, size.height))
  const part = await pagePart(page, { region: around(look), scaleOf: () => scale, reduced: true }, taken)
  const straight = await straightened(part, look)
  const upright = look.rotation === 0 ? straight : await taken(imageOf(straight).rotate(look.rotation))
  const toned = await withTones(upright, look)
  return imageOf(toned).jpeg({ quality: QUALITY }).toBuffer()
}

/** The rectangle of the upright image in which all that is shown lies; null for the whole image. */
function around(look: Viewed): Region | null {
  if (look.adjustments.crop === null && look.part === null) return null
  const corners = cornersOf(look)
  const [across, down] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  const [x, y] = [Math.min(...across), Math.min(...down)]
  return { x, y, width: Math.max(...across) - x, height: Math.max(...down) - y }
}

async function straightened(part: Pixels & { region: Region; scale: number }, look: Viewed): Promise<Pixels> {
  const { straightening, crop } = look.adjustments
  if (straightening === 0) return part
  const turned = await taken(imageOf(part).rotate(straightening, { background: PAPER }))
  if (crop === null) return turned
  // What lies at the edge of the image has less around it: the crop is found by its middle.
  const [cropped, around] = [middleOf(shownRegion(look)), middleOf(part.region)]
  const away = turnedPoint({ x: cropped.x - around.x, y: cropped.y - around.y }, straightening)
  const [width, height] = [crop.width * part.scale, crop.height * part.scale]
  const left = Math.max(0, Math.round(turned.width / 2 + away.x * part.scale - width / 2))
  const top = Math.max(0, Math.round(turned.height / 2 + away.y * part.scale - height / 2))
  const within = (length: number, from: number, most: number) =>
    Math.max(1, Math.min(Math.round(length), most - from))
  return taken(
    imageOf(turned).extract({
      left: Math.min(left, turned.width - 1),
      top: Math.min(top, turned.height - 1),
      width: within(width, left, turned.width),
      height: within(height, top, turned.height),
    }),
  )
}

async function withTones(pixels: Pixels, { adjustments }: Viewed): Promise<Pixels> {
  if (!hasTones(adjustments)) return pixels
  const { sharpness } = adjustments
  const kernel = { width: 3, height: 3, kernel: sharpening(sharpness), scale: 1 }
  const sharp = sharpness > 0 ? await taken(imageOf(pixels).convolve(kernel)) : pixels
  const curve = Uint8Array.from({ length: 256 }, (_, value) =>
    Math.round(toneOf(value / 255, adjustments) * 255),
  )
  return { ...sharp, data: sharp.data.map((value) => curve[value] ?? value) }
}
