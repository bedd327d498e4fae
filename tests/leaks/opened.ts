/** A file as somebody who looks for words would have it: an archive with everything in it unpacked, after its own bytes. */
import { inflateRawSync } from 'node:zlib'

const [END, RECORD] = [Buffer.from('PK\x05\x06', 'latin1'), 0x02014b50]

export function opened(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(END)
  if (bytes.toString('latin1', 0, 2) !== 'PK' || end < 0) return bytes
  const parts = [bytes]
  for (let at = bytes.readUInt32LE(end + 16); bytes.readUInt32LE(at) === RECORD;) {
    const local = bytes.readUInt32LE(at + 42)
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    parts.push(inflateRawSync(bytes.subarray(from, from + bytes.readUInt32LE(at + 20))))
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return Buffer.concat(parts)
}
