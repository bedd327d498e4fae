/** The files of one item: its pages burnt, its PDF, its words. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Burnt, BurnPlan } from '../../imaging/burn/plan.ts'
import { writeAtomic } from '../../platform/files.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { coded, partialRelease } from '../../shared/domain/box/coding.ts'
import type { Coding } from '../../shared/domain/box/coding.ts'
import { cutOf, isPartial, isWhole, placedOn } from '../../shared/domain/box/cut.ts'
import { boxesOf, ordered } from '../../shared/domain/box/page.ts'
import { onPage } from '../../shared/domain/box/rectangles.ts'
import type { Size } from '../../shared/domain/region.ts'
import { imageName, isOpen } from './copy.ts'
import type { OpenPage, ReleaseCopy, ReleaseItem, ReleasePage, WithheldPage } from './copy.ts'
import { drawingOf } from './drawing.ts'
import type { ItemDrawing } from './drawing.ts'
import { regionsOf } from './manifest.ts'
import type { ManifestItem, ManifestPage } from './manifest.ts'
import { PIXELS_PER_INCH, releasePdf } from './pdf.ts'
import type { PdfPage } from './pdf.ts'
import { recordOf, sortedJson, textOf } from './texts.ts'

/** What a release asks of the decoder (imaging/decoding.ts). */
export interface Burner {
  coding(path: string, frame: number): Promise<Coding>
  burn(path: string, frame: number, plan: BurnPlan, target: string): Promise<Burnt>
}

export interface ItemOptions {
  readonly signal?: AbortSignal
  readonly onPage?: () => void
}

interface WrittenPage {
  readonly listed: ManifestPage
  readonly pdf: PdfPage
}

/** A sheet in place of a page: A4 at 300 dots an inch. */
const SHEET = { width: 2480, height: 3508 }
const SHEET_PIXELS_PER_INCH = 300
/** The decoder has two processes; while one burns, the other does. */
const AT_ONCE = 2

/** @throws releaseTraces, diskFull, folderNotWritable, cancelled, and what the decoder refuses */
export async function writeItem(
  copy: ReleaseCopy,
  item: ReleaseItem,
  folder: string,
  burner: Burner,
  { signal, onPage }: ItemOptions,
): Promise<ManifestItem> {
  const pagesIn = await inTurn(item.pages, AT_ONCE, (page) => withCoding(item, page, burner))
  // The legend counts the boxes as they are burnt.
  const drawing = await drawingOf(copy, { ...item, pages: pagesIn })
  const drawn = join(folder, `.${item.name}-strips`)
  const aside: string[] = [drawn]
  try {
    await writeAtomic(drawn, drawing.pdf)
    const pages = await inTurn(pagesIn, AT_ONCE, async (page, index) => {
      if (signal?.aborted) throw refusal('cancelled', {})
      const frames = drawing.frames[index]
      const written =
        'tracesMayRemain' in page
          ? await openPage(copy, item, page, folder, burner, { path: drawn, ...stripsIn(frames) })
          : await withheldPage(copy, item, page, folder, burner, { path: drawn, frame: sheetIn(frames) })
      onPage?.()
      return written
    })
    const inPdf: PdfPage[] = []
    for (const { pdf } of pages) inPdf.push(await forPdf(copy, pdf, burner, aside))
    const options = signal ? { signal } : {}
    const name = `${item.name}.pdf`
    await writeAtomic(join(folder, name), releasePdf(copy, item, inPdf), options)
    await writeAtomic(join(folder, `${item.name}.txt`), textOf(copy, item), options)
    await writeAtomic(join(folder, `${item.name}.json`), sortedJson(recordOf(item)), options)
    return {
      name: item.name,
      documentId: item.documentId,
      decision: item.decision,
      pdf: name,
      pages: pages.map(({ listed }) => listed),
      withheldWords: item.withheldWords.map(({ region, of, codes, lines }) => ({
        id: region,
        of,
        codes,
        lines,
      })),
    }
  } finally {
    for (const path of aside) await rm(path, { force: true })
  }
}

/** As it will be burnt: its marks, and its size, are of what is shown. */
type CodedPage = OpenPage & {
  readonly tracesMayRemain: boolean
  readonly scan: Size
  readonly cut: NonNullable<BurnPlan['cut']> | null
}

const LOSSLESS: Coding = { kind: 'lossless' }

