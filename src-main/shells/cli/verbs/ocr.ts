/** `shoko ocr`: pages read by machine, or files of what was read elsewhere taken in. */
import { resolve } from 'node:path'
import { refusal } from '../../../shared/contract/errors.ts'
import type { OcrAbout, OcrResult } from '../../../shared/contract/ocr.ts'
import { OCR_LANGUAGES } from '../../../shared/domain/ocr.ts'
import type { OcrLanguage } from '../../../shared/domain/ocr.ts'
import type { Region } from '../../../shared/domain/region.ts'
import { sentence } from '../io.ts'
import type { Io } from '../io.ts'
import { withCore } from '../run.ts'
import { idOf, resultOf, text, texts, UsageError } from './verb.ts'
import type { Values, Verb } from './verb.ts'

export const ocrVerb: Verb = {
  usage:
    'ocr CATALOGUE REFERENCE_CODE [FILE...] [--language jpn|eng]... [--direction horizontal|vertical] [--page NUMBER] [--edited keep|replace] [--no-deskew] [--no-threshold] [--denoise] [--with-marks] [--leave-out X,Y,WIDTH,HEIGHT]... [--dry-run]',
  options: {
    language: { type: 'string', multiple: true },
    direction: { type: 'string' },
    page: { type: 'string' },
    edited: { type: 'string' },
    'no-deskew': { type: 'boolean' },
    denoise: { type: 'boolean' },
    'no-threshold': { type: 'boolean' },
    'with-marks': { type: 'boolean' },
    'leave-out': { type: 'string', multiple: true },
    'dry-run': { type: 'boolean' },
  },
  words: [2, Infinity],
  run: (io, [path = '', code = '', ...files], values) =>
    withCore(io, async (core) => {
      const { client } = core
      const [languages, direction] = [languagesOf(values), directionOf(values)]
      const dry = values['dry-run'] === true
      await core.openCatalogue(resolve(io.base, path), dry ? 'read' : 'write')
      const descriptionId = await idOf(core, code)
      const handles = files.map((file) => core.handle(resolve(io.base, file), 'read'))
      if (dry) {
        const { files: seen, pagesWithout } = await client.ocr.previewFiles({ descriptionId, handles })
        for (const { file, pages, refused } of seen) {
          if (refused) io.note(sentence(io, refused.code, refused.data))
          for (const { number, pageNumber, words } of pages)
            io.say([file, number, pageNumber ?? '—', words].join('\t'))
        }
        io.answer({ files: seen.map(({ handle: _, ...file }) => file), pagesWithout })
        return 0
      }
      const leftOut = regionsOf(values)
      const about = files.length === 0 ? await aboutOf() : null
      // Said once, they stay with the pages.
      if (leftOut.length > 0) await client.ocr.leaveOut({ pageIds: await pagesIn(about), regions: leftOut })
      const started =
        about === null
          ? await client.ocr.takeFiles({
              descriptionId,
              handles,
              language: languages?.[0] ?? null,
              direction: direction ?? 'horizontal',
            })
          : await client.ocr.start({
              about,
              languages,
              direction,
              deskew: values['no-deskew'] !== true,
              denoise: values['denoise'] === true,
              threshold: values['no-threshold'] !== true,
              leaveOutMarks: values['with-marks'] !== true,
              edited: editedOf(values),
            })
      const job = await core.follow(started.jobId)
      const result = resultOf(job)
      if (result.kind !== 'ocr') return 1
      const { kind: _, ...report } = result
      tell(io, report)
      if (job.state === 'cancelled') return 130
      return report.refused.length > 0 && report.pages === 0 ? 1 : 0

      async function pagesIn(reading: OcrAbout | null) {
        if (reading?.kind === 'page') return [reading.pageId]
        const pages = await client.scan.pages({ descriptionId })
        return pages.filter(({ scan }) => scan !== null).map(({ id }) => id)
      }

      async function aboutOf(): Promise<OcrAbout> {
        const wanted = text(values, 'page')
        if (wanted === undefined) return { kind: 'scope', scope: { kind: 'branch', id: descriptionId } }
        const pages = await client.scan.pages({ descriptionId })
        const page = pages.find(({ number }) => String(number) === wanted)
        if (!page) throw refusal('pageNotFound', { id: Number(wanted) || 0 })
        return { kind: 'page', pageId: page.id, region: null }
      }
    }),
}

function tell(io: Io, report: OcrResult): void {
  for (const { file, page, code, data } of report.refused)
    io.note(`${file}${page === null ? '' : ` (${String(page)})`}: ${sentence(io, code, data)}`)
  if (report.kept.length > 0) io.note(io.m.ocr.kept(report.kept.length))
  io.say(io.m.ocr.report(report))
  io.answer(report)
}

function regionsOf(values: Values): Region[] {
  return texts(values, 'leave-out').map((written) => {
    const [x, y, width, height, ...more] = written.split(',').map(Number)
    const region = { x: x ?? NaN, y: y ?? NaN, width: width ?? NaN, height: height ?? NaN }
    const isOne = more.length === 0 && Object.values(region).every((one) => Number.isInteger(one) && one >= 0)
    if (!isOne || region.width === 0 || region.height === 0)
      throw new UsageError('--leave-out X,Y,WIDTH,HEIGHT')
    return region
  })
}

function languagesOf(values: Values): [OcrLanguage, ...OcrLanguage[]] | null {
  const named = texts(values, 'language')
  const known = OCR_LANGUAGES.filter((language) => named.includes(language))
  if (known.length !== new Set(named).size) throw new UsageError('--language jpn|eng')
  const [first, ...others] = known
  return first === undefined ? null : [first, ...others]
}

function directionOf(values: Values): 'horizontal' | 'vertical' | null {
  const direction = text(values, 'direction') ?? null
  if (direction === null || direction === 'horizontal' || direction === 'vertical') return direction
  throw new UsageError('--direction horizontal|vertical')
}

function editedOf(values: Values): 'ask' | 'keep' | 'replace' {
  const edited = text(values, 'edited') ?? 'ask'
  if (edited === 'ask' || edited === 'keep' || edited === 'replace') return edited
  throw new UsageError('--edited keep|replace')
}
