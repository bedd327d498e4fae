/**
 * A ZIP archive written as it comes, without holding an entry. Pieces are deflated one by one, each ended on a byte, so that
 * one after the other they are one deflate stream; sizes follow each entry (APPNOTE 4.3.9).
 */
import { constants, crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly pieces: Iterable<string>
}

/** What is worth deflating at once. */
const PIECE = 1 << 18
/** The end of a deflate stream whose blocks were all marked as not the last. */
const LAST_BLOCK = Uint8Array.of(0x03, 0x00)
/** An archive without the 64-bit extension holds no larger entry. */
const LARGEST = 0xffffffff
/** 1980-01-01: the same content gives the same bytes. */
const [TIME, DATE] = [0, 0x21]
const FLAGS = 0x0808
const DEFLATED = 8

interface Written {
  name: Buffer
  crc: number
  packed: number
  size: number
  offset: number
}

export function* zip(entries: Iterable<ZipEntry>): Generator<Uint8Array> {
  const written: Written[] = []
  let offset = 0
  for (const { name, pieces } of entries) {
    const entry: Written = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset }
    const head = localHeader(entry)
    yield head
    for (const piece of gathered(pieces)) {
      const bytes = Buffer.from(piece)
      const packed = deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH })
      entry.crc = crc32(bytes, entry.crc)
      entry.size += bytes.length
      entry.packed += packed.length
      yield packed
    }
    yield LAST_BLOCK
    entry.packed += LAST_BLOCK.length
    if (entry.size > LARGEST || offset > LARGEST) throw new Error('the archive is too large for its format')
    const sizes = descriptor(entry)
    yield sizes
    offset += head.length + entry.packed + sizes.length
    written.push(entry)
  }
  let length = 0
  for (const entry of written) {
    const record = directoryRecord(entry)
    length += record.length
    yield record
  }
  yield endRecord(written.length, length, offset)
}

function* gathered(pieces: Iterable<string>): Generator<string> {
  let buffer = ''
  for (const piece of pieces) {
    buffer += piece
    if (buffer.length < PIECE) continue
    yield buffer
    buffer = ''
  }
  if (buffer !== '') yield buffer
}

/** Little-endian numbers of two and four bytes. */
function fields(...numbers: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  const bytes = Buffer.alloc(numbers.reduce((sum, [size]) => sum + size, 0))
  let at = 0
  for (const [size, value] of numbers) {
    bytes.writeUIntLE(value, at, size)
    at += size
  }
  return bytes
}

const localHeader = ({ name }: Written): Buffer =>
  Buffer.concat([
    fields(
      [4, 0x04034b50],
      [2, 20],
      [2, FLAGS],
      [2, DEFLATED],
      [2, TIME],
      [2, DATE],
      [4, 0],
      [4, 0],
      [4, 0],
      [2, name.length],
      [2, 0],
    ),
    name,
  ])

const descriptor = ({ crc, packed, size }: Written): Buffer =>
  fields([4, 0x08074b50], [4, crc], [4, packed], [4, size])

const directoryRecord = ({ name, crc, packed, size, offset }: Written): Buffer =>
  Buffer.concat([
    fields(
      [4, 0x02014b50],
      [2, 20],
      [2, 20],
      [2, FLAGS],
      [2, DEFLATED],
      [2, TIME],
      [2, DATE],
      [4, crc],
      [4, packed],
      [4, size],
      [2, name.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ),
    name,
  ])

const endRecord = (count: number, length: number, offset: number): Buffer =>
  fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, length], [4, offset], [2, 0])