/** The page with its marks as wide as the coding of its master asks for, from its top. @throws releaseTraces */
async function withCoding(
  item: ReleaseItem,
  page: ReleasePage,
  burner: Burner,
): Promise<CodedPage | WithheldPage> {
  if (!isOpen(page)) return page
  const { shown } = page
  const { path, frame, size, resampled } = page.master
  const hides = page.marks.length > 0 || isPartial(shown, size)
  const coding = hides ? await burner.coding(path, frame) : LOSSLESS
  const tracesMayRemain = partialRelease(coding) === 'signed'
  if (tracesMayRemain && !page.tracesAccepted)
    throw refusal('releaseTraces', { item: item.documentId, page: page.number })
  const marks = page.marks.map((mark) => ({
    ...mark,
    rectangles: mark.rectangles.map((rectangle) => coded(rectangle, size, coding, resampled)),
  }))
  if (isWhole(shown, size))
    return { ...page, marks: ordered(marks, size), tracesMayRemain, scan: size, cut: null }
  const cut = cutOf(shown, size, coding)
  if (!cut) throw refusal('scanDamaged', { file: item.documentId })
  const placed = marks.flatMap((mark) => {
    const rectangles = mark.rectangles.flatMap((rectangle) => placedOn(cut, rectangle) ?? [])
    // What is marked beside what the page shows is not on it.
    return rectangles.length === 0 ? [] : [{ ...mark, rectangles }]
  })
  const covers = marks.flatMap(({ rectangles }) => rectangles.flatMap((one) => onPage(one, size) ?? []))
  return {
    ...{ ...page, tracesMayRemain, scan: size },
    master: { ...page.master, size: cut.size },
    marks: ordered(placed, cut.size),
    cut: { ...cut, covers },
  }
}

async function openPage(
  copy: ReleaseCopy,
  item: ReleaseItem,
  { number, master, marks, tracesMayRemain, scan, cut }: CodedPage,
  folder: string,
  burner: Burner,
  strips: NonNullable<BurnPlan['strips']>,
): Promise<WrittenPage> {
  const { path, frame, size, pixelsPerInch } = master
  const boxes = boxesOf(marks, size)
  const image = imageName(item, number, copy.imageFormat)
  const target = join(folder, image)
  const plan: BurnPlan = {
    ...{ size: scan, cut, boxes, strips, format: copy.imageFormat, grey: copy.grey },
    pixelsPerInch: pixelsPerInch ?? PIXELS_PER_INCH,
  }
  const burnt = await burner.burn(path, frame, plan, target)
  const { width, height, unchanged } = burnt
  if (unchanged === false) throw refusal('releaseFaulty', { faults: 1 })
  const regions = regionsOf(marks, boxes, burnt)
  return {
    listed: { number, image, width, height, withheld: false, tracesMayRemain, unchanged, regions },
    pdf: { number, path: target, width, height, pixelsPerInch },
  }
}

async function withheldPage(
  copy: ReleaseCopy,
  item: ReleaseItem,
  { number, withheld }: WithheldPage,
  folder: string,
  burner: Burner,
  sheet: { path: string; frame: number },
): Promise<WrittenPage> {
  const image = imageName(item, number, copy.imageFormat)
  const target = join(folder, image)
  const plan: BurnPlan = {
    ...{ size: SHEET, boxes: [], strips: null, format: copy.imageFormat, grey: true },
    pixelsPerInch: SHEET_PIXELS_PER_INCH,
  }
  const { width, height } = await burner.burn(sheet.path, sheet.frame, plan, target)
  const { region, codes, lines } = withheld
  return {
    listed: {
      number,
      image,
      width,
      height,
      withheld: true,
      tracesMayRemain: false,
      unchanged: null,
      regions: [{ id: region, codes, lines, number: 0, boxes: [] }],
    },
    pdf: { number, path: target, width, height, pixelsPerInch: SHEET_PIXELS_PER_INCH },
  }
}

/** A PDF takes no TIFF: its pixels are coded once more. */
async function forPdf(copy: ReleaseCopy, page: PdfPage, burner: Burner, aside: string[]): Promise<PdfPage> {
  if (copy.imageFormat !== 'tiff') return page
  const path = `${page.path}-pdf`
  aside.push(path)
  const { width, height } = page
  const plan: BurnPlan = {
    ...{ size: { width, height }, boxes: [], strips: null, format: 'png', grey: false },
    pixelsPerInch: page.pixelsPerInch ?? PIXELS_PER_INCH,
  }
  await burner.burn(page.path, 0, plan, path)
  return { ...page, path }
}

type Frames = ItemDrawing['frames'][number] | undefined

function stripsIn(frames: Frames): { head: number; foot: number } {
  if (frames && 'head' in frames) return frames
  throw new Error('a page without strips')
}

function sheetIn(frames: Frames): number {
  if (frames && 'sheet' in frames) return frames.sheet
  throw new Error('a withheld page without a sheet')
}

/** Results in the order of what was given, so many at a time. */
async function inTurn<T, R>(
  given: readonly T[],
  atOnce: number,
  work: (one: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const worker = async () => {
    for (let index = next++; index < given.length; index = next++) {
      const one = given[index]
      if (one !== undefined) results[index] = await work(one, index)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}
