/** The directories (IFDs) of TIFF 6.0 and BigTIFF, read by ranges from a file that may say anything. */
import { damaged, truncated } from '../bounds.ts'
import type { Reader } from '../reader.ts'

export const TAG = {
  newSubfileType: 254,
  subfileType: 255,
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  orientation: 274,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  xResolution: 282,
  planarConfiguration: 284,
  resolutionUnit: 296,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  subDirectories: 330,
  extraSamples: 338,
  sampleFormat: 339,
  jpegTables: 347,
  colourSampling: 530,
  dngVersion: 50706,
} as const

/** Bytes of one value by field type; types that are not listed are skipped. */
const WIDTHS: Record<number, number> = Object.fromEntries(
  [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8].map((width, type) => [type, width]),
)
const MOST_VALUES = 8_000_000
const MOST_ENTRIES = 4_096
const MOST_DIRECTORIES = 65_535

export interface Directory {
  readonly offset: number
  /** All values of a tag (a rational as its quotient); empty where the tag is absent. */
  values(tag: number): Promise<number[]>
  first(tag: number): Promise<number | undefined>
  /** The bytes of a tag of type BYTE or UNDEFINED. */
  bytes(tag: number): Promise<Buffer>
  /** Whether the values of all tags, read or not, lie within the file. */
  readonly whole: boolean
}

export interface TiffFile {
  /** The main chain in order. @throws scanDamaged when it runs in a circle; scanTruncated where the file ends first */
  directories(): AsyncGenerator<Directory, void>
  directoryAt(offset: number): Promise<Directory>
}

interface Entry {
  type: number
  count: number
  /** Where the values lie, in the entry itself or elsewhere. */
  at: number
}

/** @throws scanDamaged, scanTruncated */
export async function openTiff(reader: Reader): Promise<TiffFile> {
  const header = await reader.bytes(0, 16)
  if (header.length < 8) throw truncated(reader)
  const little = header.toString('latin1', 0, 2) === 'II'
  const u16 = (b: Buffer, at: number) => (little ? b.readUInt16LE(at) : b.readUInt16BE(at))
  const u32 = (b: Buffer, at: number) => (little ? b.readUInt32LE(at) : b.readUInt32BE(at))
  // Beyond 2^53 a number is inexact, but far past the end of any file all the same.
  const u64 = (b: Buffer, at: number) => Number(little ? b.readBigUInt64LE(at) : b.readBigUInt64BE(at))
  const big = u16(header, 2) === 43
  const headerSize = big ? 16 : 8
  if (header.length < headerSize) throw truncated(reader)
  const word = (b: Buffer, at: number) => (big ? u64(b, at) : u32(b, at))
  const countSize = big ? 8 : 2
  const entrySize = big ? 20 : 12
  const inline = big ? 8 : 4

  /** All of a range, or the refusal for a file that ends before it. */
  async function whole(offset: number, length: number): Promise<Buffer> {
    // A file that is nothing but a header never had what this points to; any other has lost it.
    if (offset + length > reader.size) throw reader.size <= headerSize ? damaged(reader) : truncated(reader)
    return reader.bytes(offset, length)
  }

  async function read(offset: number): Promise<{ directory: Directory; next: number }> {
    if (offset < headerSize) throw damaged(reader)
    const countBytes = await whole(offset, countSize)
    const count = big ? u64(countBytes, 0) : u16(countBytes, 0)
    if (count === 0 || count > MOST_ENTRIES) throw damaged(reader)
    const body = await whole(offset + countSize, count * entrySize + inline)
    const entries = new Map<number, Entry>()
    for (let i = 0; i < count; i++) {
      const at = i * entrySize
      const type = u16(body, at + 2)
      const valueCount = word(body, at + 4)
      const valueAt = at + 4 + (big ? 8 : 4)
      const size = (WIDTHS[type] ?? 0) * valueCount
      if (size === 0) continue
      const position = size <= inline ? offset + countSize + valueAt : word(body, valueAt)
      entries.set(u16(body, at), { type, count: valueCount, at: position })
    }
    return { directory: directory(offset, entries), next: word(body, count * entrySize) }
  }

  function directory(offset: number, entries: ReadonlyMap<number, Entry>): Directory {
    const values = async (tag: number, most = MOST_VALUES): Promise<number[]> => {
      const entry = entries.get(tag)
      if (entry === undefined) return []
      if (entry.count > MOST_VALUES) throw damaged(reader)
      const width = WIDTHS[entry.type] ?? 1
      const count = Math.min(entry.count, most)
      const buffer = await whole(entry.at, count * width)
      return Array.from({ length: count }, (_, i) => value(buffer, entry.type, i * width))
    }
    return {
      offset,
      whole: [...entries.values()].every(
        ({ type, count, at }) => at + count * (WIDTHS[type] ?? 0) <= reader.size,
      ),
      values: (tag) => values(tag),
      first: async (tag) => (await values(tag, 1))[0],
      async bytes(tag) {
        const entry = entries.get(tag)
        if (entry === undefined || WIDTHS[entry.type] !== 1) return Buffer.alloc(0)
        if (entry.count > MOST_VALUES) throw damaged(reader)
        return whole(entry.at, entry.count)
      },
    }
  }

  function value(buffer: Buffer, type: number, at: number): number {
    switch (type) {
      case 3:
      case 8:
        return u16(buffer, at)
      case 4:
      case 9:
      case 13:
        return u32(buffer, at)
      case 5:
      case 10:
        return u32(buffer, at) / u32(buffer, at + 4)
      case 16:
      case 17:
      case 18:
        return u64(buffer, at)
      case 11:
      case 12:
        return NaN
      default:
        return buffer.readUInt8(at)
    }
  }

  return {
    async *directories() {
      const seen = new Set<number>()
      for (let offset = word(header, big ? 8 : 4); offset !== 0;) {
        if (seen.has(offset) || seen.size >= MOST_DIRECTORIES) throw damaged(reader)
        seen.add(offset)
        const { directory, next } = await read(offset)
        yield directory
        offset = next
      }
      if (seen.size === 0) throw damaged(reader)
    },
    directoryAt: async (offset) => (await read(offset)).directory,
  }
}
