/** Orientation and resolution from an EXIF block (EXIF 2.32): a TIFF directory of its own inside another file. */
import { plausiblePixelsPerInch, orientationOf, type Orientation } from '../image.ts'
import type { Reader } from '../reader.ts'
import { openTiff, TAG } from './tiff-directory.ts'

export interface Exif {
  orientation: Orientation
  pixelsPerInch: number | null
}

/** What the block says; a senseless one says nothing, for the picture beside it may be whole. */
export async function readExif(block: Uint8Array): Promise<Exif> {
  const buffer = Buffer.from(block.buffer, block.byteOffset, block.length)
  const reader: Reader = {
    name: '',
    size: buffer.length,
    bytes: (offset, length) => Promise.resolve(buffer.subarray(offset, offset + length)),
    close: () => Promise.resolve(),
  }
  try {
    if (!['II', 'MM'].includes(buffer.toString('latin1', 0, 2))) throw new Error('no TIFF header')
    const directory = (await (await openTiff(reader)).directories().next()).value
    if (!directory) throw new Error('no directory')
    const unit = (await directory.first(TAG.resolutionUnit)) ?? 2
    const value = await directory.first(TAG.xResolution)
    return {
      orientation: orientationOf(await directory.first(TAG.orientation)),
      pixelsPerInch: value === undefined ? null : plausiblePixelsPerInch(unit === 3 ? value * 2.54 : value),
    }
  } catch {
    return { orientation: 1, pixelsPerInch: null }
  }
}
