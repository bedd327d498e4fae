/**
 * JPEG 2000, which the engine for PDF knows from images in PDFs: the file is shown to it as a PDF of one page, in which
 * it lies as the only image, with the colour profile that it names. What surrounds the file's bytes is made up.
 */
import type { Jp2Image } from '../containers/jp2.ts'
import { joined, type Piece } from './joined.ts'
import type { Bytes } from './pdfium.ts'
import type { Size } from './picture.ts'

/** The PDF around a codestream, or a file with one. */
export function pdfAround(image: Bytes, { width, height }: Size, profile: Jp2Image['profile']): Bytes {
  const pieces: Piece[] = []
  let size = 0
  const put = (...added: (Piece | string)[]) => {
    for (const one of added) {
      const piece = typeof one === 'string' ? Buffer.from(one, 'latin1') : one
      pieces.push(piece)
      size += piece.length
    }
  }
  const offsets: number[] = []
  const object = (...body: (Piece | string)[]) => {
    offsets.push(size)
    put(`${offsets.length} 0 obj\n`, ...body, '\nendobj\n')
  }
  const content = `${width} 0 0 ${height} 0 0 cm /I Do`
  put('%PDF-1.5\n')
  object('<</Type/Catalog/Pages 2 0 R>>')
  object('<</Type/Pages/Kids[3 0 R]/Count 1>>')
  object(
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>`,
  )
  object(`<</Length ${content.length}>>stream\n${content}\nendstream`)
  const colours = profile ? '/ColorSpace[/ICCBased 6 0 R]' : ''
  object(
    `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}${colours}/Filter/JPXDecode/Length ${image.size}>>stream\n`,
    { of: image, at: 0, length: image.size },
    '\nendstream',
  )
  if (profile) {
    object(`<</N ${profile.samples}/Length ${profile.icc.length}>>stream\n`, profile.icc, '\nendstream')
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const start = size
  const count = offsets.length + 1
  put(
    `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<</Root 1 0 R/Size ${count}>>\nstartxref\n${start}\n%%EOF\n`,
  )
  return { ...joined(pieces), close: () => image.close() }
}
