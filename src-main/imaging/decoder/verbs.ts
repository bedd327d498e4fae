/** What the decoding process does with a file: look, shrink, cut a tile, make a pyramid. */
import { mkdtemp, copyFile, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'
import { partialBeside } from '../../platform/files.ts'
import { MOST_PIXELS } from '../bounds.ts'
import { MEDIA_TYPES } from '../format.ts'
import { uprightSize } from '../image.ts'
import { deepZoom, levelSize, TILE_SIZE } from '../levels.ts'
import type { OcrWork, Probe, Request, Result } from '../protocol.ts'
import { sniff, type Sniffed } from '../sniff.ts'
import { writeBands } from './bands.ts'
import { pixels, type GreyPart } from './ocr/grey.ts'
import { MOST_READ_PIXELS, onPage, storedRegion } from './ocr/part.ts'
import { openPdf, type Pdf } from './pdf.ts'
import { forDisplay, load, upright, type Picture, type Size } from './picture.ts'
import { JPEG_QUALITY, save, writePyramid } from './pyramid.ts'

const THUMBNAIL_QUALITY = 80
/** A tile of a lower level is cut from the full picture and shrunk; further down the overview serves. */
const MOST_HALVINGS_OF_A_TILE = 4

type Subject = { path: string; name: string }
type Verb = Request['verb']

/** Answers a request. @throws the refusals of `sniff`, pdfEncrypted, diskFull */
export async function perform(request: Request): Promise<Result<Verb>> {
  switch (request.verb) {
    case 'probe':
      return probe(request)
    case 'thumbnail':
      return thumbnail(request, request.frame, request.box)
    case 'tile':
      return tile(request, request.frame, request.level, request.x, request.y)
    case 'pyramid':
      return pyramid(request, request.frame, request.target, request.level)
    // The recogniser is loaded by the first who reads.
    case 'read':
      return (await import('./ocr/index.ts')).read(await greyPart(request), request.work, request)
    case 'tryReaders':
      return (await import('./ocr/index.ts')).tryReaders(await greyPart(request), request.work, request)
    case 'prepared':
      return (await import('./ocr/index.ts')).show(await greyPart(request), request.work, request.box)
  }
}

async function probe({ path, name }: Subject): Promise<Probe> {
  const found = await sniffed(path, name)
  const mediaType = MEDIA_TYPES[found.format]
  if (found.format === 'pdf') {
    const pdf = await pdfAt(path, name)
    const pages = Array.from({ length: pdf.pageCount }, (_, frame) => pdf.page(frame))
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
    const size = inBox(found.pdf.page(frame))
    const raw = Buffer.concat([...found.pdf.bands(frame, size).bands])
    return sharp(raw, { raw: { ...size, channels: 3 } })
      .jpeg(jpeg)
      .toBuffer()
  }
  const { page } = found
  const shown = inBox(uprightSize(page))
  const { width, height } = page.orientation >= 5 ? { width: shown.height, height: shown.width } : shown
  return loadable(path, name, (loadPath) => {
    const image = load({ path: loadPath, page }, { width, height }).resize(width, height, { fit: 'fill' })
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
  return loadable(path, name, (loadPath) => {
    const image = load({ path: loadPath, page: { ...page, reduced: [] } }).extract(part)
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
  frame: number,
  target: string,
  level: number | null,
): Promise<Size> {
  const found = await pageAt(path, name, frame)
  if (!('pdf' in found)) {
    return loadable(path, name, (loadPath) =>
      writePyramid({ path: loadPath, page: found.page }, target, level),
    )
  }
  const { width, height } = found.pdf.page(frame)
  const zoom = deepZoom(width, height)
  const top = level ?? zoom.maxLevel
  const size = levelSize(zoom, top)
  const drawn = partialBeside(target)
  try {
    await writeBands(drawn, { ...size, samples: 3, ...found.pdf.bands(frame, size) })
    await save(sharp(drawn, { limitInputPixels: MOST_PIXELS, sequentialRead: true }), zoom, top, target)
  } catch (error) {
    throw sharpRefusal(error, name)
  } finally {
    await rm(drawn, { force: true })
  }
  return { width, height }
}

/** The part of a page that is to be read, in grey and upright; a large one is shrunk. */
async function greyPart({
  path,
  name,
  frame,
  work,
}: Subject & { frame: number; work: OcrWork }): Promise<GreyPart> {
  const found = await pageAt(path, name, frame)
  const page: Size = 'pdf' in found ? found.pdf.page(frame) : uprightSize(found.page)
  const region = onPage(work.region, page)
  const scale = Math.min(1, Math.sqrt(MOST_READ_PIXELS / (region.width * region.height)))
  const size = {
    width: Math.max(1, Math.round(region.width * scale)),
    height: Math.max(1, Math.round(region.height * scale)),
  }
  if ('pdf' in found) {
    const whole = {
      width: Math.max(1, Math.round(page.width * scale)),
      height: Math.max(1, Math.round(page.height * scale)),
    }
    const raw = Buffer.concat([...found.pdf.bands(frame, whole).bands])
    const part = {
      left: Math.min(whole.width - 1, Math.round(region.x * scale)),
      top: Math.min(whole.height - 1, Math.round(region.y * scale)),
      width: 0,
      height: 0,
    }
    part.width = Math.min(size.width, whole.width - part.left)
    part.height = Math.min(size.height, whole.height - part.top)
    return { ...(await pixels(sharp(raw, { raw: { ...whole, channels: 3 } }).extract(part))), region, scale }
  }
  const stored = storedRegion(region, found.page)
  const { width, height } = found.page.orientation >= 5 ? { width: size.height, height: size.width } : size
  return loadable(path, name, async (loadPath) => {
    const image = load({ path: loadPath, page: { ...found.page, reduced: [] } })
      .extract(stored)
      .resize(width, height, { fit: 'fill' })
    return { ...(await pixels(upright(forDisplay(image, found.page), found.page))), region, scale }
  })
}

async function pageAt(
  path: string,
  name: string,
  frame: number,
): Promise<{ pdf: Pdf } | Pick<Picture, 'page'>> {
  const found = await sniffed(path, name)
  if (found.format === 'pdf') return { pdf: await pdfAt(path, name) }
  const page = found.pages[frame]
  if (!page) throw refusal('scanDamaged', { file: name })
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
let lastPdf: { key: string; pdf: Pdf; uses: number } | undefined
/** An open document keeps what it has read of every page. */
const MOST_USES = 64

async function pdfAt(path: string, name: string): Promise<Pdf> {
  const key = await identity(path)
  if (lastPdf?.key !== key || lastPdf.uses >= MOST_USES) {
    lastPdf?.pdf.close()
    lastPdf = undefined
    lastPdf = { key, pdf: await openPdf(path, name), uses: 0 }
  }
  lastPdf.uses++
  return lastPdf.pdf
}

/**
 * Runs `use` with a path that libvips takes as it is: where a name ends in brackets, it reads options out of them.
 * What it then says of the file becomes a refusal.
 */
async function loadable<T>(path: string, name: string, use: (path: string) => Promise<T>): Promise<T> {
  if (!path.endsWith(']')) {
    return use(path).catch((error: unknown) => {
      throw sharpRefusal(error, name)
    })
  }
  const folder = await mkdtemp(join(tmpdir(), 'shoko-name-'))
  try {
    const link = join(folder, 'scan')
    await symlink(path, link).catch(() => copyFile(path, link))
    return await loadable(link, name, use)
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
