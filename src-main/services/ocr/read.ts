/** The job that reads pages: as many at a time as there are processes, each page written when it has been read. */
import { availableParallelism } from 'node:os'
import { editedOnPage, writeRead } from '../../catalogue/text/recognised.ts'
import { transact } from '../../catalogue/transact.ts'
import type { OcrModel } from '../../imaging/decoding.ts'
import type { JobControl } from '../../jobs/queue.ts'
import { isRefusal } from '../../shared/contract/errors.ts'
import type { TextId } from '../../shared/contract/ids.ts'
import type { JobResult } from '../../shared/contract/job.ts'
import type { OcrResult } from '../../shared/contract/ocr.ts'
import { doubtfulWords, paragraphOf } from '../../shared/domain/ocr.ts'
import type { OcrLanguage } from '../../shared/domain/ocr.ts'
import type { Context } from '../context.ts'
import { fileOf, leftOutOn } from './pages.ts'
import type { WantedPage } from './pages.ts'
import { proposeReading } from './propose.ts'

export interface Reading {
  languages: readonly OcrLanguage[] | null
  direction: 'horizontal' | 'vertical' | null
  deskew: boolean
  denoise: boolean
  threshold: boolean
  leaveOutMarks: boolean
  /** Whether what somebody has edited gives way, too. */
  replace: boolean
}

type Written = Pick<Reading, 'direction'> & { languages: readonly OcrLanguage[] }

export async function readPages(
  context: Context,
  { signal, progress }: JobControl,
  pages: readonly WantedPage[],
  reading: Reading,
): Promise<JobResult> {
  const result: OcrResult = {
    ...{ pages: 0, paragraphs: 0, words: 0, doubtful: 0 },
    ...{ kept: [], refused: [], textIds: [], historyId: null },
  }
  const texts = new Set<TextId>()
  const likely = new Map<number, Promise<Written>>()
  /** Pages of one description are written in one way: that of the first that is read. */
  const writtenIn = (page: WantedPage): Promise<Written> => {
    const { languages, direction } = reading
    if (languages !== null && direction !== null) return Promise.resolve({ languages, direction })
    const known = likely.get(page.descriptionId)
    if (known) return known
    const asked = proposeReading(context, page, { signal, background: true }).then((found) => ({
      languages: languages ?? found.languages,
      direction: direction ?? found.direction,
    }))
    likely.set(page.descriptionId, asked)
    // A page that cannot be tried says nothing of the next.
    asked.catch(() => likely.delete(page.descriptionId))
    return asked
  }
  let [done, next] = [0, 0]
  const readOne = async (page: WantedPage) => {
    const { db } = context.catalogue()
    const { descriptionId, pageId } = page
    if (!reading.replace && editedOnPage(db, page).length > 0) {
      result.kept.push({ descriptionId, pageId })
      return
    }
    const { path, frame, name } = fileOf(context, pageId)
    const { languages, direction } = await writtenIn(page)
    const vertical = direction === 'vertical' && languages.includes('jpn')
    const work = {
      ...reading,
      region: page.region,
      leaveOut: leftOutOn(db, pageId, reading.leaveOutMarks),
      rotation: page.rotation,
    }
    const models: OcrModel[] = vertical ? ['jpn_vert'] : [...languages]
    const asked = { work, models, pixelsPerInch: page.pixelsPerInch }
    const { paragraphs } = await context.recognising.read(path, frame, asked, {
      name,
      signal,
      background: true,
    })
    const read = paragraphs.map((lines) => paragraphOf(lines))
    const language = languages[0] ?? null
    const about = {
      language,
      script: language === 'jpn' ? 'Jpan' : 'Latn',
      direction: vertical ? ('vertical' as const) : ('horizontal' as const),
    }
    const step = result.historyId === null ? {} : { into: result.historyId }
    const { value, historyId } = transact(
      context.writing(),
      'ocr.start',
      (own) => writeRead(own, { descriptionId, pageId, region: page.region, about, paragraphs: read }),
      step,
    )
    result.historyId ??= historyId
    texts.add(value)
    result.pages += 1
    result.paragraphs += read.length
    result.words += read.reduce((sum, { lines }) => sum + lines.flatMap(({ words }) => words).length, 0)
    result.doubtful += read.reduce((sum, { lines }) => sum + doubtfulWords(lines).length, 0)
  }
  const worker = async () => {
    for (let page = pages[next++]; page && !signal.aborted; page = pages[next++]) {
      await readOne(page).catch((error: unknown) => {
        if (!isRefusal(error) || !OF_ONE_PAGE.test(error.code)) throw error
        const { fileName = '' } = page.scan ?? {}
        result.refused.push({
          file: fileName,
          page: page.number,
          code: error.code,
          data: error.data as Record<string, unknown>,
        })
      })
      progress(++done, pages.length)
    }
  }
  progress(0, pages.length)
  const workers = Math.min(pages.length, availableParallelism())
  await Promise.all(Array.from({ length: workers }, worker)).catch((error: unknown) => {
    // What was read by the time of a cancel is kept.
    if (!(isRefusal(error) && error.code === 'cancelled')) throw error
  })
  return { kind: 'ocr', ...result, textIds: [...texts] }
}

/** What is wrong with one page's file, and no reason to leave the others. */
const OF_ONE_PAGE = /^(scan|file|pdf|link|decoderFailed|pageNotFound)/
