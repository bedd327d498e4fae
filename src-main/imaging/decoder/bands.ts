/** An uncompressed TIFF written band by band: what has to be assembled from parts, without ever holding the whole. */
import { open } from 'node:fs/promises'
import { checkSecret, mayUseDisk } from './secret.ts'

export interface Bands {
  width: number
  height: number
  samples: 1 | 3
  /** Rows of each band but the last. */
  rows: number
  /** From top to bottom, `width * samples` bytes a row. A band is there until the next one is asked for. */
  bands: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

/** All rows in memory. @throws fileTooLargeEncrypted */
export async function heldBands({ width, height, samples, bands }: Omit<Bands, 'rows'>): Promise<Buffer> {
  const size = width * height * samples
  if (!mayUseDisk()) checkSecret(size)
  const data = Buffer.allocUnsafe(size)
  let at = 0
  for await (const band of bands) {
    data.set(band, at)
    at += band.length
  }
  return data
}

const STRIP_BYTES = 8 * 2 ** 20

/** Writes a BigTIFF, 8 bits a sample, grey or RGB. @throws system errors of writing */
export async function writeBands(path: string, { width, height, samples, bands }: Bands): Promise<void> {
  const rowBytes = width * samples
  // Bands follow each other without a gap, so that strips need not end where they do; libtiff reads none of 50 MB.
  const rows = Math.max(1, Math.min(height, Math.floor(STRIP_BYTES / rowBytes)))
  const strips = Math.ceil(height / rows)
  const header = Buffer.alloc(16)
  header.write('II')
  header.writeUInt16LE(43, 2)
  header.writeUInt16LE(8, 4)
  header.writeBigUInt64LE(16n, 8)
  const tags: [tag: number, type: 3 | 16, values: number[]][] = [
    [256, 16, [width]],
    [257, 16, [height]],
    [258, 3, Array.from({ length: samples }, () => 8)],
    [259, 3, [1]],
    [262, 3, [samples === 1 ? 1 : 2]],
    [273, 16, []],
    [277, 3, [samples]],
    [278, 16, [rows]],
    [279, 16, []],
  ]
  const directory = Buffer.alloc(8 + tags.length * 20 + 8)
  const arrays = 16 + directory.length
  const data = arrays + strips * 16
  directory.writeBigUInt64LE(BigInt(tags.length), 0)
  for (const [i, [tag, type, values]] of tags.entries()) {
    const at = 8 + i * 20
    const perStrip = tag === 273 || tag === 279
    directory.writeUInt16LE(tag, at)
    directory.writeUInt16LE(type, at + 2)
    directory.writeBigUInt64LE(BigInt(perStrip ? strips : values.length), at + 4)
    for (const [j, value] of values.entries()) {
      if (type === 3) directory.writeUInt16LE(value, at + 12 + 2 * j)
      else directory.writeBigUInt64LE(BigInt(value), at + 12)
    }
    // A single offset stands in the entry itself, more of them in an array of their own.
    if (perStrip && strips > 1)
      directory.writeBigUInt64LE(BigInt(tag === 273 ? arrays : arrays + strips * 8), at + 12)
    else if (perStrip) directory.writeBigUInt64LE(BigInt(tag === 273 ? data : rowBytes * height), at + 12)
  }
  const places = Buffer.alloc(strips * 16)
  for (let i = 0; i < strips; i++) {
    places.writeBigUInt64LE(BigInt(data + i * rows * rowBytes), i * 8)
    places.writeBigUInt64LE(BigInt(Math.min(rows, height - i * rows) * rowBytes), (strips + i) * 8)
  }
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(Buffer.concat([header, directory, places]))
    for await (const band of bands) await file.writeFile(band)
  } finally {
    await file.close()
  }
}
