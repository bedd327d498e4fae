/** What other programs read, brought in as files: looked at first, then taken in as one text. */
import { basename } from 'node:path'
import { readDescription } from '../../catalogue/description/read.ts'
import { pagesOf } from '../../catalogue/scan.ts'
import { insertText } from '../../catalogue/text/write.ts'
import type { NewParagraph } from '../../catalogue/text/write.ts'
import { transact } from '../../catalogue/transact.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import type { JobControl } from '../../jobs/queue.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { JobResult } from '../../shared/contract/job.ts'
import type { OcrResult, ReadFile } from '../../shared/contract/ocr.ts'
import type { Page } from '../../shared/contract/scan.ts'
import { doubtfulWords, paragraphOf } from '../../shared/domain/ocr.ts'
import type { FilePage, OcrLanguage, ReadLine } from '../../shared/domain/ocr.ts'
import type { Region } from '../../shared/domain/region.ts'
import type { Context, Service } from '../context.ts'
import { matchPages } from './match.ts'
import type { Match } from './match.ts'
import type { OcrFileOutcome } from './tasks.ts'

/** Letters of a page that a preview shows. */
const SHOWN = 120

export const ocrFiles: Pick<Service<'ocr'>, 'previewFiles' | 'takeFiles'> = {
  async previewFiles(context, { descriptionId, handles }, { signal }) {
    const { db } = context.catalogue()
    checkDescription(db, descriptionId)
    const paths = inOrder(context, handles)
    const outcomes = await context.tasks.run('readOcrFiles', { paths }, signal ? { signal } : {})
    const pages = pagesOf(db, descriptionId)
    const matched = matchedPages(paths, outcomes, pages)
    const files = paths.map((path, index): ReadFile => {
      const outcome = outcomes[index]
      const refused = outcome && 'refused' in outcome ? outcome.refused : null
      return {
        handle: context.handles.mint(path, 'read'),
        file: basename(path),
        format: outcome && 'read' in outcome ? outcome.read.format : null,
        refused,
        pages: matched.filter((one) => one.path === path).map(shown),
      }
    })
    return { files, pagesWithout: pages.length - matched.filter(({ match }) => match !== null).length }
  },

  async takeFiles(context, { descriptionId, handles, language, direction }) {
    const writing = context.writing()
    checkDescription(writing.db, descriptionId)
    const paths = inOrder(context, handles)
    await context.beforeBulk()
    const job = context.jobs.start('ocr', 'files', (control) =>
      takeIn(context, control, { descriptionId, paths, language, direction }),
    )
    return { jobId: job.id }
  },
}

interface Taking {
  descriptionId: DescriptionId
  paths: string[]
  language: OcrLanguage | null
  direction: 'horizontal' | 'vertical'
}

async function takeIn(
  context: Context,
  { signal, progress }: JobControl,
  { descriptionId, paths, language, direction }: Taking,
): Promise<JobResult> {
  const outcomes = await context.tasks.run('readOcrFiles', { paths }, { signal, onProgress: progress })
  const writing = context.writing()
  const pages = pagesOf(writing.db, descriptionId)
  const refused: OcrResult['refused'] = outcomes.flatMap((outcome, index) =>
    'refused' in outcome ? [{ file: basename(paths[index] ?? ''), page: null, ...outcome.refused }] : [],
  )
  const paragraphs: NewParagraph[] = []
  const counts = { pages: 0, paragraphs: 0, words: 0, doubtful: 0 }
  const matched = matchedPages(paths, outcomes, pages)
  for (const { path, number, page, match } of matched)
    if (match === null)
      refused.push({ file: basename(path), page: number, code: 'pageNotFound', data: { id: number } })
    else counts.pages += page.paragraphs.length > 0 ? 1 : 0
  const inPageOrder = matched.flatMap(({ page, match }) => (match ? [{ page, match }] : []))
  inPageOrder.sort((one, other) => one.match.page.number - other.match.page.number)
  for (const { page, match } of inPageOrder)
    for (const lines of page.paragraphs) {
      const onPage = lines.map((line) => lineOn(line, page, match.page))
      const read = paragraphOf(onPage)
      if (read.value === '') continue
      paragraphs.push({ kind: 'body', pageNumber: match.page.number, ...read })
      counts.paragraphs += 1
      counts.words += lines.reduce((sum, { words }) => sum + words.length, 0)
      counts.doubtful += doubtfulWords(read.lines).length
    }
  const result: OcrResult = { ...counts, kept: [], refused, textIds: [], historyId: null }
  if (paragraphs.length > 0 && !signal.aborted) {
    const script = language === null ? null : language === 'jpn' ? 'Jpan' : 'Latn'
    const about = {
      kind: 'transcription',
      source: 'imported',
      agent: null,
      language,
      script,
      direction,
    } as const
    const { value, historyId } = transact(writing, 'ocr.takeFiles', (db) =>
      insertText(db, descriptionId, { ...about, paragraphs }),
    )
    result.textIds = [value]
    result.historyId = historyId
  }
  return { kind: 'ocr', ...result }
}

