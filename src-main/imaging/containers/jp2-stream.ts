/** A codestream of JPEG 2000 (ISO/IEC 15444-1, annex A): its size, its tiles, and where the parts of these lie. */
import { checkMemory, checkSize, damaged, MOST_MEMORY, truncated, unsupported } from '../bounds.ts'
import { REACH } from '../codestream/cut.ts'
import { MOST_PLACES } from '../codestream/packets.ts'
import { blockGrid, blockSize, readMarkers, type Markers } from '../codestream/grid.ts'
import type { Reader } from '../reader.ts'

export interface Codestream {
  width: number
  height: number
  /** The image's upper left corner and its size lie on a grid; so does that of the first tile. */
  left: number
  top: number
  components: number
  bitDepth: number
  tiles: { left: number; top: number; width: number; height: number; columns: number; rows: number }
  /** From the start of the codestream to its first tile, without the index of tiles that may be among it. */
  header: Buffer
  /** In the order of the file; `length` from the start mark of the part on. */
  parts: { tile: number; at: number; length: number }[]
  /** It must be decoded tile by tile, for the whole would take too much memory. */
  byTiles: boolean
  /** So must a picture of one tile, cut along its code blocks; `tiles` are then the pieces. */
  pieces: Pieces | null
}

export interface Pieces {
  markers: Markers
  /** What is decoded with a piece on each side, so that its edges are right; whole code blocks. */
  margin: { width: number; height: number }
}

const SOC = 0xff4f
const SIZ = 0xff51
const SOT = 0xff90
const EOC = 0xffd9
/** Indexes into the parts of tiles, which are of no use where there are others. */
const TLM = 0xff55
const PLM = 0xff57
/** Heads of packets of all tiles, in one. */
const PPM = 0xff60
const MOST_COMPONENTS = 5
const MOST_PARTS = 1_000_000
const MOST_HEADER = 1 << 20

/** @throws scanDamaged, scanTruncated, scanUnsupported, scanTooLarge */
export async function readStream(reader: Reader, start: number, end: number): Promise<Codestream> {
  const head = await reader.bytes(start, 42)
  if (head.length < 42) throw truncated(reader)
  if (head.readUInt16BE(0) !== SOC || head.readUInt16BE(2) !== SIZ) throw damaged(reader)
  const at = (place: number) => head.readUInt32BE(place)
  const [right, bottom, left, top] = [at(8), at(12), at(16), at(20)]
  const [width, height] = [right - left, bottom - top]
  checkSize(reader, width, height)
  const tile = { width: at(24), height: at(28), left: at(32), top: at(36) }
  if (tile.width === 0 || tile.height === 0 || tile.left > left || tile.top > top) throw damaged(reader)
  const columns = Math.ceil((right - tile.left) / tile.width)
  const rows = Math.ceil((bottom - tile.top) / tile.height)
  const components = head.readUInt16BE(40)
  const samples = await reader.bytes(start + 42, 3 * components)
  if (components === 0 || samples.length < 3 * components || columns * rows > 65_535) throw damaged(reader)
  if (components > MOST_COMPONENTS) throw unsupported(reader, `JPEG 2000, ${components} components`)
  const bitDepth = (samples.readUInt8(0) & 0x7f) + 1
  if (bitDepth > 16) throw unsupported(reader, `JPEG 2000, ${bitDepth}-bit samples`)
  const found = await readParts(reader, start, end)
  if (new Set(found.parts.map((part) => part.tile)).size < columns * rows) throw truncated(reader)
  // The engine holds every sample as four bytes, and the picture made of them twice.
  const bytes = 4 * components + 3 * Math.min(components, 3)
  const byTiles = width * height * bytes > MOST_WHOLE && columns * rows > 1 && found.divisible
  if (byTiles) checkMemory(reader, Math.min(width, tile.width), Math.min(height, tile.height), 2 * bytes)
  const { header, parts } = found
  const pixels = width * height
  const cut = !byTiles && columns * rows === 1 && pixels * bytes > MOST_MEMORY && pixels <= MOST_IN_PIECES
  const pieces = cut && left === 0 && top === 0 ? piecesOf(header, { width, height, bytes }) : null
  if (!byTiles && !pieces) checkMemory(reader, width, height, bytes)
  return {
    width,
    height,
    left,
    top,
    components,
    bitDepth,
    tiles: pieces?.tiles ?? { ...tile, columns, rows },
    header,
    parts,
    byTiles: byTiles || pieces !== null,
    pieces,
  }
}

