/** The pages of a TIFF, and whether the file holds all that its directories promise. */
import { checkSize, damaged, MOST_MEMORY, tooLarge, truncated, unsupported } from '../bounds.ts'
import { orientationOf, plausiblePixelsPerInch, type Colour, type Image } from '../image.ts'
import type { Reader } from '../reader.ts'
import { openTiff, TAG, type Directory } from './tiff-directory.ts'

export interface TiffImage extends Image {
  /** Position in the main chain of directories, and among the SubIFDs of that one. */
  directory: number
  subDirectory: number | null
  tiled: boolean
  /** A fourth (or second) sample that the file does not explain; it is not transparency. */
  unexplainedSample: boolean
}

export interface TiffPage extends TiffImage {
  /** The same picture, smaller, as some scanners and all pyramids keep it beside the full one. */
  reduced: TiffImage[]
}

const MOST_SUB_DIRECTORIES = 64

const COMPRESSIONS: Record<number, string> = {
  1: 'none',
  2: 'CCITT RLE',
  3: 'CCITT G3',
  4: 'CCITT G4',
  5: 'LZW',
  7: 'JPEG',
  8: 'Deflate',
  32773: 'PackBits',
  32946: 'Deflate',
}
/** Known by name, and beyond the decoder. */
const OTHER_COMPRESSIONS: Record<number, string> = {
  6: 'old-style JPEG',
  33003: 'JPEG 2000',
  33004: 'JPEG 2000',
  33005: 'JPEG 2000',
  34661: 'JBIG',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'Zstandard',
  50001: 'WebP',
  50002: 'JPEG XL',
}
const COLOURS: Record<number, Colour> = { 0: 'grey', 1: 'grey', 2: 'rgb', 3: 'palette', 5: 'cmyk', 6: 'rgb' }
const OTHER_COLOURS: Record<number, string> = {
  8: 'CIELab colours',
  9: 'CIELab colours',
  10: 'CIELab colours',
  32844: 'LogLuv colours',
  32845: 'LogLuv colours',
}
/** What a sensor saw: a grid of colour filters, or its samples before any development (DNG 1.7). */
const RAW_COLOURS = [32803, 34892]
const CAMERA_RAW = 'camera raw'

/**
 * @throws scanDamaged (circular or senseless directories), scanTruncated (data past the end), scanUnsupported (a
 *   compression, colours or a sample format that the decoder lacks; camera raw), scanTooLarge
 */
export async function readTiff(reader: Reader): Promise<TiffPage[]> {
  const tiff = await openTiff(reader)
  const pages: TiffPage[] = []
  const reducedOnly: TiffImage[] = []
  let index = 0
  for await (const directory of tiff.directories()) {
    const kind = await kindOf(directory)
    const subs = (await directory.values(TAG.subDirectories)).slice(0, MOST_SUB_DIRECTORIES)
    // Its first directory is a preview, which must not pass for the picture.
    if (await isCameraRaw(tiff, directory, subs)) throw unsupported(reader, CAMERA_RAW)
    const unneeded =
      kind === 'mask' || (kind === 'reduced' && pages.length > 0 && (await hasVastTiles(directory)))
    const image = unneeded ? null : await readImage(reader, directory, index, null)
    if (image && kind === 'page') {
      const page = { ...image, reduced: [] as TiffImage[] }
      for (const [position, offset] of subs.entries()) {
        const sub = await tiff.directoryAt(offset)
        if ((await kindOf(sub)) !== 'reduced' || (await hasVastTiles(sub))) continue
        page.reduced.push(await readImage(reader, sub, index, position))
      }
      pages.push(page)
    } else if (image) {
      // It follows the page it repeats; before the first page it is a preview, which is not needed.
      const page = pages.at(-1)
      if (page) page.reduced.push(image)
      else reducedOnly.push(image)
    }
    index++
  }
  if (pages.length > 0) return pages
  if (reducedOnly.length === 0) throw damaged(reader)
  return reducedOnly.map((image) => ({ ...image, reduced: [] }))
}

async function isCameraRaw(
  tiff: Awaited<ReturnType<typeof openTiff>>,
  directory: Directory,
  subs: readonly number[],
): Promise<boolean> {
  if ((await directory.first(TAG.dngVersion)) !== undefined) return true
  for (const offset of subs) {
    const colours = await (await tiff.directoryAt(offset)).first(TAG.photometric)
    if (colours !== undefined && RAW_COLOURS.includes(colours)) return true
  }
  return false
}

/** The last levels of a pyramid may be smaller than its tiles; libvips reads none that are much smaller. */
async function hasVastTiles(directory: Directory): Promise<boolean> {
  const [width = 0, height = 0, across = 0, down = 0] = await Promise.all(
    [TAG.width, TAG.height, TAG.tileWidth, TAG.tileHeight].map((tag) => directory.first(tag)),
  )
  return Math.max(across, down) > Math.max(LEAST_TILE, 2 * Math.max(width, height))
}

/** TIFF 6.0 NewSubfileType: bit 0 a reduced image, bit 2 a mask; the old SubfileType says 2 for reduced. */
async function kindOf(directory: Directory): Promise<'page' | 'reduced' | 'mask'> {
  const type = (await directory.first(TAG.newSubfileType)) ?? 0
  if (type & 4) return 'mask'
  return type & 1 || (await directory.first(TAG.subfileType)) === 2 ? 'reduced' : 'page'
}

