/** How much a picture may ask for, and the refusals that every reader of pictures shares. */
import { refusal } from '../shared/contract/errors.ts'
import type { Reader } from './reader.ts'

type Named = Pick<Reader, 'name'>

/**
 * The most pixels of one image: an A0 sheet at 1,200 dpi has 2.2 thousand million, a forged header up to 2^64. Below
 * it nothing depends on the size, for an image passes through by rows or tiles; what cannot pass so is bounded by
 * the memory it would take (`checkMemory`).
 */
export const MOST_PIXELS = 3_000_000_000
/** Where a decoder has to hold the whole image, the bytes that this may take. */
export const MOST_MEMORY = 768 * 2 ** 20

export const truncated = (reader: Named) => refusal('scanTruncated', { file: reader.name })
export const damaged = (reader: Named) => refusal('scanDamaged', { file: reader.name })
export const unsupported = (reader: Named, format: string) =>
  refusal('scanUnsupported', { file: reader.name, format })
export const tooLarge = (reader: Named, width: number, height: number, inOnePiece = false) =>
  refusal('scanTooLarge', { file: reader.name, width, height, inOnePiece })

/** @throws scanDamaged where there is no whole number of pixels, scanTooLarge with more than MOST_PIXELS */
export function checkSize(reader: Named, width: number, height: number): void {
  if (![width, height].every((side) => Number.isInteger(side) && side > 0)) throw damaged(reader)
  if (width * height > MOST_PIXELS) throw tooLarge(reader, width, height)
}

/** For formats that are decoded in one piece. @throws scanTooLarge */
export function checkMemory(reader: Named, width: number, height: number, bytesPerPixel: number): void {
  if (width * height * bytesPerPixel > MOST_MEMORY) throw tooLarge(reader, width, height, true)
}
