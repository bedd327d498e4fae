/** The header of a GIF (89a), and whether its blocks run to the trailer. A moving one is its first picture. */
import { checkMemory, checkSize, damaged, truncated } from '../bounds.ts'
import type { Image } from '../image.ts'
import type { Reader } from '../reader.ts'

/** @throws scanDamaged, scanTruncated, scanTooLarge */
export async function readGif(reader: Reader): Promise<Image> {
  const header = await reader.bytes(0, 13)
  if (header.length < 13) throw truncated(reader)
  const [width, height] = [header.readUInt16LE(6), header.readUInt16LE(8)]
  checkSize(reader, width, height)
  checkMemory(reader, width, height, 4)
  const byte = async (at: number) => {
    const found = (await reader.bytes(at, 1))[0]
    if (found === undefined) throw truncated(reader)
    return found
  }
  const colourTable = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  let position = 13 + colourTable(header.readUInt8(10))
  for (;;) {
    const kind = await byte(position)
    if (kind === 0x3b) break
    // An image descriptor with its table and code size, or an extension with its label; sub-blocks follow either.
    if (kind === 0x2c) position += 11 + colourTable(await byte(position + 9))
    else if (kind === 0x21) position += 2
    else throw damaged(reader)
    for (let length = await byte(position); length !== 0; length = await byte(position))
      position += 1 + length
    position += 1
  }
  return { width, height, orientation: 1, pixelsPerInch: null, bitDepth: 8, colour: 'palette' }
}
