/** What the decoding process does with a file: look, shrink, cut a tile, make a pyramid. */
import { mkdtemp, copyFile, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'
import { partialBeside } from '../../platform/files.ts'
import { MEDIA_TYPES } from '../format.ts'
import { uprightSize } from '../image.ts'
import { deepZoom, levelSize, TILE_SIZE } from '../levels.ts'
import { PDF_PIXELS_PER_INCH, type Probe, type Request, type Result } from '../protocol.ts'
import { sniff, type Sniffed } from '../sniff.ts'
import { writeBands } from './bands.ts'
import { pdfAround } from './jp2.ts'
import { openPdf, type Pdf } from './pdf.ts'
import { bytesOfFile } from './pdfium.ts'
import { forDisplay, load, upright, withInksInverted, type Picture, type Size } from './picture.ts'
import { JPEG_QUALITY, writeLevels, writePyramid } from './pyramid.ts'

const THUMBNAIL_QUALITY = 80
/** A page that is drawn need not be larger than any thumbnail. */
const THUMBNAIL_PIXELS_PER_INCH = 300
/** A tile of a lower level is cut from the full picture and shrunk; further down the overview serves. */
const MOST_HALVINGS_OF_A_TILE = 4

type Subject = { path: string; name: string }
type Verb = Request['verb']

/** Answers a request. @throws the refusals of `sniff`, pdfEncrypted, diskFull */
export async function perform(request: Request): Promise<Result<Verb>> {
  switch (request.verb) {
    case 'probe':
      return probe(request, request.pixelsPerInch)
    case 'thumbnail':
      return thumbnail(request, request.frame, request.box)
    case 'tile':
      return tile(request, request.frame, request.level, request.x, request.y)
    case 'pyramid':
      return pyramid(request, request)
  }
}

async function probe({ path, name }: Subject, drawnAt: number): Promise<Probe> {
  const found = await sniffed(path, name)
  const mediaType = MEDIA_TYPES[found.format]
  if (found.format === 'pdf') {
    const pdf = await documentAt(path, name, found)
    const pages = Array.from({ length: pdf.pageCount }, (_, frame) => pdf.page(frame, drawnAt))
    return {
      mediaType,
      pages: pages.map((page, frame) => ({ frame, ...page, bitDepth: null, colour: null })),
    }
  }
  const pages = found.pages.map((page, frame) => {
    const { pixelsPerInch, bitDepth, colour } = page
    return { frame, ...uprightSize(page), pixelsPerInch, bitDepth, colour }
  })
  return { mediaType, pages }
}

async function thumbnail({ path, name }: Subject, frame: number, box: number): Promise<Uint8Array> {
  const inBox = ({ width, height }: Size): Size => {
    const scale = Math.min(1, box / Math.max(width, height))
    return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  }
  const found = await pageAt(path, name, frame)
  const jpeg = { quality: THUMBNAIL_QUALITY }
  if ('pdf' in found) {
    const size = inBox(found.pdf.page(frame, THUMBNAIL_PIXELS_PER_INCH))
    return found.pdf.withDrawing(frame, size, async ({ bands, width, height, samples, orientation }) => {
      const parts: Uint8Array[] = []
      for await (const band of bands) parts.push(band)
      const image = sharp(Buffer.concat(parts), { raw: { width, height, channels: samples } })
      return upright(image, { orientation }).jpeg(jpeg).toBuffer()
    })
  }
  const { page } = found
  const shown = inBox(uprightSize(page))
  const { width, height } = page.orientation >= 5 ? { width: shown.height, height: shown.width } : shown
  return loadable({ path, page }, name, (picture) => {
    const image = load(picture, { width, height }).resize(width, height, { fit: 'fill' })
    return forDisplay(upright(image, page), page).jpeg(jpeg).toBuffer()
  })
}

/** Null where only reading from the start leads to the tile: strips, and turned pictures. */
async function tile({ path, name }: Subject, frame: number, level: number, x: number, y: number) {
  const found = await pageAt(path, name, frame)
  if ('pdf' in found) return null
  const { page } = found
  if (!('tiled' in page && page.tiled) || page.orientation !== 1) return null
  const zoom = deepZoom(page.width, page.height)
  const scale = 2 ** (zoom.maxLevel - level)
  if (scale > 2 ** MOST_HALVINGS_OF_A_TILE) return null
  const size = levelSize(zoom, level)
  const side = TILE_SIZE * scale
  const [left, top] = [x * side, y * side]
  const part = {
    left,
    top,
    width: Math.min(side, page.width - left),
    height: Math.min(side, page.height - top),
  }
  return loadable({ path, page: { ...page, reduced: [] } }, name, (picture) => {
    const image = load(picture).extract(part)
    const shrunk = image.resize(
      Math.min(TILE_SIZE, size.width - x * TILE_SIZE),
      Math.min(TILE_SIZE, size.height - y * TILE_SIZE),
      { fit: 'fill' },
    )
    return forDisplay(shrunk, page).jpeg({ quality: JPEG_QUALITY }).toBuffer()
  })
}

async function pyramid(
  { path, name }: Subject,
  { frame, target, level, size }: Request & { verb: 'pyramid' },
): Promise<Size> {
  const found = await pageAt(path, name, frame)
  if (!('pdf' in found)) {
    return loadable({ path, page: found.page }, name, (picture) => writePyramid(picture, target, level))
  }
  const full = size ?? found.pdf.page(frame, PDF_PIXELS_PER_INCH)
  const zoom = deepZoom(full.width, full.height)
  const top = level ?? zoom.maxLevel
  const partial = partialBeside(target)
  try {
    await found.pdf.withDrawing(frame, levelSize(zoom, top), async (drawing) => {
      await writeBands(partial, drawing)
      const page = { ...drawing, ...DRAWN, colour: drawing.samples === 1 ? 'grey' : 'rgb' } as const
      await writeLevels({ path: partial, page }, zoom, top, target)
    })
  } catch (error) {
    throw sharpRefusal(error, name)
  } finally {
    await rm(partial, { force: true })
  }
  return { width: full.width, height: full.height }
}

const DRAWN = { pixelsPerInch: null, bitDepth: 8 } as const

async function pageAt(
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
  return JSON.stringify([path, size, mtimeMs, ino])
}

/** The file last looked at is asked for again and again, a page or a tile at a time. */
let lastSniffed: { key: string; found: Sniffed } | undefined

async function sniffed(path: string, name: string): Promise<Sniffed> {
  // A file that cannot even be asked about is refused in the words of `sniff`.
  const key = await identity(path).catch(() => '')
  if (key === '' || lastSniffed?.key !== key) lastSniffed = { key, found: await sniff(path, name) }
  return lastSniffed.found
}

/** The document last asked for stays open, for its pages are asked for one after the other. */
let lastPdf: { key: string; pdf: Pdf } | undefined

async function documentAt(
  path: string,
  name: string,
  found: Sniffed & { format: 'pdf' | 'jp2' | 'j2c' },
): Promise<Pdf> {
  const key = await identity(path)
  if (lastPdf?.key !== key) {
    lastPdf?.pdf.close()
    lastPdf = undefined
    const bytes = bytesOfFile(path)
    const pdf = await openPdf(found.format === 'pdf' ? bytes : pdfAround(bytes, found.pages[0]), name)
    lastPdf = { key, pdf }
  }
  return lastPdf.pdf
}

/**
 * Runs `use` with a file that libvips takes as it is. What it then says of the file becomes a refusal. Where a name ends
 * in brackets, it reads options out of them; the inks of a JPEG it takes to be inverted, whatever the file says.
 */
async function loadable<T>(
  { path, page }: Picture,
  name: string,
  use: (picture: Picture) => Promise<T>,
): Promise<T> {
  try {
    if (!path.endsWith(']'))
      return await (page.plainInks ? withInksInverted({ path, page }, use) : use({ path, page }))
  } catch (error) {
    throw sharpRefusal(error, name)
  }
  const folder = await mkdtemp(join(tmpdir(), 'shoko-name-'))
  try {
    const link = join(folder, 'scan')
    await symlink(path, link).catch(() => copyFile(path, link))
    return await loadable({ path: link, page }, name, use)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** libvips tells its errors apart by their words alone. */
function sharpRefusal(error: unknown, file: string): unknown {
  if (isRefusal(error) || !(error instanceof Error)) return error
  const words = error.message
  if (/no space left|disk quota|ENOSPC/i.test(words)) return refusal('diskFull', { file })
  if (/premature end|read error|truncat|not enough|unexpected end|end of (file|image|data)/i.test(words)) {
    return refusal('scanTruncated', { file })
  }
  return refusal('scanDamaged', { file })
}
