/** Small PDFs, written by hand (ISO 32000-1). */

export interface PdfPage {
  /** Points. */
  width: number
  height: number
  /** Content stream operators. */
  content?: string
  /** An image /I, over the whole page unless the content says otherwise: by default RGB, three bytes a pixel. */
  image?: {
    width: number
    height: number
    data: Uint8Array
    /** Entries of its dictionary beyond its size. */
    entries?: string
  }
  /** Degrees clockwise. */
  rotate?: number
  /** Further entries of the page's dictionary. */
  entries?: string
}

/** Standard typeface /F for content that shows text. */
const FONT = '/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>'

/** Standard security handler, revision 3, with the user password `secret` (made with qpdf). */
const ENCRYPTION =
  '<</Filter/Standard/Length 128/O<0db5855fc5326569e765906caf64e4429a4c20d6e996fdef963e9b5080f9e083>/P -4/R 3' +
  '/U<9670d632f077cf7f2cab33469eb4fd9d0122456a91bae5134273a6db134c87c4>/V 2>>'
const ID = '<295e92b419daa6caea995f0c29cbe641>'

/** `catalog`: further entries of the document's catalog. */
export function buildPdf(pages: PdfPage[], { encrypted = false, catalog = '' } = {}): Buffer {
  const objects: Buffer[] = []
  const add = (body: string | Buffer) => objects.push(Buffer.from(body))
  const stream = (dictionary: string, data: Uint8Array) =>
    add(
      Buffer.concat([
        Buffer.from(`<<${dictionary}/Length ${data.length}>>stream\n`),
        data,
        Buffer.from('\nendstream'),
      ]),
    )
  const kids = pages.map((_, i) => `${3 + i} 0 R`).join(' ')
  add(`<</Type/Catalog/Pages 2 0 R${catalog}>>`)
  add(`<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`)
  // Pages come first, so that their numbers are known; what they show follows.
  let next = 3 + pages.length
  const contents: (() => void)[] = []
  for (const { width, height, content, image, rotate = 0, entries = '' } of pages) {
    const resources = `/Resources<<${FONT}${image ? `/XObject<</I ${next + 1} 0 R>>` : ''}>>`
    add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Rotate ${rotate}${resources}${entries}/Contents ${next} 0 R>>`,
    )
    const shown = content ?? (image ? `q ${width} 0 0 ${height} 0 0 cm /I Do Q` : '')
    contents.push(() => stream('', Buffer.from(shown)))
    next++
    if (!image) continue
    const kind = `/Type/XObject/Subtype/Image/Width ${image.width}/Height ${image.height}`
    const { entries: kept = '/ColorSpace/DeviceRGB/BitsPerComponent 8' } = image
    contents.push(() => stream(kind + kept, image.data))
    next++
  }
  for (const write of contents) write()
  if (encrypted) add(ENCRYPTION)

  const parts = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  let size = parts[0]?.length ?? 0
  const offsets = objects.map((body, i) => {
    const whole = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')])
    parts.push(whole)
    size += whole.length
    return size - whole.length
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const encrypt = encrypted ? `/ID[${ID}${ID}]/Encrypt ${objects.length} 0 R` : ''
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n` +
        `<</Root 1 0 R/Size ${objects.length + 1}${encrypt}>>\nstartxref\n${size}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}
