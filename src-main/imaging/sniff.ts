/** What a file holds, by its content: format, pages, and every fault that can be seen without decoding a pixel. */
import { refusal } from '../shared/contract/errors.ts'
import { unsupported } from './bounds.ts'
import { readAvif } from './containers/avif.ts'
import { readGif } from './containers/gif.ts'
import { readCodestream, readJp2, type Jp2Image } from './containers/jp2.ts'
import { readJpeg } from './containers/jpeg.ts'
import { checkPdf } from './containers/pdf.ts'
import { readPng } from './containers/png.ts'
import { readTiff, type TiffPage } from './containers/tiff.ts'
import { readWebp } from './containers/webp.ts'
import { formatOf, HEAD_BYTES, type Format } from './format.ts'
import type { Image } from './image.ts'
import { openReader, type Reader } from './reader.ts'

export type Sniffed =
  | { format: 'tiff'; pages: TiffPage[] }
  | { format: 'jp2' | 'j2c'; pages: [Jp2Image] }
  | { format: Exclude<Format, 'tiff' | 'jp2' | 'j2c' | 'pdf'>; pages: [Image] }
  /** The engine that renders a PDF knows its pages. */
  | { format: 'pdf' }

/**
 * Looks at a file without decoding it. `name` is what refusals call it, by default its base name.
 * @param key of a file that is encrypted, in a process that holds no other
 * @throws fileNotFound, fileUnreadable, fileNotRegular, fileTampered; scanEmpty; scanUnsupported with the name of what it is;
 *   scanTruncated when it ends before its own structure does; scanDamaged when that makes no sense; scanTooLarge
 */
export async function sniff(path: string, name?: string, key?: Uint8Array): Promise<Sniffed> {
  const reader = await openReader(path, name, key)
  try {
    if (reader.size === 0) throw refusal('scanEmpty', { file: reader.name })
    const found = formatOf(await reader.bytes(0, HEAD_BYTES))
    if ('other' in found) throw unsupported(reader, found.other)
    return await read(reader, found.format)
  } finally {
    await reader.close()
  }
}

async function read(reader: Reader, format: Format): Promise<Sniffed> {
  switch (format) {
    case 'tiff':
      return { format, pages: await readTiff(reader) }
    case 'jpeg':
      return { format, pages: [await readJpeg(reader)] }
    case 'png':
      return { format, pages: [await readPng(reader)] }
    case 'webp':
      return { format, pages: [await readWebp(reader)] }
    case 'gif':
      return { format, pages: [await readGif(reader)] }
    case 'avif':
      return { format, pages: [await readAvif(reader)] }
    case 'jp2':
      return { format, pages: [await readJp2(reader)] }
    case 'j2c':
      return { format, pages: [await readCodestream(reader)] }
    case 'pdf':
      await checkPdf(reader)
      return { format }
  }
}
