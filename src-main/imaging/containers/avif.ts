/** The picture that an AVIF (AV1 Image File Format 1.1) shows first, by the properties of its primary item. */
import { checkMemory, checkSize, damaged, truncated, unsupported } from '../bounds.ts'
import type { Image } from '../image.ts'
import type { Reader } from '../reader.ts'
import { boxes, contentOf, type Box } from './boxes.ts'

/** Content of a "full box" begins after its version and flags. */
const FULL = 4
const MOST_PROFILE = 16 * 2 ** 20

/** @throws scanDamaged, scanTruncated, scanUnsupported (another codec in the same boxes, as HEIC), scanTooLarge */
export async function readAvif(reader: Reader): Promise<Image> {
  const outer = await all(reader, 0, reader.size)
  const meta = outer.get('meta')?.[0]
  if (!meta) throw truncated(reader)
  const inside = await all(reader, meta.start + FULL, meta.end)
  const only = (type: string, among = inside) => {
    const box = among.get(type)?.[0]
    if (!box) throw damaged(reader)
    return box
  }
  const primary = await idIn(reader, only('pitm'))
  const properties = only('iprp')
  const within = await all(reader, properties.start, properties.end)
  const container = only('ipco', within)
  const list: Box[] = []
  for await (const box of boxes(reader, container.start, container.end)) list.push(box)
  const own: Box[] = []
  for (const box of within.get('ipma') ?? []) {
    for (const index of associations(await contentOf(reader, box), primary)) {
      const property = list[index - 1]
      if (property) own.push(property)
    }
  }
  const property = async (type: string) => {
    const box = own.find((one) => one.type === type)
    return box && contentOf(reader, box, MOST_PROFILE)
  }
  if (list.some(({ type }) => type === 'hvcC')) throw unsupported(reader, 'HEIC')
  const size = await property('ispe')
  if (!size || size.length < 12) throw damaged(reader)
  const [width, height] = [size.readUInt32BE(4), size.readUInt32BE(8)]
  checkSize(reader, width, height)
  const depths = await property('pixi')
  const bitDepth = depths?.[5] ?? 8
  const grey = depths?.[4] === 1
  // Decoded in one piece: planes, and the colours made of them.
  checkMemory(reader, width, height, bitDepth > 8 ? 12 : 8)
  const turns = ((await property('irot'))?.[0] ?? 0) & 3
  return {
    // The decoder turns and mirrors as the file says, so the picture is upright when it comes.
    width: turns % 2 === 1 ? height : width,
    height: turns % 2 === 1 ? width : height,
    orientation: 1,
    pixelsPerInch: null,
    bitDepth,
    colour: grey ? 'grey' : 'rgb',
  }
}

/** By type, in order. */
async function all(reader: Reader, start: number, end: number): Promise<Map<string, Box[]>> {
  const found = new Map<string, Box[]>()
  for await (const box of boxes(reader, start, end)) {
    found.set(box.type, [...(found.get(box.type) ?? []), box])
  }
  return found
}

async function idIn(reader: Reader, box: Box): Promise<number> {
  const body = await contentOf(reader, box)
  if (body.length < 6) throw damaged(reader)
  return body[0] === 0 ? body.readUInt16BE(FULL) : body.length < 8 ? 0 : body.readUInt32BE(FULL)
}

/** Numbers, from 1, of the properties of an item (ISO/IEC 23008-12, ItemPropertyAssociationBox). */
function associations(body: Buffer, item: number): number[] {
  const wideId = (body[0] ?? 0) >= 1
  const wideIndex = ((body[3] ?? 0) & 1) === 1
  let at = FULL + 4
  const number = (bytes: 1 | 2 | 4) => {
    const value = at + bytes > body.length ? 0 : body.readUIntBE(at, bytes)
    at += bytes
    return value
  }
  while (at < body.length) {
    const id = number(wideId ? 4 : 2)
    const indices = Array.from({ length: number(1) }, () =>
      wideIndex ? number(2) & 0x7fff : number(1) & 0x7f,
    )
    if (id === item) return indices
  }
  return []
}
