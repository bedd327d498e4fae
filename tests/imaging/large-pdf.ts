/** A PDF of many pages, written page by page: each one image of its own, or some words. */
import { openSync, closeSync, writeSync } from 'node:fs'

export interface LargePdf {
  pages: number
  /** A JPEG over every page, RGB; without one a page says its number. */
  jpeg?: { data: Uint8Array; width: number; height: number }
}

export function writeLargePdf(path: string, { pages, jpeg }: LargePdf): void {
  const file = openSync(path, 'w')
  const offsets: number[] = []
  let size = 0
  const put = (bytes: Uint8Array | string) => {
    size += writeSync(file, typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  }
  const object = (number: number, ...body: (Uint8Array | string)[]) => {
    offsets[number] = size
    for (const part of [`${number} 0 obj\n`, ...body, '\nendobj\n']) put(part)
  }
  const PER_PAGE = 3
  const numberOf = (page: number) => 3 + PER_PAGE * page
  try {
    put('%PDF-1.4\n')
    object(1, '<</Type/Catalog/Pages 2 0 R>>')
    const kids = Array.from({ length: pages }, (_, page) => `${numberOf(page)} 0 R`).join(' ')
    object(2, `<</Type/Pages/Count ${pages}/Kids[${kids}]>>`)
    for (let page = 0; page < pages; page++) {
      const number = numberOf(page)
      const content = jpeg ? 'q 595 0 0 842 0 0 cm /I Do Q' : `BT /F 24 Tf 72 720 Td (Page ${page + 1}) Tj ET`
      const resources = jpeg
        ? `/XObject<</I ${number + 2} 0 R>>`
        : '/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>'
      object(
        number,
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<${resources}>>/Contents ${number + 1} 0 R>>`,
      )
      object(number + 1, `<</Length ${content.length}>>stream\n${content}\nendstream`)
      if (!jpeg) {
        object(number + 2, 'null')
        continue
      }
      const { width, height, data } = jpeg
      object(
        number + 2,
        `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8` +
          `/Filter/DCTDecode/Length ${data.length}>>stream\n`,
        data,
        '\nendstream',
      )
    }
    const start = size
    const count = 3 + PER_PAGE * pages
    put(`xref\n0 ${count}\n0000000000 65535 f \n`)
    put(
      offsets
        .slice(1)
        .map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
        .join(''),
    )
    put(`trailer\n<</Root 1 0 R/Size ${count}>>\nstartxref\n${start}\n%%EOF\n`)
  } finally {
    closeSync(file)
  }
}