async function readImage(
  reader: Reader,
  directory: Directory,
  index: number,
  subDirectory: number | null,
): Promise<TiffImage> {
  const first = async (tag: number, fallback: number) => (await directory.first(tag)) ?? fallback
  const width = await first(TAG.width, 0)
  const height = await first(TAG.height, 0)
  checkSize(reader, width, height)
  if (!directory.whole) throw truncated(reader)
  const compression = await first(TAG.compression, 1)
  if (COMPRESSIONS[compression] === undefined) {
    throw unsupported(reader, `TIFF, ${OTHER_COMPRESSIONS[compression] ?? `compression ${compression}`}`)
  }
  const bitDepth = await first(TAG.bitsPerSample, 1)
  const floating = (await first(TAG.sampleFormat, 1)) === 3
  if (![1, 2, 4, 8, 16].includes(bitDepth) || floating) {
    throw unsupported(reader, `TIFF, ${bitDepth}-bit ${floating ? 'floating point' : 'samples'}`)
  }
  const samples = await first(TAG.samplesPerPixel, 1)
  const photometric = await first(TAG.photometric, 1)
  const colour = COLOURS[photometric]
  if (colour === undefined) throw unsupported(reader, rawOrOther(photometric))
  const extra = await directory.values(TAG.extraSamples)
  const tiled = (await directory.first(TAG.tileWidth)) !== undefined
  // Subsampled colour takes fewer bytes than its samples would, so there is nothing to count.
  const countable = compression === 1 && photometric !== 6
  await checkData(reader, directory, { width, height, bitDepth, samples, countable, tiled })
  return {
    directory: index,
    subDirectory,
    width,
    height,
    orientation: orientationOf(await directory.first(TAG.orientation)),
    pixelsPerInch: await resolution(directory),
    bitDepth,
    colour: colour === 'grey' && bitDepth === 1 ? 'bilevel' : colour,
    tiled,
    unexplainedSample:
      extra.length > 0 ? extra[0] === 0 : samples === 2 || (samples === 4 && photometric === 2),
  }
}

/** Bytes of a tile, and how far its sides may go beyond the picture, that libvips takes. */
const MOST_TILE = 100_000_000
const LEAST_TILE = 256

interface Layout {
  width: number
  height: number
  bitDepth: number
  samples: number
  countable: boolean
  tiled: boolean
}

/** Every strip or tile must be there, and lie within the file. */
async function checkData(reader: Reader, directory: Directory, layout: Layout): Promise<void> {
  const { width, height, tiled } = layout
  const separate = ((await directory.first(TAG.planarConfiguration)) ?? 1) === 2
  const planes = separate ? layout.samples : 1
  const pieceWidth = tiled ? ((await directory.first(TAG.tileWidth)) ?? 0) : width
  const rows = (await directory.first(tiled ? TAG.tileHeight : TAG.rowsPerStrip)) ?? (tiled ? 0 : height)
  if (!(pieceWidth > 0 && rows > 0)) throw damaged(reader)
  if (tiled) {
    if (pieceWidth * rows * Math.ceil((layout.samples * layout.bitDepth) / 8) > MOST_TILE)
      throw tooLarge(reader, width, height, true)
    if (Math.max(pieceWidth, rows) > 2 * Math.max(width, height) + LEAST_TILE)
      throw unsupported(reader, 'TIFF, tiles larger than the picture')
  }
  const needed = planes * Math.ceil(width / pieceWidth) * Math.ceil(height / Math.min(rows, 2 ** 31))
  const offsets = await directory.values(tiled ? TAG.tileOffsets : TAG.stripOffsets)
  const counts = await directory.values(tiled ? TAG.tileByteCounts : TAG.stripByteCounts)
  if (offsets.length < needed || (counts.length > 0 && counts.length < needed)) throw damaged(reader)
  let [held, largest] = [0, 0]
  for (let i = 0; i < needed; i++) {
    const [offset = 0, count = 0] = [offsets[i], counts[i]]
    if (offset + Math.max(count, 1) > reader.size) throw truncated(reader)
    held += count
    largest = Math.max(largest, count)
  }
  // A strip is read whole, but for the one of a file that is not compressed.
  if (!(layout.countable && needed === 1) && largest > MOST_MEMORY)
    throw tooLarge(reader, width, height, true)
  if (!layout.countable) return
  const rowBytes = Math.ceil((width * layout.bitDepth * (separate ? 1 : layout.samples)) / 8)
  // Without byte counts, which uncompressed files of old may lack, the strips are taken to follow each other.
  const available = counts.length > 0 ? held : reader.size - Math.min(...offsets.slice(0, 1))
  if (available < rowBytes * height * planes) throw truncated(reader)
}

async function resolution(directory: Directory): Promise<number | null> {
  const value = await directory.first(TAG.xResolution)
  const unit = (await directory.first(TAG.resolutionUnit)) ?? 2
  if (value === undefined || (unit !== 2 && unit !== 3)) return null
  return plausiblePixelsPerInch(unit === 3 ? value * 2.54 : value)
}

const rawOrOther = (photometric: number): string =>
  RAW_COLOURS.includes(photometric)
    ? CAMERA_RAW
    : `TIFF, ${OTHER_COLOURS[photometric] ?? `colours ${photometric}`}`
