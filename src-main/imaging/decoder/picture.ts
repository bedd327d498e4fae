/** Pixels by libvips: from a page of a file to an upright picture in sRGB (or grey) with eight bits a sample. */
import sharp, { type Sharp } from 'sharp'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { withScratchFolder } from '../../platform/scratch.ts'
import { MOST_PIXELS } from '../bounds.ts'
import type { TiffImage, TiffPage } from '../containers/tiff.ts'
import type { Image } from '../image.ts'

/** Only these loaders exist for foreign bytes; libvips knows many more, and of some does not vouch for the safety. */
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadTiffFile',
    'VipsForeignLoadJpegFile',
    'VipsForeignLoadPngFile',
    'VipsForeignLoadWebpFile',
    'VipsForeignLoadNsgifFile',
    // As it is built here, this one knows AVIF only.
    'VipsForeignLoadHeifFile',
    // The same for what is encrypted on the disk.
    'VipsForeignLoadTiffBuffer',
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
})
// Operations are never repeated here, so keeping their results only holds memory.
sharp.cache(false)
sharp.concurrency(availableParallelism())

export interface Size {
  width: number
  height: number
}

/** A page of a file that libvips reads. */
export interface Picture {
  path: string
  page: Image | TiffPage
  /** The content of a file that is encrypted. */
  bytes?: Buffer
  /** Pixels as they are stored, of a page that was drawn. */
  raw?: { data: Buffer; width: number; height: number; channels: 1 | 3 }
}

/**
 * The page as stored, read from its first row to its last, so that it is never whole in memory. Where the file keeps
 * it smaller too, the smallest version that has `atLeast` these pixels, stored as the page is.
 */
export function load(picture: Picture, atLeast: Size = picture.page): Sharp {
  const image = opened(picture, atLeast)
  const { bitDepth, colour } = picture.page
  // sharp applies a profile to eight bits a sample only as it should: colours of sixteen it leaves in a wider space.
  return bitDepth !== null && bitDepth > 8 && colour !== 'cmyk'
    ? image.pipelineColourspace(spaceOf(picture.page))
    : image
}

function opened({ path, page, bytes, raw }: Picture, atLeast: Size): Sharp {
  const options = { limitInputPixels: MOST_PIXELS, sequentialRead: true, failOn: 'error' } as const
  if (raw) {
    const { data, ...size } = raw
    return sharp(data, { ...options, raw: size })
  }
  const source = bytes ?? path
  if (!('directory' in page)) return sharp(source, options)
  const { directory, subDirectory } = smallest(page, atLeast)
  const tiff = subDirectory === null ? {} : { tiff: { subifd: subDirectory } }
  // A strip or tile may be larger than libtiff takes by itself; what the memory does not hold was refused before.
  return sharp(source, { ...options, unlimited: true, page: directory, ...tiff })
}

function smallest(page: TiffPage, atLeast: Size): TiffImage {
  const enough = page.reduced.filter(
    ({ width, height, orientation, colour }) =>
      width >= atLeast.width &&
      height >= atLeast.height &&
      // The same picture in the same position, not a preview with a border or a turn of its own.
      orientation === page.orientation &&
      colour === page.colour &&
      Math.abs(width / height - page.width / page.height) < 0.02 * (page.width / page.height),
  )
  return enough.reduce<TiffImage>((least, one) => (one.width < least.width ? one : least), page)
}

/**
 * Turns a stored picture upright. EXIF and TIFF tag 274; a mirror comes before a turn.
 * It goes after `resize` in a chain: turning needs the whole picture in memory.
 */
export function upright(image: Sharp, { orientation }: Pick<Image, 'orientation'>): Sharp {
  switch (orientation) {
    case 1:
      return image
    case 2:
      return image.flop()
    case 3:
      return image.rotate(180)
    case 4:
      return image.flip()
    case 5:
      return image.flip().rotate(90)
    case 6:
      return image.rotate(90)
    case 7:
      return image.flip().rotate(270)
    case 8:
      return image.rotate(270)
  }
}

/** What a screen shows: the colour profile of the file applied, what is transparent on white paper. */
export function forDisplay(image: Sharp, page: Image | TiffPage): Sharp {
  const opaque =
    'unexplainedSample' in page && page.unexplainedSample
      ? image.removeAlpha()
      : image.flatten({ background: '#ffffff' })
  return opaque.toColourspace(spaceOf(page))
}

const spaceOf = ({ colour }: Image) => (colour === 'grey' || colour === 'bilevel' ? 'b-w' : 'srgb')

/** A copy of a picture in inks, its numbers inverted, for as long as `use` takes. */
export async function withInksInverted<T>(
  { path, page, bytes }: Picture,
  use: (picture: Picture) => Promise<T>,
): Promise<T> {
  const inverted = sharp(bytes ?? path, {
    limitInputPixels: MOST_PIXELS,
    sequentialRead: true,
    failOn: 'error',
  })
    .pipelineColourspace('cmyk')
    .negate()
    .toColourspace('cmyk')
    .keepIccProfile()
    .tiff({ compression: 'none', bigtiff: true })
  if (bytes) return use({ path, page, bytes: await inverted.toBuffer() })
  return withScratchFolder(async (folder) => {
    const copy = join(folder, 'inks.tif')
    await inverted.toFile(copy)
    return use({ path: copy, page })
  })
}
