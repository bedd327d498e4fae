/** Reading copies of records as files, and the same document in the desk. */
import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readRows } from '../../../catalogue/description/read.ts'
import { readInstitution } from '../../../catalogue/institution.ts'
import { pagesOf, scanOfPage } from '../../../catalogue/scan.ts'
import { exportOptions } from '../../../exporters/index.ts'
import type { ReadingExporter } from '../../../exporters/reading/index.ts'
import type { JobControl } from '../../../jobs/queue.ts'
import { partialBeside } from '../../../platform/files.ts'
import { isRefusal, refusal } from '../../../shared/contract/errors.ts'
import type { Audience, ExportResult } from '../../../shared/contract/export.ts'
import type { DescriptionId, JobId } from '../../../shared/contract/ids.ts'
import type { JobResult } from '../../../shared/contract/job.ts'
import type { Page } from '../../../shared/contract/scan.ts'
import type { Language } from '../../../shared/i18n/index.ts'
import type { Context } from '../../context.ts'
import { checkLeaving, isUnderReview, leave } from '../../../catalogue/way-out.ts'
import { filesFor } from '../names.ts'
import { pageImage } from '../page-image.ts'
import { imageIn } from './task.ts'
import type { ExportReadingInput, ReadingFile } from './task.ts'

/** Long edge of an image in a document: what a sheet of A4 needs to be read. */
const BOX = 1600

interface Asked {
  to: string | null
  audience: Audience
  reason: string
  withNotes: boolean
  options: Readonly<Record<string, unknown>>
  ids: readonly DescriptionId[]
}

/** @throws exportForStaffOnly, exportNothing, exportOptionUnknown, handleUnknown, institutionIncomplete */
export function startReading(
  context: Context,
  exporter: ReadingExporter,
  { to, audience, reason, withNotes, options, ids }: Asked,
): { jobId: JobId } {
  const { db, database } = context.catalogue()
  if (audience !== 'staff') throw refusal('exportForStaffOnly', { format: exporter.name })
  checkLeaving(context, 'reading', reason)
  const chosen = exportOptions(exporter, options)
  if (!readInstitution(db)) throw refusal('institutionIncomplete', { missing: ['institution'] })
  const rows = readRows(db, ids)
  if (rows.length === 0) throw refusal('exportNothing', { unpublished: 0 })
  const target = to === null ? null : context.handles.take(to, 'write')
  if (to !== null && target === null) throw refusal('handleUnknown', {})
  const told = { format: exporter.id, records: rows.length }
  const leaving = leave(context, 'reading', { reason, told })
  const job = context.jobs.start('export', 'pages', async (control) => {
    const place = target ?? (await context.exported.downloadFolder())
    const files = filesFor(place, null, exporter.extension, rows).map(({ rootId, path: plain }) => {
      const path = leaving.named(plain)
      return { descriptionId: rootId, path, part: partialBeside(path) }
    })
    context.exported.remember(
      control.id,
      files.map(({ path }) => path),
    )
    const input = {
      databasePath: database,
      format: exporter.id,
      language: chosen.language,
      withForm: chosen.form === 'formQuiet',
      withNotes,
      isMarked: leaving.marked,
      generator: `Shoko ${context.version}`,
      at: context.clock.now(),
    }
    const folder = await context.exported.downloadFolder()
    try {
      const withImages = chosen.images === 'withImages'
      const pages = withImages ? files.flatMap((file) => pagesOf(db, file.descriptionId)) : null
      return await written(context, { exporter, files, pages, folder, input }, control)
    } finally {
      for (const path of [folder, ...files.map(({ part }) => part)])
        await rm(path, { recursive: true, force: true })
    }
  })
  return { jobId: job.id }
}

interface Writing {
  readonly exporter: ReadingExporter
  readonly files: readonly ReadingFile[]
  /** Null: the copies have no images. */
  readonly pages: readonly Page[] | null
  /** Where images of pages wait until they are written. */
  readonly folder: string
  readonly input: Omit<ExportReadingInput, 'images' | 'files'>
}

