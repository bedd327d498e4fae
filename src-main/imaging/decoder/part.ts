/** A part of a page as pixels in memory: upright, shrunk to what is asked for. */
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { withScratchFolder } from '../../platform/scratch.ts'
import type { Region } from '../../shared/domain/region.ts'
import { MOST_PIXELS } from '../bounds.ts'
import { uprightSize } from '../image.ts'
import { PDF_PIXELS_PER_INCH, type OcrWork } from '../protocol.ts'
import { heldBands, writeBands } from './bands.ts'
import { loadable, pageAt } from './files.ts'
import { pixels, type GreyPart } from './ocr/grey.ts'
import { MOST_READ_PIXELS, onPage, storedRegion } from './ocr/part.ts'
import type { Drawing } from './pdf.ts'
import { forDisplay, load, upright, type Size } from './picture.ts'
import { mayUseDisk } from './secret.ts'

/** Bytes of a drawing that are held in memory, where the disk may be used. */
const MOST_HELD = 64 * 2 ** 20

export interface PageOfFile {
  path: string
  name: string
  frame: number
}

interface WantedPart {
  /** Null: the whole page. */
  region: Region | null
  /** Pixels of the result for one of the page, of a region that lies on it. */
  scaleOf(region: Region): number
  pixelsPerInch?: number | null
  /** A smaller version that the file keeps of its own will do. */
  reduced?: boolean
}

/** What `take` makes of the part, with where that lies on the page and how much it was shrunk. */
export async function pagePart<T extends object>(
  { path, name, frame }: PageOfFile,
  { region: wanted, scaleOf, pixelsPerInch = null, reduced = false }: WantedPart,
  take: (image: Sharp) => Promise<T>,
): Promise<T & { region: Region; scale: number }> {
  const found = await pageAt(path, name, frame)
  const page: Size =
    'pdf' in found ? found.pdf.page(frame, pixelsPerInch ?? PDF_PIXELS_PER_INCH) : uprightSize(found.page)
  const region = onPage(wanted, page)
  const scale = scaleOf(region)
  const scaled = (length: number) => Math.max(1, Math.round(length * scale))
  const size = { width: scaled(region.width), height: scaled(region.height) }
  if ('pdf' in found) {
    const whole = { width: scaled(page.width), height: scaled(page.height) }
    const left = Math.min(whole.width - 1, Math.round(region.x * scale))
    const top = Math.min(whole.height - 1, Math.round(region.y * scale))
    const part = {
      left,
      top,
      width: Math.min(size.width, whole.width - left),
      height: Math.min(size.height, whole.height - top),
    }
    return found.pdf.withDrawing(frame, whole, (drawing) =>
      inPixels(drawing, async ({ orientation }, image) => {
        const { data, info } = await upright(image, { orientation })
          .raw()
          .toBuffer({ resolveWithObject: true })
        const { width, height, channels } = info
        const drawn = sharp(data, { raw: { width, height, channels } })
        return { ...(await take(drawn.extract(part))), region, scale }
      }),
    )
  }
  const { page: stored } = found
  const { width, height } = stored.orientation >= 5 ? { width: size.height, height: size.width } : size
  const isWhole = region.width === page.width && region.height === page.height
  const picture = reduced && isWhole ? { path, page: stored } : { path, page: { ...stored, reduced: [] } }
  return loadable(picture, name, async (loaded) => {
    const opened = load(loaded, { width, height })
    const image = (isWhole ? opened : opened.extract(storedRegion(region, stored))).resize(width, height, {
      fit: 'fill',
    })
    return { ...(await take(upright(forDisplay(image, stored), stored))), region, scale }
  })
}

/** The part of a page that is to be read, in grey and upright; a large one is shrunk. */
export const greyPart = (
  page: PageOfFile & { work: OcrWork; pixelsPerInch?: number | null },
): Promise<GreyPart> =>
  pagePart(
    page,
    {
      region: page.work.region,
      scaleOf: ({ width, height }) => Math.min(1, Math.sqrt(MOST_READ_PIXELS / (width * height))),
      pixelsPerInch: page.pixelsPerInch ?? null,
    },
    pixels,
  )

/** A drawing as an image of sharp: in memory where it is small, otherwise by way of the disk. */
export async function inPixels<T>(
  drawing: Drawing,
  use: (drawing: Drawing, image: Sharp) => Promise<T>,
): Promise<T> {
  const { width, height, samples } = drawing
  if (width * height * samples <= MOST_HELD || !mayUseDisk()) {
    const data = await heldBands(drawing)
    return use(
      drawing,
      sharp(data, { limitInputPixels: MOST_PIXELS, raw: { width, height, channels: samples } }),
    )
  }
  return withScratchFolder(async (folder) => {
    const path = join(folder, 'drawing.tif')
    await writeBands(path, drawing)
    return use(drawing, sharp(path, { limitInputPixels: MOST_PIXELS, sequentialRead: true }))
  })
}
