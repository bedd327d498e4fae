/**
 * A page with its boxes burnt in, as a new image: pixels are decoded, covered and coded anew, row by row, and nothing
 * else of the master comes along. Runs in the process that decodes.
 */
import { randomFillSync } from 'node:crypto'
import sharp, { type OverlayOptions, type Sharp } from 'sharp'
import { refusal } from '../../shared/contract/errors.ts'
import type { Box } from '../../shared/domain/box/page.ts'
import { boxPicture } from '../../shared/domain/box/picture.ts'
import { asStored, complement } from '../../shared/domain/box/rectangles.ts'
import type { Region, Size } from '../../shared/domain/region.ts'
import { loadable, pageAt } from '../decoder/files.ts'
import { inPixels } from '../decoder/part.ts'
import { openPdf, type Drawing } from '../decoder/pdf.ts'
import { bytesOfFile } from '../decoder/pdfium.ts'
import { forDisplay, load, upright } from '../decoder/picture.ts'
import { uprightSize } from '../image.ts'
import { storedRegion } from '../decoder/ocr/part.ts'
import { within, withCut } from './cut.ts'
import { outsideOf } from './outside.ts'
import type { BurnPlan, Burnt } from './plan.ts'

interface Subject {
  path: string
  name: string
  frame: number
}

type Raw = { data: Uint8Array; width: number; height: number; channels: 1 | 3 }

/** Writes the burnt page to `target`. @throws the refusals of `sniff`, pdfEncrypted; scanDamaged for another size */
export async function burn({ path, name, frame }: Subject, plan: BurnPlan, target: string): Promise<Burnt> {
  const strips = plan.strips && (await drawnStrips(plan.strips, (plan.cut ?? plan).size.width))
  const found = await pageAt(path, name, frame)
  const save = (image: Sharp, colour: boolean) => written(image, plan, strips, colour, target)
  const { cut = null } = plan
  const saved = (whole: () => Sharp, kept: () => Sharp, colour: boolean) =>
    cut === null
      ? save(whole(), colour)
      : withCut(black(kept(), cut, colour), cut, (image) => save(image, colour))
  if ('pdf' in found)
    return found.pdf.withDrawing(frame, plan.size, (drawing) =>
      inPixels(covered(drawing, plan), async ({ orientation, samples }, image) => {
        const whole = () => upright(image, { orientation })
        if (cut === null) return save(whole(), samples === 3)
        // Turned first, then cut: in one picture those would go the other way round.
        const { data, info } = await whole().raw().toBuffer({ resolveWithObject: true })
        const { width, height, channels } = info
        const kept = () => sharp(data, { raw: { width, height, channels } }).extract(extractOf(cut.keep))
        return saved(whole, kept, samples === 3)
      }),
    )
  const { page } = found
  const size = uprightSize(page)
  if (size.width !== plan.size.width || size.height !== plan.size.height)
    throw refusal('scanDamaged', { file: name })
  const colour = page.colour !== 'grey' && page.colour !== 'bilevel'
  const own = 'directory' in page ? { ...page, reduced: [] } : page
  return loadable({ path, page: own }, name, (picture) =>
    saved(
      () => upright(forDisplay(load(picture), page), page),
      () =>
        upright(forDisplay(load(picture).extract(storedRegion(cut?.keep ?? whole(size), page)), page), page),
      colour,
    ),
  )
}

const whole = (size: Size): Region => ({ x: 0, y: 0, ...size })
const extractOf = ({ x, y, width, height }: Region) => ({ left: x, top: y, width, height })

/** What is marked in what is kept. */
function black(kept: Sharp, { keep, covers }: NonNullable<BurnPlan['cut']>, colour: boolean): Sharp {
  const overlays = within(covers, keep).map(({ x, y, width, height }) =>
    overlay({ data: new Uint8Array(width * height), width, height, channels: 1 }, x, y),
  )
  const covered = overlays.length > 0 ? kept.composite(overlays) : kept
  return covered.removeAlpha().toColourspace(colour ? 'srgb' : 'b-w')
}

/** Rows of a drawing may pass by way of the disk: what is under a box, or not shown, never does. */
function covered(drawing: Drawing, { boxes, size, cut }: BurnPlan): Drawing {
  const { width, samples, rows, bands, orientation } = drawing
  const gone = cut ? [...cut.covers, ...complement([cut.keep], size)] : boxes
  const stored = gone.map((box) => asStored(box, size, orientation))
  async function* black() {
    let top = 0
    for await (const band of bands) {
      const here = band.length / (width * samples)
      for (const box of stored) blacken(band, box, { top, rows: here, width, samples })
      yield band
      top += here
    }
  }
  return { ...drawing, rows, bands: black() }
}

