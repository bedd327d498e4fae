/**
 * JPEG 2000, which the engine for PDF knows from images in PDFs: the file is shown to it as a PDF of one page, in which
 * it lies as the only image, with the colour profile that it names. Nothing is copied; what surrounds the file's bytes is
 * made up as it is asked for.
 */
import type { Jp2Image } from '../containers/jp2.ts'
import type { Bytes } from './pdfium.ts'

type Part = Buffer | Bytes

/** The PDF around a file. */
export function pdfAround(file: Bytes, { width, height, profile }: Jp2Image): Bytes {
  const parts: { part: Part; at: number }[] = []
  let size = 0
  const put = (...added: (Part | string)[]) => {
    for (const one of added) {
      const part = typeof one === 'string' ? Buffer.from(one, 'latin1') : one
      parts.push({ part, at: size })
      size += sizeOf(part)
    }
  }
  const offsets: number[] = []
  const object = (...body: (Part | string)[]) => {
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
    `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}${colours}/Filter/JPXDecode/Length ${file.size}>>stream\n`,
    file,
    '\nendstream',
  )
  if (profile)
    object(`<</N ${profile.samples}/Length ${profile.icc.length}>>stream\n`, profile.icc, '\nendstream')
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const start = size
  const count = offsets.length + 1
  put(
    `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<</Root 1 0 R/Size ${count}>>\nstartxref\n${start}\n%%EOF\n`,
  )
  return {
    size,
    read(target, position) {
      if (position + target.length > size) return false
      return parts.every(({ part, at }) => {
        const from = Math.max(position, at)
        const to = Math.min(position + target.length, at + sizeOf(part))
        if (from >= to) return true
        const into = target.subarray(from - position, to - position)
        if (!Buffer.isBuffer(part)) return part.read(into, from - at)
        into.set(part.subarray(from - at, to - at))
        return true
      })
    },
    close: () => file.close(),
  }
}

const sizeOf = (part: Part): number => (Buffer.isBuffer(part) ? part.length : part.size)
