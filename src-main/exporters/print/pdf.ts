/** Pages as a PDF, with what of the typeface they need in it. */
import { setImmediate } from 'node:timers/promises'
import type { PrintedItem, PrintedPage } from '../../shared/domain/print.ts'
import { documentWithType } from './type.ts'

/** Pages are drawn so many at a time, so that a stop is heard. */
const AT_ONCE = 20

export async function* pdfOf(
  pages: Iterable<PrintedPage>,
  info: { title: string; creator: string },
): AsyncGenerator<Uint8Array> {
  const document = documentWithType({ info: { Title: info.title, Creator: info.creator } })
  let drawn = 0
  for (const { width, height, items } of pages) {
    document.addPage({ size: [width, height], margin: 0 })
    for (const item of items) draw(document, item)
    drawn += 1
    if (drawn % AT_ONCE !== 0) continue
    await setImmediate()
    for (let chunk = read(document); chunk !== null; chunk = read(document)) yield chunk
  }
  document.end()
  for await (const chunk of document as AsyncIterable<Uint8Array>) yield chunk
}

const read = (document: PDFKit.PDFDocument): Uint8Array | null =>
  (document as unknown as { read(): Uint8Array | null }).read()

function draw(document: PDFKit.PDFDocument, item: PrintedItem): void {
  switch (item.kind) {
    case 'words':
      document
        .font(item.bold ? 'bold' : 'regular')
        .fontSize(item.size)
        .text(item.text, item.x, item.y, { lineBreak: false, baseline: 'alphabetic' })
      break
    case 'line':
      document
        .lineWidth(0.4)
        .moveTo(item.x, item.y)
        .lineTo(item.x + item.width, item.y)
        .stroke()
      break
    case 'bars':
      for (const [x, width] of item.bars) document.rect(x, item.y, width, item.height)
      document.fill('black')
      break
  }
}
