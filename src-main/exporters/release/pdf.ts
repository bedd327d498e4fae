/** An item as a PDF/A-2b: its page images and nothing else; a layer of the released text where that is asked for. */
import { readFile } from 'node:fs/promises'
import type { Size } from '../../shared/domain/region.ts'
import { documentWithType, Typeface } from '../print/type.ts'
import type { ReleaseCopy, ReleaseItem } from './copy.ts'

export interface PdfPage extends Size {
  readonly number: number
  /** A PNG or JPEG that was burnt. */
  readonly path: string
  readonly pixelsPerInch: number | null
}

/** Where nothing says how large a page is. */
export const PIXELS_PER_INCH = 300
const POINTS_PER_INCH = 72
/** ISO 32000-1, annex C: a page is no larger. */
const MOST_POINTS = 14_400
const INVISIBLE = '3 Tr'

export async function* releasePdf(
  { releasedAt, textLayer, generator }: ReleaseCopy,
  item: ReleaseItem,
  pages: readonly PdfPage[],
): AsyncGenerator<Uint8Array> {
  const at = new Date(releasedAt)
  const info = {
    Title: item.name,
    Creator: generator,
    Producer: generator,
    // What stands here must stand in the metadata as well, where there is no date of a change.
    CreationDate: at,
  }
  const pdf = documentWithType({ subset: 'PDF/A-2b', pdfVersion: '1.7', info })
  const type = new Typeface()
  for (const { path, width, height, number, pixelsPerInch } of pages) {
    const scale = Math.min(
      POINTS_PER_INCH / (pixelsPerInch ?? PIXELS_PER_INCH),
      MOST_POINTS / Math.max(width, height),
    )
    const size: [number, number] = [width * scale, height * scale]
    pdf.addPage({ size, margin: 0 })
    const bytes = await readFile(path)
    if (isPng(bytes)) placePng(pdf, bytes, size)
    else pdf.image(bytes, 0, 0, { width: size[0], height: size[1] })
    if (textLayer) layer(pdf, type, wordsOn(item, number), size)
    for (let chunk = read(pdf); chunk !== null; chunk = read(pdf)) yield chunk
  }
  pdf.end()
  for await (const chunk of pdf as AsyncIterable<Uint8Array>) yield chunk
}

const read = (pdf: PDFKit.PDFDocument): Uint8Array | null =>
  (pdf as unknown as { read(): Uint8Array | null }).read()

const isPng = (bytes: Buffer): boolean => bytes.toString('latin1', 1, 4) === 'PNG'

interface Inside {
  ref(data: Record<string, unknown>): { write(chunk: Uint8Array): void; end(): void }
  page: { xobjects: Record<string, unknown> }
}

/** The rows of a PNG are those of a PDF (ISO 32000-1, 7.4.4.4): they are taken over coded as they are. */
function placePng(pdf: PDFKit.PDFDocument, png: Buffer, [width, height]: [number, number]): void {
  const [columns, rows] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const samples = png.readUInt8(25) === 0 ? 1 : 3
  const inside = pdf as unknown as Inside
  const image = inside.ref({
    Type: 'XObject',
    Subtype: 'Image',
    Width: columns,
    Height: rows,
    ColorSpace: samples === 1 ? 'DeviceGray' : 'DeviceRGB',
    BitsPerComponent: 8,
    Filter: 'FlateDecode',
    DecodeParms: { Predictor: 15, Colors: samples, BitsPerComponent: 8, Columns: columns },
  })
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') image.write(png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  image.end()
  inside.page.xobjects['I1'] = image
  pdf.addContent(`q ${String(width)} 0 0 ${String(-height)} 0 ${String(height)} cm /I1 Do Q`)
}

/** A paragraph that says no page belongs to the first. */
const wordsOn = ({ texts }: ReleaseItem, number: number): string[] =>
  texts.flatMap(({ paragraphs }) =>
    paragraphs.filter(({ page }) => (page ?? 1) === number).map(({ text }) => text),
  )

/** Paragraphs below one another, evenly: where words stand on the image would tell what stands between them. */
function layer(
  pdf: PDFKit.PDFDocument,
  type: Typeface,
  paragraphs: readonly string[],
  [width, height]: [number, number],
): void {
  if (paragraphs.length === 0) return
  const step = (height * 0.8) / paragraphs.length
  pdf.save().addContent(INVISIBLE)
  for (const [index, paragraph] of paragraphs.entries()) {
    const words = type.printable(paragraph)
    const size = Math.min(12, (width * 0.8) / Math.max(1, type.width(words, 1)))
    pdf
      .font('regular')
      .fontSize(size)
      .text(words, width * 0.1, height * 0.1 + index * step, { lineBreak: false, baseline: 'alphabetic' })
  }
  pdf.restore()
}
