/** In what a page is likely written: every reader that comes into question has a try at a piece of it. */
import { readDescriptions } from '../../catalogue/description/read.ts'
import type { OcrCandidate } from '../../imaging/decoding.ts'
import type { OcrLanguage } from '../../shared/domain/ocr.ts'
import type { Context } from '../context.ts'
import { fileOf, leftOutOn } from './pages.ts'
import type { ReadablePage } from './pages.ts'

export interface LikelyReading {
  languages: [OcrLanguage, ...OcrLanguage[]]
  direction: 'horizontal' | 'vertical'
  confidence: number
}

/** A trial of fewer letters says little. */
const FEWEST_LETTERS = 8

export async function proposeReading(
  context: Context,
  page: ReadablePage,
  asking: { signal?: AbortSignal; background?: boolean },
): Promise<LikelyReading> {
  const { db } = context.catalogue()
  const stated = (readDescriptions(db, [page.descriptionId])[0]?.languages ?? []).map(
    ({ language }) => language,
  )
  const known = stated.filter((code): code is OcrLanguage => code === 'jpn' || code === 'eng')
  // Japanese is written both ways, so that it is tried out even where the description leaves no doubt of the language.
  const models = (['jpn', 'jpn_vert', 'eng'] as const).filter(
    (model) => known.length === 0 || known.includes(model === 'eng' ? 'eng' : 'jpn'),
  )
  const [only] = models
  if (models.length === 1 && only === 'eng')
    return { languages: ['eng'], direction: 'horizontal', confidence: 1 }
  const { path, frame, name } = fileOf(context, page.id)
  const work = {
    region: page.part,
    leaveOut: leftOutOn(db, page.id, true),
    rotation: page.rotation,
    deskew: true,
    denoise: false,
    threshold: true,
  }
  const reading = { work, models, pixelsPerInch: page.pixelsPerInch }
  const tried = await context.recognising.tryReaders(path, frame, reading, { ...asking, name })
  return likeliest(tried, known[0] ?? 'jpn')
}

export function likeliest(tried: readonly OcrCandidate[], otherwise: OcrLanguage): LikelyReading {
  const [best] = tried.filter(({ letters }) => letters >= FEWEST_LETTERS)
  if (!best) return { languages: [otherwise], direction: 'horizontal', confidence: 0 }
  return {
    languages: [best.model === 'eng' ? 'eng' : 'jpn'],
    direction: best.direction,
    confidence: best.confidence,
  }
}
