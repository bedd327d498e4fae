/** The frame header of a JPEG (ITU-T T.81, annex B), and whether its data run to the end-of-image mark. */
import { checkMemory, checkSize, damaged, truncated, unsupported } from '../bounds.ts'
import { plausiblePixelsPerInch, type Image } from '../image.ts'
import type { Reader } from '../reader.ts'
import { readExif, type Exif } from './exif.ts'

const EOI = 0xd9
const SOS = 0xda
const DHT = 0xc4
/** Sequential, Huffman-coded: what those tables are for. */
const SEQUENTIAL = [0xc0, 0xc1]
const APP0 = 0xe0
const APP1 = 0xe1
const APP14 = 0xee
const CHUNK = 1 << 20
/** What EXIF has a camera write when it knows none. */
const UNKNOWN_RESOLUTION = 72

/** @throws scanDamaged, scanTruncated, scanUnsupported (lossless, 12-bit), scanTooLarge */
export async function readJpeg(reader: Omit<Reader, 'close'>): Promise<Image> {
  let frame: Pick<Image, 'width' | 'height' | 'colour' | 'bitDepth' | 'sampling'> | undefined
  let exif: Exif | undefined
  let density: number | null = null
  let adobe = false
  let standardTables = true
  let position = 2
  for (;;) {
    const head = await reader.bytes(position, 4)
    if (head.length < 4) throw truncated(reader)
    const marker = head.readUInt8(1)
    if (head.readUInt8(0) !== 0xff) throw damaged(reader)
    // A marker may be preceded by any number of fill bytes.
    if (marker === 0xff) {
      position += 1
      continue
    }
    if (marker === EOI) throw damaged(reader)
    const length = head.readUInt16BE(2)
    const body = await reader.bytes(position + 4, length - 2)
    if (length < 2) throw damaged(reader)
    if (body.length < length - 2) throw truncated(reader)
    if (isFrame(marker)) {
      frame = readFrame(reader, marker, body)
      standardTables &&= SEQUENTIAL.includes(marker)
    }
    if (marker === APP0 && body.toString('latin1', 0, 5) === 'JFIF\0') density = jfifDensity(body)
    else if (marker === DHT) standardTables &&= isStandard(body)
    else if (marker === APP14 && body.toString('latin1', 0, 5) === 'Adobe') adobe = true
    else if (marker === APP1 && body.toString('latin1', 0, 6) === 'Exif\0\0')
      exif ??= await readExif(body.subarray(6))
    position += 2 + length
    if (marker === SOS) break
  }
  if (!frame) throw damaged(reader)
  if (!(await runsToItsEnd(reader, position))) throw truncated(reader)
  const stated = exif?.pixelsPerInch ?? UNKNOWN_RESOLUTION
  return {
    ...frame,
    standardTables,
    orientation: exif?.orientation ?? 1,
    pixelsPerInch: stated === UNKNOWN_RESOLUTION ? density : stated,
    ...(frame.colour === 'cmyk' && !adobe && { plainInks: true }),
  }
}

/** SOF0 to SOF15, among which DHT, JPG and DAC have taken a number each. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function readFrame(reader: Omit<Reader, 'close'>, marker: number, body: Buffer) {
  if (body.length < 6) throw damaged(reader)
  const [bitDepth, height, width, components] = [
    body.readUInt8(0),
    body.readUInt16BE(1),
    body.readUInt16BE(3),
    body.readUInt8(5),
  ]
  checkSize(reader, width, height)
  const process = marker & 3
  if (process === 3) throw unsupported(reader, 'lossless JPEG')
  if (bitDepth !== 8) throw unsupported(reader, `${bitDepth}-bit JPEG`)
  // A progressive image comes in passes over the whole of it, kept as two-byte coefficients.
  if (process === 2) checkMemory(reader, width, height, components === 3 ? 4 : 2 * components)
  const colour = components === 1 ? 'grey' : components === 4 ? 'cmyk' : 'rgb'
  const sampling = Array.from({ length: components }, (_, i) => body[7 + 3 * i] ?? 0x11).map((factors) => ({
    across: factors >> 4,
    down: factors & 15,
  }))
  return { width, height, bitDepth, colour, sampling } as const
}

/** How many codes there are of each length in the tables of ITU-T T.81, annex K.3: for DC and AC, of grey and colour. */
const STANDARD_LENGTHS = [
  ['00010501010101010100000000000000', '00030101010101010101010000000000'],
  ['0002010303020403050504040000017d', '00020102040403040705040400010277'],
]

/** Whether a segment defines none but the tables that every coder may take without having looked at the image. */
export function isStandard(segment: Buffer): boolean {
  for (let at = 0; at + 17 <= segment.length;) {
    const lengths = segment.subarray(at + 1, at + 17)
    const known = STANDARD_LENGTHS[(segment[at] ?? 0) >> 4] ?? []
    if (!known.includes(lengths.toString('hex'))) return false
    at += 17 + lengths.reduce((sum, count) => sum + count, 0)
  }
  return true
}

function jfifDensity(body: Buffer): number | null {
  if (body.length < 12) return null
  const [unit, x] = [body.readUInt8(7), body.readUInt16BE(8)]
  return unit === 1 || unit === 2 ? plausiblePixelsPerInch(unit === 2 ? x * 2.54 : x) : null
}

/** Later scans and their tables lie between the first data and the end, so the whole is looked through for it. */
async function runsToItsEnd(reader: Omit<Reader, 'close'>, start: number): Promise<boolean> {
  if ((await reader.bytes(reader.size - 2, 2)).equals(Buffer.of(0xff, EOI))) return true
  let carried = false
  for (let position = start; position < reader.size; position += CHUNK) {
    const chunk = await reader.bytes(position, CHUNK)
    if (carried && chunk[0] === EOI) return true
    for (let at = chunk.indexOf(0xff); at !== -1; at = chunk.indexOf(0xff, at + 1)) {
      if (chunk[at + 1] === EOI) return true
    }
    carried = chunk.at(-1) === 0xff
  }
  return false
}