async function written(
  context: Context,
  { exporter, files, pages, folder, input }: Writing,
  { signal, progress }: JobControl,
): Promise<JobResult> {
  const drawn = pages ?? []
  const total = drawn.length + files.length
  const { ids, remarks } = await pictures(context, drawn, folder, signal, (done) => progress(done, total))
  const made = await context.tasks.run(
    'exportReading',
    { ...input, images: pages && { folder, ids }, files: [...files] },
    { signal, onProgress: (done) => progress(drawn.length + done, total) },
  )
  for (const [index, { sheets }] of made.entries()) {
    const { part = '', path = '' } = files[index] ?? {}
    // What opens pages for the desk opens this, too.
    const found =
      sheets === null ? null : await context.decoding.probe(part, { name: basename(path), signal })
    if (found && found.pages.length !== sheets)
      throw refusal('exportInvalid', { problems: [{ line: 0, rule: 'readBack' }] })
  }
  const results: ExportResult['files'] = []
  for (const { part, path } of files) {
    await rename(part, path)
    results.push({ name: basename(path), byteSize: (await stat(path)).size, descriptions: 1 })
  }
  const all = [...remarks, ...made.flatMap((one) => one.remarks)]
  return {
    kind: 'export',
    format: exporter.id,
    audience: 'staff',
    files: results,
    descriptions: results.length,
    heldBack: 0,
    remarks: all.slice(0, MOST_REMARKS),
    remarked: all.length,
    validation: { schema: `${exporter.name} ${exporter.version}`, valid: true, problems: [] },
  }
}

const MOST_REMARKS = 1000

/** Images of pages as they are shown, put into a folder; what cannot be opened is told and left out. */
async function pictures(
  context: Context,
  pages: readonly Page[],
  folder: string,
  signal: AbortSignal,
  ondone: (done: number) => void,
): Promise<{ ids: number[]; remarks: ExportResult['remarks'] }> {
  const [ids, remarks]: [number[], ExportResult['remarks']] = [[], []]
  for (const [index, page] of pages.entries()) {
    if (signal.aborted) throw refusal('cancelled', {})
    const jpeg = await shownPage(context, page, { signal, background: true }).catch((error: unknown) => {
      if (!isRefusal(error) || error.code === 'cancelled') throw error
      const unit = page.scan?.fileName ?? String(page.id)
      remarks.push({ code: 'imageNotOpened', unit, detail: page.label ?? String(page.number) })
      return null
    })
    if (jpeg) {
      await writeFile(imageIn(folder, page.id), jpeg)
      ids.push(page.id)
    }
    ondone(index + 1)
  }
  return { ids, remarks }
}

/** A page as it is shown, in the size of documents; null for one without an image. */
export async function shownPage(
  context: Context,
  page: Page,
  asking?: { signal?: AbortSignal; background?: boolean },
): Promise<Uint8Array | null> {
  const catalogue = context.catalogue()
  const scan = scanOfPage(catalogue.db, page.id)
  if (!scan) return null
  const { width, height, rotation, part, adjustments } = page
  return context.tiles.shown(
    pageImage(catalogue, scan),
    { width, height, rotation, part, adjustments },
    BOX,
    asking,
  )
}

/** The document as the desk shows it. @throws noCatalogueOpen, descriptionNotFound */
export function readingView(
  context: Context,
  descriptionId: number,
  { language, theme }: { language: Language; theme: 'light' | 'dark' },
): Promise<string> {
  return context.tasks.run('readingView', {
    databasePath: context.catalogue().database,
    descriptionId,
    language,
    theme,
    withNotes: false,
    withForm: true,
    // It can be printed as it is.
    isMarked: isUnderReview(context.catalogue().db),
    generator: `Shoko ${context.version}`,
    at: context.clock.now(),
  })
}
