/** The headers of JPEG 2000: a bare codestream (ISO/IEC 15444-1, annex A), or one in boxes (annex I). */
import { damaged, truncated } from '../bounds.ts'
import { plausiblePixelsPerInch, type Colour, type Image } from '../image.ts'
import type { Reader } from '../reader.ts'
import { boxes, contentOf, type Box } from './boxes.ts'
import { readStream, type Codestream } from './jp2-stream.ts'

export interface Jp2Image extends Image {
  /** The colour profile of the file (ICC) and how many samples it is for. */
  profile: { icc: Buffer; samples: number } | null
  codestream: Codestream
}

const MOST_PROFILE = 16 * 2 ** 20

/** @throws scanDamaged, scanTruncated, scanUnsupported, scanTooLarge */
export async function readCodestream(reader: Reader): Promise<Jp2Image> {
  return imageOf(await readStream(reader, 0, reader.size), { pixelsPerInch: null, profile: null })
}

/** @throws scanDamaged, scanTruncated, scanUnsupported, scanTooLarge */
export async function readJp2(reader: Reader): Promise<Jp2Image> {
  let header: Header | undefined
  for await (const box of boxes(reader, 0, reader.size)) {
    if (box.type === 'jp2h') header ??= await readHeader(reader, box)
    if (box.type !== 'jp2c') continue
    if (!header) throw damaged(reader)
    return imageOf(await readStream(reader, box.start, box.end), header)
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

function imageOf(codestream: Codestream, { colour, pixelsPerInch, profile }: Header): Jp2Image {
  const { width, height, components, bitDepth } = codestream
  const own = components < 3 ? (bitDepth === 1 ? 'bilevel' : 'grey') : 'rgb'
  return {
    width,
    height,
    orientation: 1,
    pixelsPerInch,
    bitDepth,
    colour: colour ?? own,
    profile,
    codestream,
  }
}
