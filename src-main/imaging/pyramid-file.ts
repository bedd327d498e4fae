/**
 * Tiles out of a pyramid that the decoder wrote (a TIFF whose directories are levels, largest first, each of JPEG
 * tiles). A tile lacks only the tables that its directory keeps for all of them: put before its data they make a JPEG
 * of its own, so that handing out a tile takes one read and no decoding.
 */
import { openTiff, TAG, type Directory } from './containers/tiff-directory.ts'
import { TILE_SIZE } from './levels.ts'
import { openReader } from './reader.ts'

export interface PyramidFile {
  /** Sizes of the levels from 0 up, margins included. */
  readonly levels: readonly { width: number; height: number }[]
  /** A JPEG of 256 x 256 pixels, what lies outside the picture being white; null where there is none. */
  tile(level: number, x: number, y: number): Promise<Buffer | null>
  close(): Promise<void>
}

interface Level {
  width: number
  height: number
  columns: number
  offsets: number[]
  lengths: number[]
  /** The tables as a JPEG without data, up to its end-of-image mark. */
  tables: Buffer
}

const JPEG = 7
/** Start of image, and end of image, as two bytes each. */
const MARK = 2
const MOST_TILE_BYTES = 4 * TILE_SIZE * TILE_SIZE

/** @throws fileNotFound where there is none; scanDamaged, scanTruncated or an Error where it is not one of ours */
export async function openPyramid(path: string): Promise<PyramidFile> {
  const reader = await openReader(path)
  try {
    const levels: Level[] = []
    const tiff = await openTiff(reader)
    for await (const directory of tiff.directories()) levels.unshift(await readLevel(directory))
    return {
      levels: levels.map(({ width, height }) => ({ width, height })),
      async tile(level, x, y) {
        const found = levels[level]
        if (!found || x >= found.columns) return null
        const index = y * found.columns + x
        const [offset, length] = [found.offsets[index], found.lengths[index]]
        if (offset === undefined || length === undefined || length > MOST_TILE_BYTES) return null
        const data = await reader.bytes(offset, length)
        return Buffer.concat([found.tables, data.subarray(MARK)])
      },
      close: () => reader.close(),
    }
  } catch (error) {
    await reader.close()
    throw error
  }
}

async function readLevel(directory: Directory): Promise<Level> {
  const first = async (tag: number) => (await directory.first(tag)) ?? 0
  const width = await first(TAG.width)
  const tables = await directory.bytes(TAG.jpegTables)
  const ours =
    (await first(TAG.tileWidth)) === TILE_SIZE &&
    (await first(TAG.tileHeight)) === TILE_SIZE &&
    (await first(TAG.compression)) === JPEG &&
    tables.length > 2 * MARK
  if (!ours) throw new Error('not a pyramid of this program')
  return {
    width,
    height: await first(TAG.height),
    columns: Math.ceil(width / TILE_SIZE),
    offsets: await directory.values(TAG.tileOffsets),
    lengths: await directory.values(TAG.tileByteCounts),
    tables: tables.subarray(0, -MARK),
  }
}
