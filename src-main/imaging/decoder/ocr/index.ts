/** Reading a part of a page, showing how it looks to the reader, and finding out in what it is written. */
import type { OcrCandidate, OcrModel, OcrWork, Recognised } from '../../protocol.ts'
import { recognise, SEGMENTATION } from './engine.ts'
import type { TesseractLine } from './engine.ts'
import { picture, pixels } from './grey.ts'
import type { GreyPart } from './grey.ts'
import { prepare } from './prepare.ts'
import type { Prepared } from './prepare.ts'

/** Tesseract takes what is between; where a file does not say, 300 is likely. */
const resolution = (part: GreyPart, pixelsPerInch: number | null) =>
  Math.min(2400, Math.max(70, Math.round((pixelsPerInch ?? 300) * part.scale)))

export async function read(
  part: GreyPart,
  work: OcrWork,
  { models, pixelsPerInch }: { models: readonly OcrModel[]; pixelsPerInch: number | null },
): Promise<Recognised> {
  const prepared = await prepare(part, work)
  const paragraphs = await recognise(prepared, {
    models,
    segmentation: SEGMENTATION.auto,
    pixelsPerInch: resolution(part, pixelsPerInch),
  })
  return { angle: prepared.angle, paragraphs: paragraphsOf(paragraphs, prepared) }
}

function paragraphsOf(
  paragraphs: readonly TesseractLine[][],
  { toPage }: Prepared,
): Recognised['paragraphs'] {
  return paragraphs
    .map((lines) =>
      lines.map(({ bbox, confidence, words }) => ({
        region: toPage(bbox),
        confidence: share(confidence),
        words: words.map((word) => ({
          text: word.text,
          region: toPage(word.bbox),
          confidence: share(word.confidence),
        })),
      })),
    )
    .filter((lines) => lines.some(({ words }) => words.some(({ text }) => text.trim() !== '')))
}

const share = (percent: number) => Math.min(1, Math.max(0, Math.round(percent) / 100))

/** The prepared page as a JPEG that fits into a square of `box` pixels. */
export async function show(part: GreyPart, work: OcrWork, box: number) {
  const prepared = await prepare(part, work)
  const { width, height, angle } = prepared
  const jpeg = await picture(prepared)
    .resize(box, box, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toBuffer()
  return { picture: jpeg, width, height, angle }
}

/** A square of text is enough to tell scripts and directions apart. */
const TRIED = 1100

const TRIALS = [
  { model: 'jpn', direction: 'horizontal', segmentation: SEGMENTATION.block },
  { model: 'jpn_vert', direction: 'vertical', segmentation: SEGMENTATION.verticalBlock },
  { model: 'eng', direction: 'horizontal', segmentation: SEGMENTATION.block },
] as const satisfies readonly {
  model: OcrModel
  direction: OcrCandidate['direction']
  segmentation: number
}[]

/** How well each reader gets on with the part of the page that has the most ink; the best first. */
export async function tryReaders(
  part: GreyPart,
  work: OcrWork,
  { models, pixelsPerInch }: { models: readonly OcrModel[]; pixelsPerInch: number | null },
): Promise<OcrCandidate[]> {
  const prepared = await prepare(part, work)
  const square = await crop(prepared)
  const found: OcrCandidate[] = []
  for (const { model, direction, segmentation } of TRIALS) {
    if (!models.includes(model)) continue
    const paragraphs = await recognise(square, {
      models: [model],
      segmentation,
      pixelsPerInch: resolution(part, pixelsPerInch),
    })
    const words = paragraphs.flat().flatMap((line) => line.words)
    const letters = words.reduce((sum, { text }) => sum + lettersOf(text), 0)
    const certainty = words.reduce(
      (sum, { text, confidence }) => sum + lettersOf(text) * share(confidence),
      0,
    )
    found.push({ model, direction, confidence: letters === 0 ? 0 : certainty / letters, letters })
  }
  return found.sort((one, other) => other.confidence - one.confidence)
}

const lettersOf = (text: string) => Array.from(text).length

async function crop(prepared: Prepared) {
  const { data, width, height } = prepared
  const [w, h] = [Math.min(TRIED, width), Math.min(TRIED, height)]
  let best = { left: 0, top: 0, ink: -1 }
  for (const top of places(height, h))
    for (const left of places(width, w)) {
      let ink = 0
      for (let y = top; y < top + h; y += 4)
        for (let x = left; x < left + w; x += 4) ink += 255 - (data[y * width + x] ?? 255)
      if (ink > best.ink) best = { left, top, ink }
    }
  return pixels(picture(prepared).extract({ left: best.left, top: best.top, width: w, height: h }))
}

/** Five places along a side, the last of which ends where the side does. */
const places = (length: number, part: number): number[] => [
  ...new Set([0, 1, 2, 3, 4].map((n) => Math.round(((length - part) * n) / 4))),
]
