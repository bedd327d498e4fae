/** The header of a WebP (RFC 9649), and whether the file holds what it announces. A moving one is its first picture. */
import { checkMemory, checkSize, damaged, truncated } from '../bounds.ts'
import type { Image } from '../image.ts'
import type { Reader } from '../reader.ts'
import { readExif } from './exif.ts'

const MOST_EXIF = 1 << 20

/** @throws scanDamaged, scanTruncated, scanTooLarge */
export async function readWebp(reader: Reader): Promise<Image> {
  const header = await reader.bytes(0, 30)
  if (header.length < 30) throw truncated(reader)
  const end = 8 + header.readUInt32LE(4)
  if (end > reader.size) throw truncated(reader)
  const { width, height } = sizeIn(reader, header)
  checkSize(reader, width, height)
  checkMemory(reader, width, height, 4)
  const image: Image = { width, height, orientation: 1, pixelsPerInch: null, bitDepth: 8, colour: 'rgb' }
  for (let position = 12; position + 8 <= end;) {
    const head = await reader.bytes(position, 8)
    const length = head.readUInt32LE(4)
    if (head.toString('latin1', 0, 4) === 'EXIF' && length <= MOST_EXIF) {
      const block = await reader.bytes(position + 8, length)
      const prefixed = block.toString('latin1', 0, 6) === 'Exif\0\0'
      Object.assign(image, await readExif(prefixed ? block.subarray(6) : block))
    }
    // Chunks begin at even positions.
    position += 8 + length + (length & 1)
  }
  return image
}

function sizeIn(reader: Reader, header: Buffer): { width: number; height: number } {
  switch (header.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: header.readUInt16LE(26) & 0x3fff, height: header.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const bits = header.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: header.readUIntLE(24, 3) + 1, height: header.readUIntLE(27, 3) + 1 }
    default:
      throw damaged(reader)
  }
}