interface MatchedPage {
  path: string
  /** Ordinal in its file, from 1. */
  number: number
  page: FilePage
  match: Match | null
}

function matchedPages(paths: readonly string[], outcomes: readonly OcrFileOutcome[], pages: readonly Page[]) {
  const found = paths.flatMap((path, index) => {
    const outcome = outcomes[index]
    if (!outcome || !('read' in outcome)) return []
    return outcome.read.pages.map((page, at) => ({ path, number: at + 1, page }))
  })
  const matches = matchPages(
    found.map(({ path, page }) => ({ file: basename(path), image: page.image })),
    pages,
  )
  return found.map((one, index): MatchedPage => ({ ...one, match: matches[index] ?? null }))
}

function shown({ number, page, match }: MatchedPage): ReadFile['pages'][number] {
  const lines = page.paragraphs.flat()
  return {
    number,
    image: page.image,
    paragraphs: page.paragraphs.length,
    lines: lines.length,
    words: lines.reduce((sum, line) => sum + line.words.length, 0),
    unplaced: page.unplaced,
    pageId: match?.page.id ?? null,
    pageNumber: match?.page.number ?? null,
    matchedBy: match?.by ?? null,
    beginning: paragraphOf(lines.slice(0, 20)).value.slice(0, SHOWN).toWellFormed(),
  }
}

/** A line where it is on the page, whose image may be larger than the one that was read. */
function lineOn(line: ReadLine, file: FilePage, { width, height }: Page): ReadLine {
  const across = width !== null && file.width > 0 ? width / file.width : 1
  const down = height !== null && file.height > 0 ? height / file.height : 1
  const place = (region: Region | null): Region | null => {
    if (region === null) return null
    const scaled = {
      x: Math.round(region.x * across),
      y: Math.round(region.y * down),
      width: Math.max(1, Math.round(region.width * across)),
      height: Math.max(1, Math.round(region.height * down)),
    }
    const isOn = (width === null || scaled.x < width) && (height === null || scaled.y < height)
    return isOn ? scaled : null
  }
  return {
    ...line,
    region: place(line.region),
    words: line.words.map((word) => ({ ...word, region: place(word.region) })),
  }
}

/** Paths in the order in which a person counts. @throws handleUnknown */
function inOrder(context: Context, handles: readonly string[]): string[] {
  const paths = handles.map((handle) => {
    const path = context.handles.take(handle, 'read')
    if (path === null) throw refusal('handleUnknown', {})
    return path
  })
  const { compare } = new Intl.Collator('en', { numeric: true })
  return [...new Set(paths)].sort((one, other) => compare(basename(one), basename(other)))
}

function checkDescription(db: ReadDatabase, id: DescriptionId): void {
  const found = readDescription(db, id)
  if (!found || found.binnedAt !== null) throw refusal('descriptionNotFound', { id })
}
