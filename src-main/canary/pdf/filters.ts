/** What the streams of a PDF are packed with (ISO 32000-1, 7.4), as far as text is. */
import { inflateAt } from '../inflate.ts'
import { sourceOfBytes } from '../source.ts'

/** Filters of pictures: what they make is no text. */
const PICTURES = ['DCTDecode', 'DCT', 'JPXDecode', 'CCITTFaxDecode', 'CCF', 'JBIG2Decode']
const LONG: Readonly<Record<string, string>> = {
  Fl: 'FlateDecode',
  AHx: 'ASCIIHexDecode',
  A85: 'ASCII85Decode',
  LZW: 'LZWDecode',
  RL: 'RunLengthDecode',
}

export const filtersOf = (dictionary: string): string[] => {
  const said = /\/(?:Filter|F)\s*(\[[^\]]*\]|\/[A-Za-z0-9]+)/.exec(dictionary)?.[1] ?? ''
  return (said.match(/[A-Za-z0-9]+/g) ?? []).map((name) => LONG[name] ?? name)
}

export const isPicture = (dictionary: string): boolean =>
  /\/Subtype\s*\/Image\b/.test(dictionary) || filtersOf(dictionary).some((name) => PICTURES.includes(name))

/** The bytes of a stream; null where a filter is not known, or what it unpacks is damaged or too large. */
export async function unpacked(
  bytes: Buffer,
  filters: readonly string[],
  most: number,
): Promise<Buffer | null> {
  let now: Buffer | null = bytes
  for (const name of filters) {
    if (now === null) return null
    if (name === 'FlateDecode') {
      const inflated = await inflateAt(sourceOfBytes(now), 2, most)
      now = inflated === null || inflated === 'tooLarge' ? null : inflated.bytes
    } else if (name === 'ASCIIHexDecode') now = hex(now)
    else if (name === 'ASCII85Decode') now = ascii85(now)
    else if (name === 'RunLengthDecode') now = runLength(now, most)
    else if (name === 'LZWDecode') now = lzw(now, most)
    else return null
  }
  return now
}

function hex(bytes: Buffer): Buffer {
  const digits = (bytes.toString('latin1').split('>')[0] ?? '').replace(/[^0-9A-Fa-f]/g, '')
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex')
}

function ascii85(bytes: Buffer): Buffer {
  const out: number[] = []
  let group: number[] = []
  const put = (digits: number[], count: number) => {
    const value = digits.reduce((sum, digit) => sum * 85 + digit, 0)
    for (let part = 0; part < count; part++) out.push(Math.floor(value / 256 ** (3 - part)) & 0xff)
  }
  for (const one of bytes) {
    if (one === 0x7e) break
    if (one === 0x7a && group.length === 0) out.push(0, 0, 0, 0)
    if (one < 0x21 || one > 0x75) continue
    group.push(one - 0x21)
    if (group.length < 5) continue
    put(group, 4)
    group = []
  }
  if (group.length > 1) put([...group, 84, 84, 84, 84].slice(0, 5), group.length - 1)
  return Buffer.from(out)
}

function runLength(bytes: Buffer, most: number): Buffer | null {
  const parts: Buffer[] = []
  let size = 0
  for (let at = 0; at < bytes.length && size <= most;) {
    const length = bytes[at] as number
    if (length === 128) break
    const part =
      length < 128 ? bytes.subarray(at + 1, at + 2 + length) : Buffer.alloc(257 - length, bytes[at + 1] ?? 0)
    parts.push(part)
    size += part.length
    at += length < 128 ? length + 2 : 2
  }
  return size > most ? null : Buffer.concat(parts)
}

const [CLEAR, END, FIRST] = [256, 257, 258] as const

/** Codes of 9 to 12 bits, which grow one code early. */
function lzw(bytes: Buffer, most: number): Buffer | null {
  const singles = Array.from({ length: FIRST }, (_, code) => Buffer.from([code & 0xff]))
  let table = [...singles]
  const parts: Buffer[] = []
  let before: Buffer | null = null
  let [size, width, bits, held] = [0, 9, 0, 0]
  for (const one of bytes) {
    held = ((held << 8) | one) & 0xffffff
    bits += 8
    if (bits < width) continue
    bits -= width
    const code = (held >> bits) & ((1 << width) - 1)
    if (code === END) break
    if (code === CLEAR) {
      table = [...singles]
      width = 9
      before = null
      continue
    }
    const entry: Buffer | undefined =
      table[code] ?? (before ? Buffer.concat([before, before.subarray(0, 1)]) : undefined)
    if (!entry) break
    parts.push(entry)
    size += entry.length
    if (size > most) return null
    if (before && table.length < 4096) table.push(Buffer.concat([before, entry.subarray(0, 1)]))
    before = entry
    width = table.length >= 2047 ? 12 : table.length >= 1023 ? 11 : table.length >= 511 ? 10 : 9
  }
  return Buffer.concat(parts)
}
