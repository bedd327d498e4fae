/**
 * JPEG 2000 that is too large to be decoded whole: tile by tile, each shown to the engine as a picture of its own. A tile
 * keeps its place on the grid, for that is what its coding refers to.
 */
import type { Jp2Image } from '../containers/jp2.ts'
import type { Codestream, Pieces } from '../containers/jp2-stream.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { cutOut } from '../codestream/cut.ts'
import { DamagedPackets, readPackets, type CodeBlocks } from '../codestream/packets.ts'
import { joined, type Piece } from './joined.ts'
import { pdfAround } from './jp2.ts'
import { openPdf, type Drawing, type Pdf, type Place } from './pdf.ts'
import type { Bytes } from './pdfium.ts'
import type { Size } from './picture.ts'

/** Halvings beyond which no codestream goes in practice. */
const MOST_HALVINGS = 5
const END = Buffer.of(0xff, 0xd9)

/** Bytes of decoded tiles that are kept, for a view asks for many parts of one. */
const MOST_KEPT = 48 * 2 ** 20

/** A whole piece in its full size takes longer than somebody who looks at a part of it waits for. */
const LEAST_OF_A_PIECE = 1

/** `withDrawing` answers the smallest halving of the picture that is at least as large as it was asked for. */
export function openTiled(file: Bytes, image: Jp2Image, name: string): Pdf {
  const { width, height, pixelsPerInch, codestream } = image
  const { columns, rows } = codestream.tiles
  const kept = new Map<string, Promise<Decoded>>()
  const pieces = codestream.pieces && piecesOf(file, codestream, codestream.pieces, name)

  async function decoded(row: number, column: number, halvings: number): Promise<Decoded> {
    const { part, bytes } = pieces ? pieces(row, column) : tileOf(file, codestream, row, column)
    const on = smaller(part, halvings)
    const wanted = pieces ? smaller(placeOf(codestream, row, column), halvings) : on
    const pdf = await openPdf(pdfAround(bytes, part, image.profile), name)
    try {
      return await pdf.withDrawing(0, on, (drawing) => taken(drawing, on, wanted))
    } finally {
      pdf.close()
    }
  }

  function keptTile(row: number, column: number, halvings: number): Promise<Decoded> {
    const key = [row, column, halvings].join()
    const tile = kept.get(key) ?? decoded(row, column, halvings)
    // The map's order is that of the last use.
    kept.delete(key)
    kept.set(key, tile)
    const bytes = (codestream.tiles.width * codestream.tiles.height * 3) / 4 ** halvings
    const [oldest] = kept.keys()
    if (kept.size * bytes > MOST_KEPT && kept.size > 1 && oldest !== undefined) kept.delete(oldest)
    return tile
  }

  return {
    pageCount: 1,
    page: () => ({ width, height, pixelsPerInch: pixelsPerInch ?? 72 }),
    async withDrawing(_, size, use) {
      const halvings = halvingsFor(codestream, size)
      const whole = { left: 0, width: scaled(width, halvings) }
      const first = await decoded(0, 0, halvings)
      async function* bands() {
        const most = scaled(Math.min(height, codestream.tiles.height), halvings)
        const { data, samples } = blank({ ...whole, top: 0, height: most }, first.samples)
        for (let row = 0; row < rows; row++) {
          const { top, height: high } = smaller(placeOf(codestream, row, 0), halvings)
          const band = {
            ...whole,
            top,
            height: high,
            samples,
            data: data.subarray(0, high * whole.width * samples),
          }
          for (let column = 0; column < columns; column++) {
            copy(row === 0 && column === 0 ? first : await decoded(row, column, halvings), band)
          }
          yield band.data
        }
      }
      return use({
        width: whole.width,
        height: scaled(height, halvings),
        samples: first.samples,
        rows: first.height,
        bands: bands(),
        orientation: 1,
      })
    },
    async part(place, halvings) {
      if (!joins(codestream, halvings) || (pieces && halvings < LEAST_OF_A_PIECE)) return null
      let found: Decoded | undefined
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          const on = placeOf(codestream, row, column)
          const [left, top] = [scaled(on.left, halvings), scaled(on.top, halvings)]
          const [wide, high] = [scaled(on.width, halvings), scaled(on.height, halvings)]
          const beside = left >= place.left + place.width || left + wide <= place.left
          const above = top >= place.top + place.height || top + high <= place.top
          if (beside || above) continue
          const tile = await keptTile(row, column, halvings)
          found ??= blank(place, tile.samples)
          copy(tile, found)
        }
      }
      return found ?? null
    },
    close: () => file.close(),
  }
}

/** Pixels, and where they lie in the picture. */
interface Decoded extends Place {
  samples: 1 | 3
  data: Uint8Array
}

const blank = (place: Place, samples: 1 | 3): Decoded => ({
  ...place,
  samples,
  data: new Uint8Array(place.width * place.height * samples),
})

/** Copies what lies in both. */
function copy(from: Decoded, to: Decoded): void {
  const { samples } = to
  const left = Math.max(from.left, to.left)
  const right = Math.min(from.left + from.width, to.left + to.width)
  const bottom = Math.min(from.top + from.height, to.top + to.height)
  for (let y = Math.max(from.top, to.top); y < bottom; y++) {
    const start = ((y - from.top) * from.width + left - from.left) * samples
    const row = from.data.subarray(start, start + (right - left) * samples)
    to.data.set(row, ((y - to.top) * to.width + left - to.left) * samples)
  }
}

