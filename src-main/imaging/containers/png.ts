/** The header of a PNG (ISO/IEC 15948), and whether its chunks run to IEND. */
import { checkMemory, checkSize, damaged, truncated } from '../bounds.ts'
import { plausiblePixelsPerInch, type Colour, type Image } from '../image.ts'
import type { Reader } from '../reader.ts'
import { readExif } from './exif.ts'

const COLOURS: Record<number, { colour: Colour; samples: number }> = {
  0: { colour: 'grey', samples: 1 },
  2: { colour: 'rgb', samples: 3 },
  3: { colour: 'palette', samples: 1 },
  4: { colour: 'grey', samples: 2 },
  6: { colour: 'rgb', samples: 4 },
}
const MOST_EXIF = 1 << 20

/** @throws scanDamaged, scanTruncated, scanTooLarge */
export async function readPng(reader: Reader): Promise<Image> {
  const header = await reader.bytes(8, 25)
  if (header.length < 25) throw truncated(reader)
  if (header.readUInt32BE(0) !== 13 || header.toString('latin1', 4, 8) !== 'IHDR') throw damaged(reader)
  const [width, height] = [header.readUInt32BE(8), header.readUInt32BE(12)]
  const bitDepth = header.readUInt8(16)
  const kind = COLOURS[header.readUInt8(17)]
  if (!kind) throw damaged(reader)
  checkSize(reader, width, height)
  // An interlaced image comes in seven passes over the whole of it.
  if (header.readUInt8(20) === 1) checkMemory(reader, width, height, kind.samples * (bitDepth === 16 ? 2 : 1))
  const image: Image = {
    width,
    height,
    orientation: 1,
    pixelsPerInch: null,
    bitDepth,
    colour: kind.colour === 'grey' && bitDepth === 1 ? 'bilevel' : kind.colour,
  }
  let data = false
  for (let position = 33; ;) {
    const head = await reader.bytes(position, 8)
    if (head.length < 8) throw truncated(reader)
    const length = head.readUInt32BE(0)
    const type = head.toString('latin1', 4, 8)
    // The check sum follows the data.
    const next = position + 8 + length + 4
    if (next > reader.size) throw truncated(reader)
    if (type === 'IEND') break
    if (type === 'IDAT') data = true
    if (type === 'pHYs' && length === 9) image.pixelsPerInch = density(await reader.bytes(position + 8, 9))
    if (type === 'eXIf' && length <= MOST_EXIF) {
      image.orientation = (await readExif(await reader.bytes(position + 8, length))).orientation
    }
    position = next
  }
  if (!data) throw damaged(reader)
  return image
}

/** Pixels a metre, where the unit is the metre. */
const density = (body: Buffer): number | null =>
  body.readUInt8(8) === 1 ? plausiblePixelsPerInch(body.readUInt32BE(0) * 0.0254) : null
