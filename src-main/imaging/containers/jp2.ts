/** The headers of JPEG 2000: a bare codestream (ISO/IEC 15444-1, annex A), or one in boxes (annex I). */
import { checkMemory, checkSize, damaged, truncated, unsupported } from '../bounds.ts'
import { plausiblePixelsPerInch, type Colour, type Image } from '../image.ts'
import type { Reader } from '../reader.ts'
import { boxes, contentOf, type Box } from './boxes.ts'

export interface Jp2Image extends Image {
  /** The colour profile of the file (ICC) and how many samples it is for. */
  profile: { icc: Buffer; samples: number } | null
}

const SOC = 0xff4f
const SIZ = 0xff51
const SOT = 0xff90
const EOC = 0xffd9
const MOST_PROFILE = 16 * 2 ** 20
const MOST_COMPONENTS = 5

/** @throws scanDamaged, scanTruncated, scanUnsupported, scanTooLarge */
export async function readCodestream(reader: Reader): Promise<Jp2Image> {
  const image = await codestream(reader, { type: 'jp2c', start: 0, end: reader.size })
  return { ...image, profile: null }
}

/** @throws scanDamaged, scanTruncated, scanUnsupported, scanTooLarge */
export async function readJp2(reader: Reader): Promise<Jp2Image> {
  let header: Header | undefined
  for await (const box of boxes(reader, 0, reader.size)) {
    if (box.type === 'jp2h') header ??= await readHeader(reader, box)
    if (box.type !== 'jp2c') continue
    if (!header) throw damaged(reader)
    const image = await codestream(reader, box)
    const { colour = image.colour, pixelsPerInch, profile } = header
    return { ...image, colour, pixelsPerInch, profile }
  }
  throw truncated(reader)
}

interface Header {
  colour?: Colour
  pixelsPerInch: number | null
  profile: Jp2Image['profile']
}

const ENUMERATED: Record<number, Colour> = { 12: 'cmyk', 16: 'rgb', 17: 'grey', 18: 'rgb' }
const PROFILES: Record<string, { colour: Colour; samples: number }> = {
  GRAY: { colour: 'grey', samples: 1 },
  'RGB ': { colour: 'rgb', samples: 3 },
  CMYK: { colour: 'cmyk', samples: 4 },
}

async function readHeader(reader: Reader, header: Box): Promise<Header> {
  const found: Header = { pixelsPerInch: null, profile: null }
  let palette = false
  let stated = false
  for await (const box of boxes(reader, header.start, header.end)) {
    if (box.type === 'pclr') palette = true
    if (box.type === 'res ') found.pixelsPerInch = await resolution(reader, box)
    // The first statement of the colour is the one to follow; others are for readers that cannot.
    if (box.type !== 'colr' || stated) continue
    stated = true
    const body = await contentOf(reader, box, MOST_PROFILE)
    const colour = body.length >= 7 && body[0] === 1 ? ENUMERATED[body.readUInt32BE(3)] : undefined
    if (colour) found.colour = colour
    const kind = body[0] === 2 ? PROFILES[body.toString('latin1', 3 + 16, 3 + 20)] : undefined
    if (kind)
      Object.assign(found, { colour: kind.colour, profile: { icc: body.subarray(3), samples: kind.samples } })
  }
  // The profile of a palette is that of its colours, which the engine does not tell apart.
  return palette ? { ...found, colour: 'palette', profile: null } : found
}

/** That of capture before that of display; pixels a metre, as a fraction with an exponent. */
async function resolution(reader: Reader, outer: Box): Promise<number | null> {
  const found = new Map<string, number>()
  for await (const box of boxes(reader, outer.start, outer.end)) {
    const body = await contentOf(reader, box)
    if (body.length < 10) continue
    found.set(box.type, (body.readUInt16BE(4) / body.readUInt16BE(6)) * 10 ** body.readInt8(9))
  }
  const value = found.get('resc') ?? found.get('resd')
  return value === undefined ? null : plausiblePixelsPerInch(value * 0.0254)
}

async function codestream(reader: Reader, { start, end }: Box): Promise<Image> {
  const head = await reader.bytes(start, 42)
  if (head.length < 42) throw truncated(reader)
  if (head.readUInt16BE(0) !== SOC || head.readUInt16BE(2) !== SIZ) throw damaged(reader)
  const [right, bottom, left, top, tileWidth, tileHeight, tileLeft, tileTop] = Array.from(
    { length: 8 },
    (_, i) => head.readUInt32BE(8 + 4 * i),
  ) as [number, number, number, number, number, number, number, number]
  const [width, height] = [right - left, bottom - top]
  checkSize(reader, width, height)
  const count = head.readUInt16BE(40)
  const components = await reader.bytes(start + 42, 3 * count)
  if (count === 0 || components.length < 3 * count || tileWidth === 0 || tileHeight === 0)
    throw damaged(reader)
  if (count > MOST_COMPONENTS) throw unsupported(reader, `JPEG 2000, ${count} components`)
  const bitDepth = (components.readUInt8(0) & 0x7f) + 1
  if (bitDepth > 16) throw unsupported(reader, `JPEG 2000, ${bitDepth}-bit samples`)
  // The engine holds every sample as four bytes, and the picture made of them twice.
  checkMemory(reader, width, height, 4 * count + 3 * Math.min(count, 3))
  const tiles = Math.ceil((right - tileLeft) / tileWidth) * Math.ceil((bottom - tileTop) / tileHeight)
  await checkTiles(reader, start, end, tiles)
  return {
    width,
    height,
    orientation: 1,
    pixelsPerInch: null,
    bitDepth,
    colour: count < 3 ? (bitDepth === 1 ? 'bilevel' : 'grey') : 'rgb',
  }
}

/** Every tile must have begun, and what has begun must be there to its end. */
async function checkTiles(reader: Reader, start: number, end: number, tiles: number): Promise<void> {
  let position = start + 2
  const seen = new Set<number>()
  for (;;) {
    const head = await reader.bytes(position, 12)
    const marker = head.length < 2 ? EOC : head.readUInt16BE(0)
    if (marker === EOC || position >= end) break
    if (head.length < 12) throw truncated(reader)
    if (marker < SOC) throw damaged(reader)
    if (marker !== SOT) {
      position += 2 + head.readUInt16BE(2)
      continue
    }
    const length = head.readUInt32BE(6)
    seen.add(head.readUInt16BE(4))
    // The last part may leave its length open, up to the end mark.
    if (length === 0) {
      const tail = await reader.bytes(end - 2, 2)
      if (tail.length < 2 || tail.readUInt16BE(0) !== EOC) throw truncated(reader)
      break
    }
    if (length < 14) throw damaged(reader)
    if (position + length > end) throw truncated(reader)
    position += length
  }
  if (seen.size < tiles) throw truncated(reader)
}
