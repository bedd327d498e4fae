/**
 * JPEG 2000 that is too large to be decoded whole: tile by tile, each shown to the engine as a picture of its own. A tile
 * keeps its place on the grid, for that is what its coding refers to.
 */
import type { Jp2Image } from '../containers/jp2.ts'
import type { Codestream } from '../containers/jp2-stream.ts'
import { joined, type Piece } from './joined.ts'
import { pdfAround } from './jp2.ts'
import { openPdf, type Drawing, type Pdf } from './pdf.ts'
import type { Bytes } from './pdfium.ts'
import type { Size } from './picture.ts'

/** Halvings beyond which no codestream goes in practice. */
const MOST_HALVINGS = 5
const END = Buffer.of(0xff, 0xd9)

/** `withDrawing` answers the smallest halving of the picture that is at least as large as it was asked for. */
export function openTiled(file: Bytes, image: Jp2Image, name: string): Pdf {
  const { width, height, pixelsPerInch } = image
  return {
    pageCount: 1,
    page: () => ({ width, height, pixelsPerInch: pixelsPerInch ?? 72 }),
    async withDrawing(_, size, use) {
      const halvings = halvingsFor(image.codestream, size)
      const first = await tileAt(0, 0)
      return use({
        width: scaled(width, halvings),
        height: scaled(height, halvings),
        samples: first.samples,
        rows: scaled(Math.min(image.codestream.tiles.height, height), halvings),
        bands: bands(),
        orientation: 1,
      })

      async function* bands() {
        const { columns, rows } = image.codestream.tiles
        for (let row = 0; row < rows; row++) yield await rowOfTiles(row, columns)
      }

      async function rowOfTiles(row: number, columns: number): Promise<Uint8Array> {
        const { samples } = first
        let band: Uint8Array | undefined
        let left = 0
        for (let column = 0; column < columns; column++) {
          const tile = column === 0 && row === 0 ? first : await tileAt(row, column)
          const rowBytes = tile.width * samples
          band ??= new Uint8Array(scaled(width, halvings) * tile.height * samples)
          for (let y = 0; y < tile.height; y++) {
            band.set(
              tile.data.subarray(y * rowBytes, (y + 1) * rowBytes),
              (y * scaled(width, halvings) + left) * samples,
            )
          }
          left += tile.width
        }
        return band ?? new Uint8Array(0)
      }

      async function tileAt(row: number, column: number) {
        const { part, bytes } = tileOf(file, image.codestream, row, column)
        const small = { width: scaled(part.width, halvings), height: scaled(part.height, halvings) }
        const pdf = await openPdf(pdfAround(bytes, part, image.profile), name)
        try {
          return await pdf.withDrawing(0, small, collected)
        } finally {
          pdf.close()
        }
      }
    },
    close: () => file.close(),
  }
}

const scaled = (length: number, halvings: number) => Math.ceil(length / 2 ** halvings)

async function collected({ width, height, samples, bands }: Drawing) {
  const parts: Uint8Array[] = []
  for await (const band of bands) parts.push(band)
  return { width, height, samples, data: Buffer.concat(parts) }
}

/** Tiles must stay whole pixels, or they would not join. */
function halvingsFor({ width, height, left, top, tiles }: Codestream, wanted: Size): number {
  let halvings = 0
  while (halvings < MOST_HALVINGS) {
    const next = halvings + 1
    const joins = [left, top, tiles.left, tiles.top, tiles.width, tiles.height].every(
      (place) => place % 2 ** next === 0,
    )
    if (!joins || scaled(width, next) < wanted.width || scaled(height, next) < wanted.height) break
    halvings = next
  }
  return halvings
}

/** A codestream of one tile, and the part of the picture that it is. */
function tileOf(file: Bytes, stream: Codestream, row: number, column: number): { part: Size; bytes: Bytes } {
  const { tiles } = stream
  const cornerX = tiles.left + column * tiles.width
  const cornerY = tiles.top + row * tiles.height
  const [left, top] = [Math.max(cornerX, stream.left), Math.max(cornerY, stream.top)]
  const right = Math.min(cornerX + tiles.width, stream.left + stream.width)
  const bottom = Math.min(cornerY + tiles.height, stream.top + stream.height)
  const header = Buffer.from(stream.header)
  // SIZ comes first: the image's far corner, its near one, the size of tiles, the corner of the first.
  for (const [i, value] of [
    right,
    bottom,
    left,
    top,
    tiles.width,
    tiles.height,
    cornerX,
    cornerY,
  ].entries()) {
    header.writeUInt32BE(value, 8 + 4 * i)
  }
  const own = stream.parts.filter(({ tile }) => tile === row * tiles.columns + column)
  const pieces = own.flatMap(({ at, length }): Piece[] => {
    const start = Buffer.alloc(12)
    file.read(start, at)
    start.writeUInt16BE(0, 4)
    start.writeUInt32BE(length, 6)
    return [start, { of: file, at: at + 12, length: length - 12 }]
  })
  return { part: { width: right - left, height: bottom - top }, bytes: joined([header, ...pieces, END]) }
}
