/**
 * Where in a picture its pixels are: they are no text, and are passed over. Everything else in the file is looked at, and so is
 * the whole of a picture that is not built as its format says.
 */
import type { Source, Stretch } from './source.ts'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const MOST_PARTS = 200_000

export async function pixelsOf(source: Source): Promise<Stretch[]> {
  const head = Buffer.from(await source.read(0, 16))
  if (head.subarray(0, 8).equals(PNG)) return png(source)
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return jpeg(source)
  if (['II*\0', 'MM\0*'].includes(head.toString('latin1', 0, 4))) return tiff(source, head[0] === 0x49)
  return []
}

async function png(source: Source): Promise<Stretch[]> {
  const stretches: Stretch[] = []
  for (let at = 8, parts = 0; parts < MOST_PARTS; parts++) {
    const head = await source.read(at, 8)
    if (head.length < 8) return []
    const [length, type] = [head.readUInt32BE(0), head.toString('latin1', 4, 8)]
    if (!/^[A-Za-z]{4}$/.test(type) || at + 12 + length > source.size) return []
    // With its head and check sum: so many small parts are one stretch.
    if (type === 'IDAT') stretches.push([at, at + 12 + length])
    if (type === 'IEND') return joined(stretches)
    at += 12 + length
  }
  return []
}

/** Data of a frame run to a marker that is neither a stuffed byte nor a restart. */
async function jpeg(source: Source): Promise<Stretch[]> {
  const stretches: Stretch[] = []
  for (let at = 2, parts = 0; parts < MOST_PARTS; parts++) {
    const head = await source.read(at, 4)
    if (head.length < 2 || head[0] !== 0xff) return []
    const marker = head[1] as number
    if (marker === 0xd9) return stretches
    if (marker === 0xff) {
      at++
      continue
    }
    if (head.length < 4) return []
    at += 2 + head.readUInt16BE(2)
    if (marker !== 0xda) continue
    const end = await endOfData(source, at)
    if (end === null) return []
    stretches.push([at, end])
    at = end
  }
  return []
}

const CHUNK = 1 << 18

async function endOfData(source: Source, from: number): Promise<number | null> {
  for (let start = from; start < source.size; start += CHUNK) {
    const bytes = await source.read(start, CHUNK + 1)
    for (let at = bytes.indexOf(0xff); at !== -1 && at < bytes.length - 1; at = bytes.indexOf(0xff, at + 1)) {
      const next = bytes[at + 1] as number
      if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return start + at
    }
  }
  return null
}

const WIDTHS: Readonly<Record<number, number>> = { 3: 2, 4: 4 }
/** Offsets and sizes of strips, and of tiles. */
const DATA = [
  [273, 279],
  [324, 325],
] as const
const MOST_ENTRIES = 4096
const MOST_VALUES = 1_000_000

async function tiff(source: Source, little: boolean): Promise<Stretch[]> {
  const u16 = (b: Buffer, at: number) => (little ? b.readUInt16LE(at) : b.readUInt16BE(at))
  const u32 = (b: Buffer, at: number) => (little ? b.readUInt32LE(at) : b.readUInt32BE(at))
  const stretches: Stretch[] = []
  const seen = new Set<number>()
  const header = Buffer.from(await source.read(0, 8))
  if (header.length < 8) return []
  for (let at = u32(header, 4); at !== 0 && seen.size < 65_535;) {
    if (seen.has(at)) return []
    seen.add(at)
    const head = await source.read(at, 2)
    const count = head.length < 2 ? 0 : u16(head, 0)
    if (count === 0 || count > MOST_ENTRIES) return []
    const body = Buffer.from(await source.read(at + 2, count * 12 + 4))
    if (body.length < count * 12 + 4) return []
    const values = async (tag: number): Promise<number[]> => {
      for (let entry = 0; entry < count * 12; entry += 12) {
        const [type, length] = [u16(body, entry + 2), u32(body, entry + 4)]
        const width = WIDTHS[type]
        if (u16(body, entry) !== tag || width === undefined || length > MOST_VALUES) continue
        const size = width * length
        const bytes =
          size <= 4
            ? body.subarray(entry + 8, entry + 8 + size)
            : Buffer.from(await source.read(u32(body, entry + 8), size))
        if (bytes.length < size) return []
        return Array.from({ length }, (_, index) =>
          width === 2 ? u16(bytes, index * 2) : u32(bytes, index * 4),
        )
      }
      return []
    }
    for (const [offsets, sizes] of DATA) {
      const lengths = await values(sizes)
      const places = await values(offsets)
      places.forEach((place, index) => stretches.push([place, place + (lengths[index] ?? 0)]))
    }
    at = u32(body, count * 12)
  }
  return joined(stretches.filter(([from, to]) => from >= 8 && to <= source.size && to > from))
}

/** In order, and those that touch as one. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const whole: [number, number][] = []
  for (const [from, to] of stretches.toSorted(([one], [other]) => one - other)) {
    const last = whole.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else whole.push([from, to])
  }
  return whole
}
