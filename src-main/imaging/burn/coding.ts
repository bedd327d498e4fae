/** How a page of a file is coded, as far as that says how far a pixel reaches (domain/box/coding.ts). */
import type { Coding } from '../../shared/domain/box/coding.ts'
import { isStandard, readJpeg } from '../containers/jpeg.ts'
import { openTiff, TAG, type Directory } from '../containers/tiff-directory.ts'
import type { TiffPage } from '../containers/tiff.ts'
import { documentAt, sniffed } from '../decoder/files.ts'
import type { Image, Orientation } from '../image.ts'
import { keyOf } from '../decoder/secret.ts'
import { openReader } from '../reader.ts'

interface PageOfFile {
  path: string
  name: string
  frame: number
}

const LOSSLESS: Coding = { kind: 'lossless' }
const unbounded = (by: (Coding & { kind: 'unbounded' })['by']): Coding => ({ kind: 'unbounded', by })

/** @throws the refusals of `sniff`, pdfEncrypted */
export async function codingOf({ path, name, frame }: PageOfFile): Promise<Coding> {
  const found = await sniffed(path, name)
  switch (found.format) {
    case 'png':
      return found.pages[0].colour === 'palette' ? unbounded('palette') : LOSSLESS
    case 'gif':
      return unbounded('palette')
    case 'jpeg':
      return ofJpeg(found.pages[0], found.pages[0].orientation)
    case 'tiff': {
      const page = found.pages[frame]
      return page ? ofTiff(path, name, page) : unbounded('drawn')
    }
    case 'webp':
    case 'avif':
      return unbounded(found.format)
    case 'jp2':
    case 'j2c':
      return unbounded('jpeg2000')
    case 'pdf':
      return ofPdf((await documentAt(path, name, found)).filters?.(frame), name)
  }
}

const BLOCK = 8
/** Ratios of which the reach was measured. */
const RATIOS = [1, 2, 4]

/**
 * A coder that weighs a block by what comes before it (trellis quantisation) always makes tables of its own: by
 * standard tables it is told that each block was coded by itself.
 */
function ofJpeg(
  { sampling = [], standardTables }: Pick<Image, 'sampling' | 'standardTables'>,
  orientation: Orientation,
): Coding {
  if (standardTables !== true) return unbounded('ownTablesJpeg')
  const [across, down] = [sampling.map((one) => one.across), sampling.map((one) => one.down)]
  const one = { width: 1, height: 1 }
  // A single component is coded block by block, however it says it is sampled.
  if (sampling.length === 1)
    return { kind: 'jpeg', block: { width: BLOCK, height: BLOCK }, chroma: one, orientation }
  const [most, least] = [
    { width: Math.max(...across), height: Math.max(...down) },
    { width: Math.min(...across), height: Math.min(...down) },
  ]
  const chroma = { width: most.width / least.width, height: most.height / least.height }
  if (!RATIOS.includes(chroma.width) || !RATIOS.includes(chroma.height)) return unbounded('otherJpeg')
  return {
    kind: 'jpeg',
    block: { width: BLOCK * most.width, height: BLOCK * most.height },
    chroma,
    orientation,
  }
}

const HUFFMAN_TABLES = 0xc4
const END_OF_IMAGE = 0xd9
const JPEG_IN_TIFF = 7
const YCBCR = 6

async function ofTiff(path: string, name: string, page: TiffPage): Promise<Coding> {
  const reader = await openReader(path, name, keyOf(path))
  try {
    let index = 0
    for await (const directory of (await openTiff(reader)).directories())
      if (index++ === page.directory) return await ofDirectory(directory, page)
    return unbounded('otherJpeg')
  } finally {
    await reader.close()
  }
}

async function ofDirectory(directory: Directory, { colour, orientation }: TiffPage): Promise<Coding> {
  const first = async (tag: number, fallback: number) => (await directory.first(tag)) ?? fallback
  if (colour === 'palette') return unbounded('palette')
  if ((await first(TAG.compression, 1)) !== JPEG_IN_TIFF) return LOSSLESS
  if (!(await hasStandardTables(directory))) return unbounded('ownTablesJpeg')
  const halved = (await first(TAG.photometric, 0)) === YCBCR
  const [width = 2, height = 2] = halved ? await directory.values(TAG.colourSampling) : [1, 1]
  const block = { width: BLOCK * width, height: BLOCK * height }
  // Blocks begin anew with each tile and each strip.
  const tileWidth = await first(TAG.tileWidth, 0)
  const rows = tileWidth > 0 ? await first(TAG.tileHeight, 0) : await first(TAG.rowsPerStrip, 0)
  const onGrid =
    (rows % block.height === 0 || rows >= (await first(TAG.height, 0))) && tileWidth % block.width === 0
  if (!onGrid || !RATIOS.includes(width) || !RATIOS.includes(height)) return unbounded('otherJpeg')
  return { kind: 'jpeg', block, chroma: { width, height }, orientation }
}

/** The tables that all tiles share (TIFF Technical Note 2); where they have their own, nothing is known of them. */
async function hasStandardTables(directory: Directory): Promise<boolean> {
  const tables = await directory.bytes(TAG.jpegTables)
  let found = false
  for (let at = 2; at + 4 <= tables.length && tables[at + 1] !== END_OF_IMAGE;) {
    const length = tables.readUInt16BE(at + 2)
    if (tables[at + 1] === HUFFMAN_TABLES) {
      if (!isStandard(tables.subarray(at + 4, at + 2 + length))) return false
      found = true
    }
    at += 2 + length
  }
  return found
}

/** Of the one image that a page of a PDF is: its filters from the outside in, and its bytes where they are a JPEG. */
export interface PdfCoding {
  filters: readonly string[]
  indexed: boolean
  orientation: Orientation
  jpeg: Uint8Array | null
}

const PDF_LOSSLESS = [
  'FlateDecode',
  'LZWDecode',
  'RunLengthDecode',
  'CCITTFaxDecode',
  'ASCII85Decode',
  'ASCIIHexDecode',
]

async function ofPdf(coding: PdfCoding | null | undefined, name: string): Promise<Coding> {
  if (!coding) return unbounded('drawn')
  const { filters, indexed, orientation, jpeg } = coding
  if (jpeg) {
    const bytes = Buffer.from(jpeg)
    const reader = {
      name,
      size: bytes.length,
      bytes: (offset: number, length: number) => Promise.resolve(bytes.subarray(offset, offset + length)),
    }
    return ofJpeg(await readJpeg(reader), orientation)
  }
  if (filters.includes('JPXDecode')) return unbounded('jpeg2000')
  if (filters.includes('JBIG2Decode')) return unbounded('jbig2')
  if (indexed) return unbounded('palette')
  return filters.every((filter) => PDF_LOSSLESS.includes(filter)) ? LOSSLESS : unbounded('drawn')
}
