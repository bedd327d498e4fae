/** Files that are asked for again and again: what was found in the last one, and the document that stays open. */
import { copyFile, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { withScratchFolder } from '../../platform/scratch.ts'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'
import { sniff, type Sniffed } from '../sniff.ts'
import { pdfAround } from './jp2.ts'
import { openTiled } from './jp2-tiles.ts'
import { openPdf, type Pdf } from './pdf.ts'
import { bytesOfFile, type Bytes } from './pdfium.ts'
import { withInksInverted, type Picture } from './picture.ts'
import { bytesOfSealed, keyOf, secretContent } from './secret.ts'

/** What is opened as a document, whose pages are asked for as rows of pixels. */
type DocumentFound = Sniffed & { format: 'pdf' | 'jp2' | 'j2c' }

export async function pageAt(
  path: string,
  name: string,
  frame: number,
): Promise<{ pdf: Pdf } | Pick<Picture, 'page'>> {
  const found = await sniffed(path, name)
  if (found.format === 'pdf') return { pdf: await documentAt(path, name, found) }
  const page = found.pages[frame]
  if (!page) throw refusal('scanDamaged', { file: name })
  if (found.format === 'jp2' || found.format === 'j2c') return { pdf: await documentAt(path, name, found) }
  return { page }
}

/** The file as it is now: while this stays the same, so does what was found in it. */
async function identity(path: string): Promise<string> {
  const { size, mtimeMs, ino } = await stat(path)
  // What was found by a key is not told without it.
  return JSON.stringify([path, size, mtimeMs, ino, Buffer.from(keyOf(path) ?? []).toString('hex')])
}

/** The file last looked at is asked for again and again, a page or a tile at a time. */
let lastSniffed: { key: string; found: Sniffed } | undefined

export async function sniffed(path: string, name: string): Promise<Sniffed> {
  // A file that cannot even be asked about is refused in the words of `sniff`.
  const key = await identity(path).catch(() => '')
  if (key === '' || lastSniffed?.key !== key)
    lastSniffed = { key, found: await sniff(path, name, keyOf(path)) }
  return lastSniffed.found
}

function opened(bytes: Bytes, name: string, found: DocumentFound): Pdf | Promise<Pdf> {
  if (found.format === 'pdf') return openPdf(bytes, name)
  const [image] = found.pages
  if (image.codestream.byTiles) return openTiled(bytes, image, name)
  return openPdf(pdfAround(bytes, image, image.profile), name)
}

function bytesOf(path: string, name: string): Bytes {
  const key = keyOf(path)
  return key === undefined ? bytesOfFile(path) : bytesOfSealed(path, key, name)
}

/** The document last asked for stays open, for its pages are asked for one after the other. */
let lastPdf: { key: string; pdf: Pdf } | undefined

export async function documentAt(path: string, name: string, found: DocumentFound): Promise<Pdf> {
  const key = await identity(path)
  if (lastPdf?.key !== key) {
    lastPdf?.pdf.close()
    lastPdf = undefined
    lastPdf = { key, pdf: await opened(bytesOf(path, name), name, found) }
  }
  return lastPdf.pdf
}

/**
 * Runs `use` with a file that libvips takes as it is, or with the content of one that is encrypted. What it then says of the file becomes a refusal. Where a name ends
 * in brackets, it reads options out of them; the inks of a JPEG it takes to be inverted, whatever the file says.
 */
export async function loadable<T>(
  { path, page }: Picture,
  name: string,
  use: (picture: Picture) => Promise<T>,
): Promise<T> {
  const bytes = await secretContent(path, name)
  try {
    if (bytes !== null)
      return await (page.plainInks
        ? withInksInverted({ path, page, bytes }, use)
        : use({ path, page, bytes }))
    if (!path.endsWith(']'))
      return await (page.plainInks ? withInksInverted({ path, page }, use) : use({ path, page }))
  } catch (error) {
    throw sharpRefusal(error, name)
  }
  return withScratchFolder(async (folder) => {
    const link = join(folder, 'scan')
    await symlink(path, link).catch(() => copyFile(path, link))
    return loadable({ path: link, page }, name, use)
  })
}

/** libvips tells its errors apart by their words alone. */
export function sharpRefusal(error: unknown, file: string): unknown {
  if (isRefusal(error) || !(error instanceof Error)) return error
  const words = error.message
  if (/no space left|disk quota|ENOSPC/i.test(words)) return refusal('diskFull', { file })
  if (/premature end|read error|truncat|not enough|unexpected end|end of (file|image|data)/i.test(words)) {
    return refusal('scanTruncated', { file })
  }
  return refusal('scanDamaged', { file })
}
