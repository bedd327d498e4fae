/** Which page of a description a page of a file is of: by the name of its image or of the file, then in order. */
import type { Page } from '../../shared/contract/scan.ts'

export interface PageOfFile {
  /** Of the file that holds it. */
  file: string
  image: string | null
}

export interface Match {
  page: Page
  by: 'name' | 'order'
}

/** Base name without its extensions and without regard to case, for images get other formats on their way. */
function stem(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? ''
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\.(hocr|html?|xhtml|alto|page|xml)+$/, '')
    .replace(/\.(hocr|alto|page)$/, '')
    .replace(/\.(tiff?|jpe?g|png|webp|gif|jp2|bmp|pdf|avif)$/, '')
}

/** For each page of the files, in order, the page that it is taken for; each page is taken once. */
export function matchPages(found: readonly PageOfFile[], pages: readonly Page[]): (Match | null)[] {
  const left = new Set(pages)
  const named = Map.groupBy(pages, ({ scan }) => (scan ? stem(scan.fileName) : ''))
  const matches = found.map(({ file, image }): Match | null => {
    for (const name of [image, file]) {
      const wanted = name === null ? '' : stem(name)
      // Pages of one file have one name: they come in order.
      const page = wanted === '' ? undefined : named.get(wanted)?.find((one) => left.has(one))
      if (!page) continue
      left.delete(page)
      return { page, by: 'name' }
    }
    return null
  })
  const rest = [...left]
  return matches.map((match) => {
    if (match) return match
    const page = rest.shift()
    return page ? { page, by: 'order' } : null
  })
}
