/** One tiled pyramid TIFF of a page: upright, for display, its tiles JPEGs that can be handed out as they are. */
import { mkdtemp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Sharp } from 'sharp'
import sharp from 'sharp'
import type { Sealing } from '../../platform/sealed-file/write.ts'
import { writeSealed } from '../../platform/sealed-file/write.ts'
import { MOST_PIXELS } from '../bounds.ts'
import { uprightSize } from '../image.ts'
import { deepZoom, levelSize, paddedSize, TILE_SIZE, type DeepZoom } from '../levels.ts'
import { writeBands } from './bands.ts'
import { forDisplay, load, upright, type Picture, type Size } from './picture.ts'
import { checkSecret, mayUseDisk } from './secret.ts'

/** Below 90 the writer keeps colours as YCbCr, which every reader of a bare JPEG expects. */
export const JPEG_QUALITY = 85
/** Where a pyramid is written; under a key where its scan is encrypted. */
interface Target {
  path: string
  sealing: Sealing | null
}

/** A turn needs the whole picture: up to this many bytes in memory, beyond that on the disk. */
const MOST_TURNED_IN_MEMORY = 256 * 2 ** 20
const BAND_ROWS = 512

/**
 * Writes the levels from 0 to `level` of a page; the top one has the full size when `level` is null.
 * @returns the full size of the upright page
 */
export async function writePyramid(picture: Picture, target: Target, level: number | null): Promise<Size> {
  const { page } = picture
  const size = uprightSize(page)
  const zoom = deepZoom(size.width, size.height)
  await writeLevels(picture, zoom, level ?? zoom.maxLevel, target)
  return size
}

/** Writes the levels from 0 to `level` of a picture, which is made smaller where it is larger than that level. */
export async function writeLevels(
  picture: Picture,
  zoom: DeepZoom,
  level: number,
  target: Target,
): Promise<void> {
  const { page } = picture
  const { width, height } = levelSize(zoom, level)
  const stored = page.orientation >= 5 ? { width: height, height: width } : { width, height }
  if (page.width !== stored.width || page.height !== stored.height) {
    const image = load(picture, stored).resize(stored.width, stored.height, { fit: 'fill' })
    await save(forDisplay(upright(image, page), page), zoom, level, target)
  } else if (page.orientation > 2 && page.width * page.height * 3 > MOST_TURNED_IN_MEMORY && mayUseDisk()) {
    await turnedOnDisk(picture, zoom, target)
  } else {
    // A turn needs the whole picture in memory, too.
    if (page.orientation > 2 && !mayUseDisk()) checkSecret(page.width * page.height * 3)
    await save(forDisplay(upright(load(picture), page), page), zoom, level, target)
  }
}

/** `image` has the size of that level; the margin is added here. */
async function save(image: Sharp, zoom: DeepZoom, level: number, { path, sealing }: Target): Promise<void> {
  const { width, height } = levelSize(zoom, level)
  const padded = paddedSize(zoom, level)
  const pyramid = image
    .extend({ right: padded.width - width, bottom: padded.height - height, background: '#ffffff' })
    .tiff({
      compression: 'jpeg',
      quality: JPEG_QUALITY,
      tile: true,
      tileWidth: TILE_SIZE,
      tileHeight: TILE_SIZE,
      pyramid: true,
      bigtiff: true,
    })
  if (sealing === null) await pyramid.toFile(path)
  else await writeSealed(path, sealing, await pyramid.toBuffer())
}

/**
 * A picture too large to turn in memory: first as tiles, which can be read in any order, then upright band by band,
 * each band a column or a row of the stored picture.
 */
async function turnedOnDisk(picture: Picture, zoom: DeepZoom, target: Target): Promise<void> {
  const { page } = picture
  const folder = await mkdtemp(join(dirname(target.path), '.partial-turn-'))
  try {
    const tiles = join(folder, 'tiles.tif')
    const tiling = { tile: true, tileWidth: TILE_SIZE, tileHeight: TILE_SIZE, bigtiff: true }
    await forDisplay(load(picture), page)
      .tiff({ compression: 'jpeg', quality: 89, ...tiling })
      .toFile(tiles)
    const samples = page.colour === 'grey' || page.colour === 'bilevel' ? 1 : 3
    const turned = join(folder, 'turned.tif')
    const bands = uprightBands(tiles, picture, zoom)
    await writeBands(turned, { width: zoom.width, height: zoom.height, samples, rows: BAND_ROWS, bands })
    await rm(tiles)
    const options = { limitInputPixels: MOST_PIXELS, sequentialRead: true }
    await save(
      sharp(turned, options).toColourspace(samples === 1 ? 'b-w' : 'srgb'),
      zoom,
      zoom.maxLevel,
      target,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* uprightBands(
  tiles: string,
  { page }: Picture,
  zoom: DeepZoom,
): AsyncGenerator<Uint8Array, void> {
  for (let top = 0; top < zoom.height; top += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, zoom.height - top)
    const part = storedPart(page, { top, rows })
    const image = sharp(tiles, { limitInputPixels: MOST_PIXELS, sequentialRead: false }).extract(part)
    yield await upright(image, page)
      .toColourspace(page.colour === 'grey' || page.colour === 'bilevel' ? 'b-w' : 'srgb')
      .raw()
      .toBuffer()
  }
}

/** The part of the stored picture that becomes the given rows of the upright one. */
function storedPart(
  { width, height, orientation }: Picture['page'],
  { top, rows }: { top: number; rows: number },
) {
  // Upright rows are stored rows up to 4, stored columns from 5 on; 3, 4, 7 and 8 count them from the far end.
  const fromEnd = orientation === 3 || orientation === 4 || orientation === 7 || orientation === 8
  if (orientation <= 4) return { left: 0, width, top: fromEnd ? height - top - rows : top, height: rows }
  return { top: 0, height, left: fromEnd ? width - top - rows : top, width: rows }
}
