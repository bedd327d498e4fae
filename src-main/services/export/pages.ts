/** Giving out pages with what was read on them: for staff alone, a file for each page. */
import { join } from 'node:path'
import { readRows } from '../../catalogue/description/read.ts'
import { pagesOf } from '../../catalogue/scan.ts'
import type { PageExporter } from '../../exporters/ocr/page.ts'
import { textsOf } from '../../catalogue/text/read.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Audience } from '../../shared/contract/export.ts'
import type { JobId } from '../../shared/contract/ids.ts'
import type { Context } from '../context.ts'
import { checkLeaving, leave } from '../../catalogue/way-out.ts'
import { safe } from './names.ts'
import type { PageFile } from './page-task.ts'

interface Asked {
  to: string | null
  audience: Audience
  reason: string
  ids: readonly number[]
}

/** @throws exportForStaffOnly, exportNothing, handleUnknown */
export function startPages(
  context: Context,
  exporter: PageExporter,
  { to, audience, reason, ids }: Asked,
): { jobId: JobId } {
  const catalogue = context.catalogue()
  if (audience !== 'staff') throw refusal('exportForStaffOnly', { format: exporter.name })
  checkLeaving(context, 'pages', reason)
  const files = ids.flatMap((id) => pageFiles(context, id, exporter.extension))
  if (files.length === 0) throw refusal('exportNothing', { unpublished: 0 })
  const target = to === null ? null : context.handles.take(to, 'write')
  if (to !== null && target === null) throw refusal('handleUnknown', {})
  const told = { format: exporter.id, pages: files.length }
  const leaving = leave(context, 'pages', { reason, told })
  const input = {
    databasePath: catalogue.database,
    format: exporter.id,
    generator: `Shoko ${context.version}`,
    at: context.clock.now(),
  }
  const job = context.jobs.start('export', 'pages', async ({ id, signal, progress }) => {
    const folder = target ?? (await context.exported.downloadFolder())
    const placed = files.map((file) => ({ ...file, path: leaving.named(join(folder, file.name)) }))
    context.exported.remember(
      id,
      placed.map(({ path }) => path),
    )
    const asked = { ...input, files: placed }
    const result = await context.tasks.run('exportPages', asked, { signal, onProgress: progress })
    return { kind: 'export', ...result }
  })
  return { jobId: job.id }
}

/** The pages of a description on which a transcription has lines. */
function pageFiles(
  context: Context,
  descriptionId: number,
  extension: string,
): (Omit<PageFile, 'path'> & { name: string })[] {
  const { db } = context.catalogue()
  const texts = textsOf(db, descriptionId).filter(({ kind }) => kind === 'transcription')
  // What somebody has checked comes before what a machine says.
  const ranked = [...texts].sort(
    (one, other) => Number(other.status === 'checked') - Number(one.status === 'checked'),
  )
  const [row] = readRows(db, [descriptionId])
  const code = safe(row?.referenceCode ?? '') || String(descriptionId)
  return pagesOf(db, descriptionId).flatMap((page) => {
    const text = ranked.find(({ paragraphs }) =>
      paragraphs.some(({ pageId, lines }) => pageId === page.id && lines.length > 0),
    )
    if (!text || page.width === null || page.height === null) return []
    const name = `${code}_${String(page.number).padStart(4, '0')}.${extension}`
    return [{ descriptionId, textId: text.id, pageId: page.id, name }]
  })
}