const smaller = ({ left, top, width, height }: Place, halvings: number): Place => ({
  left: scaled(left, halvings),
  top: scaled(top, halvings),
  width: scaled(width, halvings),
  height: scaled(height, halvings),
})

const scaled = (length: number, halvings: number) => Math.ceil(length / 2 ** halvings)

/** What is wanted of a drawing, without ever holding the rest. */
async function taken({ width, samples, bands }: Drawing, on: Place, wanted: Place): Promise<Decoded> {
  const found = blank(wanted, samples)
  let top = on.top
  for await (const data of bands) {
    const height = data.length / (width * samples)
    copy({ left: on.left, top, width, height, samples, data }, found)
    top += height
  }
  return found
}

/** Halved so often, tiles must still be whole pixels, or they would not join. */
const joins = ({ left, top, tiles }: Codestream, halvings: number): boolean =>
  [left, top, tiles.left, tiles.top, tiles.width, tiles.height].every((place) => place % 2 ** halvings === 0)

function halvingsFor(stream: Codestream, wanted: Size): number {
  let halvings = 0
  while (halvings < MOST_HALVINGS) {
    const next = halvings + 1
    const enough = scaled(stream.width, next) >= wanted.width && scaled(stream.height, next) >= wanted.height
    if (!enough || !joins(stream, next)) break
    halvings = next
  }
  return halvings
}

/** The part of the picture that a tile is. */
function placeOf({ left, top, width, height, tiles }: Codestream, row: number, column: number): Place {
  const [x, y] = [tiles.left + column * tiles.width - left, tiles.top + row * tiles.height - top]
  const [fromX, fromY] = [Math.max(x, 0), Math.max(y, 0)]
  return {
    left: fromX,
    top: fromY,
    width: Math.min(x + tiles.width, width) - fromX,
    height: Math.min(y + tiles.height, height) - fromY,
  }
}

/** A codestream of one tile, and the part of the picture that it is. */
function tileOf(file: Bytes, stream: Codestream, row: number, column: number): { part: Place; bytes: Bytes } {
  const { tiles } = stream
  const part = placeOf(stream, row, column)
  const [left, top] = [stream.left + part.left, stream.top + part.top]
  const corner = [tiles.left + column * tiles.width, tiles.top + row * tiles.height]
  const header = Buffer.from(stream.header)
  // SIZ comes first: the image's far corner, its near one, the size of tiles, the corner of the first.
  const sizes = [left + part.width, top + part.height, left, top, tiles.width, tiles.height, ...corner]
  for (const [i, value] of sizes.entries()) header.writeUInt32BE(value, 8 + 4 * i)
  const own = stream.parts.filter(({ tile }) => tile === row * tiles.columns + column)
  const pieces = own.flatMap(({ at, length }): Piece[] => {
    const start = Buffer.alloc(12)
    file.read(start, at)
    start.writeUInt16BE(0, 4)
    start.writeUInt32BE(length, 6)
    return [start, { of: file, at: at + 12, length: length - 12 }]
  })
  return { part, bytes: joined([header, ...pieces, END]) }
}

/** Pieces of a picture of one tile, each with the margin that makes its edges right. @throws scanDamaged */
function piecesOf(file: Bytes, codestream: Codestream, { markers, margin }: Pieces, name: string) {
  const { width, height, header } = codestream
  const data = packetsOf(file, codestream, name)
  const whole = { left: 0, top: 0, width, height }
  let blocks: CodeBlocks
  try {
    blocks = readPackets(data, markers.coding, whole)
  } catch (error) {
    if (error instanceof DamagedPackets) throw refusal('scanDamaged', { file: name })
    throw error
  }
  const siz = header.subarray(2, 4 + header.readUInt16BE(4))
  return (row: number, column: number) => {
    const needed = placeOf(codestream, row, column)
    const [left, top] = [Math.max(0, needed.left - margin.width), Math.max(0, needed.top - margin.height)]
    const part = {
      left,
      top,
      width: Math.min(width, needed.left + needed.width + margin.width) - left,
      height: Math.min(height, needed.top + needed.height + margin.height) - top,
    }
    return { part, bytes: cutOut({ siz, markers, data, blocks }, part, needed) }
  }
}

const [SOD, PLT, COM] = [0xff93, 0xff58, 0xff64]

/** The packets of the one tile, without what stands before them. @throws scanDamaged */
function packetsOf(file: Bytes, { parts }: Codestream, name: string): Bytes {
  const mark = Buffer.alloc(4)
  const bodies = parts.map(({ at: start, length }): Piece => {
    const end = start + length
    for (let at = start + 12; at + 4 <= end + 2; at += 2 + mark.readUInt16BE(2)) {
      if (!file.read(mark.subarray(0, at + 4 <= file.size ? 4 : 2), at)) break
      const marker = mark.readUInt16BE(0)
      if (marker === SOD) return { of: file, at: at + 2, length: end - at - 2 }
      if (marker !== PLT && marker !== COM) break
    }
    throw refusal('scanDamaged', { file: name })
  })
  return joined(bodies)
}
