/** Deflated data wherever they lie in bytes: what begins like gzip, like zlib, or like an entry of a ZIP archive. */
import { gzipHead } from './inflate.ts'
import type { Source } from './source.ts'

export interface Found {
  readonly kind: 'zip' | 'gzip' | 'zlib'
  /** Where it begins, and where what is deflated begins. */
  readonly at: number
  readonly from: number
  /** The name it has there, as it is written. */
  readonly name: Buffer
  /** An entry that is packed by other means, or locked. */
  readonly closed: 'encrypted' | 'unknownFormat' | null
}

const ENTRY = Buffer.from('PK\x03\x04', 'latin1')
const GZIP = Buffer.from([0x1f, 0x8b, 8])
/** What follows 0x78, by level of compression. */
const ZLIB = [0x01, 0x5e, 0x9c, 0xda].map((level) => Buffer.from([0x78, level]))
const HEAD = 30
const LONGEST_HEAD = 1 << 16
const NONE = Buffer.alloc(0)

/** In the order in which they begin. @param base offset of `bytes` in the source. */
export async function deflatedIn(bytes: Buffer, base: number, source: Source): Promise<Found[]> {
  const all: Found[] = []
  for (const at of places(bytes, ENTRY)) {
    const head = Buffer.from(await source.read(base + at, HEAD + LONGEST_HEAD))
    if (head.length < HEAD) continue
    const [flags, method] = [head.readUInt16LE(6), head.readUInt16LE(8)]
    const nameEnd = HEAD + head.readUInt16LE(26)
    const name = head.subarray(HEAD, nameEnd)
    const from = base + at + nameEnd + head.readUInt16LE(28)
    const closed = (flags & 1) !== 0 ? 'encrypted' : method === 0 || method === 8 ? null : 'unknownFormat'
    // What is stored lies open, and is looked at as it lies.
    if (method === 0 && closed === null) continue
    if (method > 99 || name.length === 0) continue
    all.push({ kind: 'zip', at: base + at, from, name, closed })
  }
  for (const at of places(bytes, GZIP)) {
    // Three bytes are met by chance; what else is fixed in the head is not.
    const [flags = 0, level = 0, system = 0] = [bytes[at + 3], bytes[at + 8], bytes[at + 9]]
    if (flags > 0x1f || ![0, 2, 4].includes(level) || (system > 13 && system !== 255)) continue
    const { length, name } = gzipHead(Buffer.from(await source.read(base + at, LONGEST_HEAD)))
    all.push({ kind: 'gzip', at: base + at, from: base + at + length, name: Buffer.from(name), closed: null })
  }
  for (const level of ZLIB) {
    for (const at of places(bytes, level)) {
      // The last kind of block there is none of.
      if (((bytes[at + 2] ?? 0) & 6) === 6) continue
      all.push({ kind: 'zlib', at: base + at, from: base + at + 2, name: NONE, closed: null })
    }
  }
  return all.sort((one, other) => one.at - other.at)
}

function* places(bytes: Buffer, sign: Buffer): Generator<number> {
  for (let at = bytes.indexOf(sign); at !== -1; at = bytes.indexOf(sign, at + 1)) yield at
}