/** Bytes up to which it is quicker to decode all tiles at once. */
const MOST_WHOLE = 512 * 2 ** 20

interface Size {
  width: number
  height: number
}

/** The largest pieces that can be decoded each for itself within `most` bytes; null where the code blocks lie too far apart for any. */
export function piecesOf(
  header: Buffer,
  { width, height, bytes, most = MOST_MEMORY }: Size & { bytes: number; most?: number },
): (Pieces & { tiles: Codestream['tiles'] }) | null {
  const markers = readMarkers(header)
  if (!markers) return null
  const { coding } = markers
  const smallest = Math.min(
    ...coding.precincts.map((_, resolution) => {
      const block = blockSize(coding, resolution)
      return block.width * block.height
    }),
  )
  if ((width * height * coding.components) / smallest > MOST_BLOCKS) return null
  if (Math.max(width, height) > MOST_PLACES) return null
  const grid = blockGrid(coding)
  const reach = REACH * 2 ** coding.levels
  const up = (length: number, unit: number) => Math.ceil(length / unit) * unit
  const margin = { width: up(reach, grid.width), height: up(reach, grid.height) }
  const fits = (times: number) =>
    Math.min(width, times * grid.width + 2 * margin.width) *
      Math.min(height, times * grid.height + 2 * margin.height) *
      bytes <=
      most && width * times * grid.height * Math.min(coding.components, 3) <= MOST_OF_A_ROW
  let times = 1
  if (!fits(times)) return null
  while (Math.max(grid.width, grid.height) * (times + 1) <= MOST_PIECE && fits(times + 1)) times++
  const side = { width: times * grid.width, height: times * grid.height }
  const [columns, rows] = [Math.ceil(width / side.width), Math.ceil(height / side.height)]
  return { markers, margin, tiles: { ...side, left: 0, top: 0, columns, rows } }
}

/** Pixels that can be decoded piece by piece in the time that a pyramid may take, also on a busy machine. */
const MOST_IN_PIECES = 200_000_000
/** Bytes of a row of pieces, which is held until it is whole. */
const MOST_OF_A_ROW = 128 * 2 ** 20
/** Code blocks whose places can be held: in the usual size, those of all these pixels in colour. */
const MOST_BLOCKS = 220_000
/** Pixels along a piece beyond which the parts of a view would wait for more than they show. */
const MOST_PIECE = 8192

/** What has begun must be there to its end. */
async function readParts(reader: Reader, start: number, end: number) {
  const parts: Codestream['parts'] = []
  const header: Buffer[] = [await reader.bytes(start, 2)]
  let divisible = true
  let position = start + 2
  for (;;) {
    const head = await reader.bytes(position, 12)
    const marker = head.length < 2 || position >= end ? EOC : head.readUInt16BE(0)
    if (marker === EOC) break
    if (head.length < 12) throw truncated(reader)
    if (marker < SOC || parts.length === MOST_PARTS) throw damaged(reader)
    if (marker !== SOT) {
      const length = 2 + head.readUInt16BE(2)
      if (position - start + length > MOST_HEADER) throw damaged(reader)
      if (marker === PPM) divisible = false
      if (marker !== TLM && marker !== PLM) header.push(Buffer.from(await reader.bytes(position, length)))
      position += length
      continue
    }
    const stated = head.readUInt32BE(6)
    // The last part may leave its length open, up to the end mark.
    const length = stated === 0 ? end - 2 - position : stated
    if (length < 14) throw damaged(reader)
    if (position + length > end) throw truncated(reader)
    parts.push({ tile: head.readUInt16BE(4), at: position, length })
    position += length
    if (stated !== 0) continue
    const tail = await reader.bytes(position, 2)
    if (tail.length < 2 || tail.readUInt16BE(0) !== EOC) throw truncated(reader)
    break
  }
  return { parts, header: Buffer.concat(header), divisible }
}
