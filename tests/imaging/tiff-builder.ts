/** TIFFs as no well-behaved program writes them: any tags, any order of directories, anything missing. */

export interface TiffEntry {
  tag: number
  /** 1 byte, 3 short, 4 long, 5 rational (given as pairs), 7 undefined */
  type: 1 | 3 | 4 | 5 | 7
  values: number[]
}

export interface TiffDirectory {
  entries: TiffEntry[]
  /** Pixel data; tags 273 and 279 are added for it unless the entries hold them. */
  data?: Uint8Array
  /** Directories of tag 330. */
  subDirectories?: TiffDirectory[]
}

export const entry = (tag: number, type: TiffEntry['type'], ...values: number[]): TiffEntry => ({
  tag,
  type,
  values,
})

/** The tags of an uncompressed 8-bit image, grey with one sample or RGB with three, and its data. */
export function plain(
  width: number,
  height: number,
  samples: 1 | 3,
  data: Uint8Array,
  more: TiffEntry[] = [],
): TiffDirectory {
  const given = new Set(more.map(({ tag }) => tag))
  const usual = [
    entry(256, 4, width),
    entry(257, 4, height),
    entry(258, 3, ...Array.from({ length: samples }, () => 8)),
    entry(259, 3, 1),
    entry(262, 3, samples === 1 ? 1 : 2),
    entry(277, 3, samples),
    entry(278, 4, height),
  ]
  return { entries: [...usual.filter(({ tag }) => !given.has(tag)), ...more], data }
}

const WIDTHS = { 1: 1, 3: 2, 4: 4, 5: 8, 7: 1 }

/** `next` overrides where the last directory points to. */
export function buildTiff(directories: TiffDirectory[], { bigEndian = false, next = 0 } = {}): Buffer {
  const parts: Buffer[] = []
  let size = 0
  const put = (bytes: Uint8Array): number => {
    const at = size
    const padded = Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)])
    parts.push(padded)
    size += padded.length
    return at
  }
  const u16 = (n: number) => number(n, 2)
  const u32 = (n: number) => number(n, 4)
  function number(n: number, length: 2 | 4): Buffer {
    const bytes = Buffer.alloc(length)
    if (bigEndian) bytes.writeUIntBE(n, 0, length)
    else bytes.writeUIntLE(n, 0, length)
    return bytes
  }
  const values = ({ type, values: list }: TiffEntry) =>
    Buffer.concat(list.map((n) => (WIDTHS[type] === 1 ? Buffer.of(n) : WIDTHS[type] === 2 ? u16(n) : u32(n))))

  put(Buffer.concat([Buffer.from(bigEndian ? 'MM' : 'II'), u16(42), u32(0)]))
  /** Writes a directory and says where it and its link to the next one are. */
  function write({ entries, data, subDirectories = [] }: TiffDirectory): { at: number; link: number } {
    const all = [...entries]
    const has = (tag: number) => all.some((one) => one.tag === tag)
    if (data && !has(273) && !has(324)) all.push(entry(273, 4, put(data)))
    if (data && !has(279) && !has(325)) all.push(entry(279, 4, data.length))
    if (subDirectories.length > 0) all.push(entry(330, 4, ...subDirectories.map((one) => write(one).at)))
    all.sort((one, other) => one.tag - other.tag)
    const fields = all.map((one) => {
      const bytes = values(one)
      const count = one.type === 5 ? one.values.length / 2 : one.values.length
      const place =
        bytes.length <= 4 ? Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)]) : u32(put(bytes))
      return Buffer.concat([u16(one.tag), u16(one.type), u32(count), place])
    })
    const at = put(Buffer.concat([u16(all.length), ...fields, u32(0)]))
    return { at, link: at + 2 + fields.length * 12 }
  }
  const written = directories.map(write)
  const file = Buffer.concat(parts)
  for (const [i, { link }] of [{ link: 4 }, ...written].entries()) {
    u32(written[i]?.at ?? next).copy(file, link)
  }
  return file
}