function blacken(
  band: Uint8Array,
  box: Region,
  { top, rows, width, samples }: { top: number; rows: number; width: number; samples: number },
): void {
  const last = Math.min(box.y + box.height, top + rows)
  for (let row = Math.max(box.y, top); row < last; row++) {
    const start = ((row - top) * width + box.x) * samples
    band.fill(0, start, start + box.width * samples)
  }
}

interface Strips {
  head: Raw
  foot: Raw
}

async function drawnStrips(
  { path, head, foot }: NonNullable<BurnPlan['strips']>,
  width: number,
): Promise<Strips> {
  const pdf = await openPdf(bytesOfFile(path), 'strips')
  const drawn = async (frame: number): Promise<Raw> => {
    const sheet = pdf.page(frame, 300)
    const height = Math.max(1, Math.round((sheet.height * width) / sheet.width))
    const parts: Uint8Array[] = []
    await pdf.withDrawing(frame, { width, height }, async ({ bands }) => {
      for await (const band of bands) parts.push(band.slice())
    })
    return { data: Buffer.concat(parts), width, height, channels: 3 }
  }
  try {
    return { head: await drawn(head), foot: await drawn(foot) }
  } finally {
    pdf.close()
  }
}

async function written(
  page: Sharp,
  plan: BurnPlan,
  strips: Strips | null,
  colour: boolean,
  target: string,
): Promise<Burnt> {
  // Before anything is laid over it.
  const master = inColours(page.clone().removeAlpha(), colour, plan)
  const { width, height } = (plan.cut ?? plan).size
  const [above, below] = [strips?.head.height ?? 0, strips?.foot.height ?? 0]
  const overlays: (OverlayOptions & { input: Raw['data'] })[] = plan.boxes.map((box) =>
    overlay(filled(box, plan, colour), box.x, box.y + above),
  )
  if (strips) overlays.push(overlay(strips.head, 0, 0), overlay(strips.foot, 0, above + height))
  const whole = strips ? page.extend({ top: above, bottom: below, background: '#ffffff' }) : page
  const burnt = overlays.length > 0 ? whole.composite(overlays) : whole
  const opaque = inColours(burnt.removeAlpha(), colour, plan)
  await coded(withDensity(opaque, plan.pixelsPerInch), plan).toFile(target)
  const here = { x: 0, y: above, width, height }
  const isAsked = plan.format !== 'jpeg' && plan.fill !== 'noise'
  const unchanged = isAsked
    ? (await outsideOf(master, plan.boxes)) ===
      (await outsideOf(
        sharp(target)
          .extract(extractOf(here))
          .toColourspace(colour && !plan.grey ? 'srgb' : 'b-w'),
        plan.boxes,
      ))
    : null
  return { width, height: height + above + below, page: here, unchanged }
}

function filled({ width, height, label }: Box, { fill }: BurnPlan, colour: boolean): Raw {
  if (fill === 'noise') {
    const channels = colour ? 3 : 1
    return { data: randomFillSync(new Uint8Array(width * height * channels)), width, height, channels }
  }
  const { pixels } = label ? boxPicture(width, height, label) : { pixels: new Uint8Array(width * height) }
  return { data: pixels, width, height, channels: 1 }
}

const overlay = ({ data, width, height, channels }: Raw, left: number, top: number) => ({
  input: Buffer.from(data.buffer, data.byteOffset, data.byteLength),
  raw: { width, height, channels },
  left,
  top,
})

/**
 * Without colour a page is what its green says: yellow, which printers strew over a page, is as white there as the paper,
 * and stamps in red and blue are dark. A mean of all three would keep the dots, only paler.
 */
function inColours(image: Sharp, colour: boolean, { grey }: BurnPlan): Sharp {
  if (!colour) return image.toColourspace('b-w')
  return grey ? image.toColourspace('srgb').extractChannel('green') : image.toColourspace('srgb')
}

/** sharp keeps what the master says in EXIF together with a density; nothing of it comes along. */
function withDensity(image: Sharp, pixelsPerInch: number): Sharp {
  const dense = image.withDensity(pixelsPerInch)
  const { options } = dense as unknown as { options: { keepMetadata: number } }
  options.keepMetadata = 0
  return dense
}

function coded(image: Sharp, { format, fill }: BurnPlan): Sharp {
  if (fill === 'noise') return image.tiff({ compression: 'none', predictor: 'none', tile: false })
  switch (format) {
    case 'png':
      return image.png({ compressionLevel: 6, adaptiveFiltering: false, palette: false })
    case 'tiff':
      return image.tiff({ compression: 'deflate', predictor: 'none', tile: false })
    case 'jpeg':
      return image.jpeg({ quality: 90, chromaSubsampling: '4:4:4', mozjpeg: false })
  }
}
