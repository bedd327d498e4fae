/** What the decoding process does with a file: look, shrink, cut a tile, make a pyramid. */
import { rm } from 'node:fs/promises'
import sharp from 'sharp'
import { partialBeside } from '../../platform/files.ts'
import { burn } from '../burn/burn.ts'
import { codingOf } from '../burn/coding.ts'
import { snap } from '../burn/snap.ts'
import { MEDIA_TYPES } from '../format.ts'
import { uprightSize } from '../image.ts'
import { deepZoom, levelSize, TILE_SIZE } from '../levels.ts'
import { PDF_PIXELS_PER_INCH, type Call, type Probe, type Request, type Result } from '../protocol.ts'
import { heldBands, writeBands } from './bands.ts'
import { documentAt, loadable, pageAt, sharpRefusal, sniffed } from './files.ts'
import { greyPart, inPixels } from './part.ts'
import { registerPages } from './register.ts'
import { forDisplay, load, upright, type Size } from './picture.ts'
import { JPEG_QUALITY, writeLevels, writePyramid } from './pyramid.ts'
import { beginRequest, mayUseDisk } from './secret.ts'
import { shown } from './shown.ts'

const THUMBNAIL_QUALITY = 80
/** A page that is drawn need not be larger than any thumbnail. */
const THUMBNAIL_PIXELS_PER_INCH = 300
/** A tile of a lower level is cut from the full picture and shrunk; further down the overview serves. */
const MOST_HALVINGS_OF_A_TILE = 4

type Subject = { path: string; name: string }
type Verb = Request['verb']

/** Answers a request. @throws the refusals of `sniff`, pdfEncrypted, diskFull */
export async function perform(request: Request & Pick<Call, 'keys'>): Promise<Result<Verb>> {
  beginRequest(request.keys, request.name)
  switch (request.verb) {
    case 'probe':
      return probe(request, request.pixelsPerInch)
    case 'thumbnail':
      return thumbnail(request, request.frame, request.box)
    case 'shown':
      return shown(request, request)
    case 'tile':
      return tile(request, request.frame, request.level, request.x, request.y)
    case 'register':
      return registerPages(request, request.old, thumbnail)
    case 'pyramid':
      return pyramid(request, request)
    case 'coding':
      return codingOf(request)
    case 'snap':
      return snap(request, request)
    case 'burn':
      return burn(request, request.plan, request.target)
    // The recogniser is loaded by the first who reads.
    case 'read':
      return (await import('./ocr/index.ts')).read(await greyPart(request), request.work, request)
    case 'tryReaders':
      return (await import('./ocr/index.ts')).tryReaders(await greyPart(request), request.work, request)
    case 'prepared':
      return (await import('./ocr/index.ts')).show(await greyPart(request), request.work, request.box)
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
    return found.pdf.withDrawing(frame, size, (drawing) =>
      inPixels(drawing, ({ orientation }, image) => {
        const { width, height } = orientation >= 5 ? { width: size.height, height: size.width } : size
        const fitted = image.resize(width, height, { fit: 'fill' })
        return upright(fitted, { orientation }).jpeg(jpeg).toBuffer()
      }),
    )
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
  const page = 'pdf' in found ? found.pdf.page(frame, PDF_PIXELS_PER_INCH) : found.page
  const zoom = deepZoom(page.width, page.height)
  const halvings = zoom.maxLevel - level
  if (halvings > MOST_HALVINGS_OF_A_TILE) return null
  const size = levelSize(zoom, level)
  const [left, top] = [x * TILE_SIZE, y * TILE_SIZE]
  const width = Math.min(TILE_SIZE, size.width - left)
  const height = Math.min(TILE_SIZE, size.height - top)
  if ('pdf' in found) {
    const part = await found.pdf.part?.({ left, top, width, height }, halvings)
    if (!part) return null
    return sharp(part.data, { raw: { width, height, channels: part.samples } })
      .jpeg({ quality: JPEG_QUALITY })
      .toBuffer()
  }
  const { page: stored } = found
  if (!('tiled' in stored && stored.tiled) || stored.orientation !== 1) return null
  const scale = 2 ** halvings
  const part = {
    left: left * scale,
    top: top * scale,
    width: Math.min(TILE_SIZE * scale, stored.width - left * scale),
    height: Math.min(TILE_SIZE * scale, stored.height - top * scale),
  }
  return loadable({ path, page: { ...stored, reduced: [] } }, name, (picture) => {
    const shrunk = load(picture).extract(part).resize(width, height, { fit: 'fill' })
    return forDisplay(shrunk, stored).jpeg({ quality: JPEG_QUALITY }).toBuffer()
  })
}

async function pyramid(
  { path, name }: Subject,
  { frame, target: file, level, size, sealing }: Request & { verb: 'pyramid' },
): Promise<Size> {
  const target = { path: file, sealing }
  const found = await pageAt(path, name, frame)
  if (!('pdf' in found)) {
    return loadable({ path, page: found.page }, name, (picture) => writePyramid(picture, target, level))
  }
  const full = size ?? found.pdf.page(frame, PDF_PIXELS_PER_INCH)
  const zoom = deepZoom(full.width, full.height)
  const top = level ?? zoom.maxLevel
  const partial = partialBeside(target.path)
  try {
    await found.pdf.withDrawing(frame, levelSize(zoom, top), async (drawing) => {
      const page = { ...drawing, ...DRAWN, colour: drawing.samples === 1 ? 'grey' : 'rgb' } as const
      if (mayUseDisk()) {
        await writeBands(partial, drawing)
        await writeLevels({ path: partial, page }, zoom, top, target)
      } else {
        const raw = { ...sizeOf(drawing), channels: drawing.samples, data: await heldBands(drawing) }
        await writeLevels({ path, page, raw }, zoom, top, target)
      }
    })
  } catch (error) {
    throw sharpRefusal(error, name)
  } finally {
    await rm(partial, { force: true })
  }
  return { width: full.width, height: full.height }
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height })
const DRAWN = { pixelsPerInch: null, bitDepth: 8 } as const
