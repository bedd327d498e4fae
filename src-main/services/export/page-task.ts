/** Files of words and boxes, on a thread of its own; each is read back before it gets its name. */
import { rename, rm, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { readPage } from '../../catalogue/scan.ts'
import { readText } from '../../catalogue/text/read.ts'
import { pageExporterOf } from '../../exporters/index.ts'
import { paragraphsOut } from '../../exporters/ocr/page.ts'
import type { PageExporter, WrittenPage } from '../../exporters/ocr/page.ts'
import { readOcrFile } from '../../importers/ocr/index.ts'
import type { TaskControl } from '../../jobs/worker-thread.ts'
import { partialBeside, writeAtomic } from '../../platform/files.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { ExportResult } from '../../shared/contract/export.ts'

export interface PageFile {
  descriptionId: number
  textId: number
  pageId: number
  path: string
}

export interface ExportPagesInput {
  databasePath: string
  format: string
  generator: string
  at: string
  files: PageFile[]
}

export async function exportPages(input: ExportPagesInput, control: TaskControl): Promise<ExportResult> {
  const exporter = pageExporterOf(input.format)
  if (!exporter) throw refusal('exportFormatUnknown', { format: input.format })
  const db = openToRead(input.databasePath)
  const parts: { part: string; path: string }[] = []
  try {
    return await snapshot(db, () => writeAll(db, exporter, input, control, parts))
  } finally {
    close(db)
    for (const { part } of parts) await rm(part, { force: true })
  }
}

async function writeAll(
  db: ReadDatabase,
  exporter: PageExporter,
  { files, generator, at }: ExportPagesInput,
  { signal, progress }: TaskControl,
  parts: { part: string; path: string }[],
): Promise<ExportResult> {
  const remarks: ExportResult['remarks'] = []
  for (const { textId, pageId, path } of files) {
    const page = pageOut(db, textId, pageId)
    if (!page) continue
    const part = partialBeside(path)
    parts.push({ part, path })
    await writeAtomic(part, exporter.write(page.written, { generator, at }), { signal })
    await checkBack(part, page.written)
    if (page.withoutPlace > 0)
      remarks.push({ code: 'withoutPlace', unit: basename(path), detail: String(page.withoutPlace) })
    progress(parts.length, files.length)
  }
  const results: ExportResult['files'] = []
  for (const { part, path } of parts) {
    await rename(part, path)
    results.push({ name: basename(path), byteSize: (await stat(path)).size, descriptions: 1 })
  }
  return {
    format: exporter.id,
    audience: 'staff',
    files: results,
    descriptions: new Set(files.map(({ descriptionId }) => descriptionId)).size,
    heldBack: 0,
    remarks,
    remarked: remarks.length,
    validation: { schema: `${exporter.name} ${exporter.version}`, valid: true, problems: [] },
  }
}

function pageOut(db: ReadDatabase, textId: number, pageId: number) {
  const text = readText(db, textId)
  const page = readPage(db, pageId)
  if (!text || page?.width == null || page.height === null) return null
  const own = text.paragraphs.filter((paragraph) => paragraph.pageId === pageId)
  const written: WrittenPage = {
    number: page.number,
    image: page.scan?.fileName ?? null,
    width: page.width,
    height: page.height,
    language: text.language,
    script: text.script,
    direction: text.direction,
    paragraphs: own.filter(({ lines }) => lines.length > 0),
  }
  return {
    written,
    withoutPlace: own.filter(({ lines, value }) => lines.length === 0 && value !== '').length,
  }
}

/** There is no schema of these formats here: what another program would read is compared with what was meant. */
async function checkBack(part: string, page: WrittenPage): Promise<void> {
  const { pages } = await readOcrFile(part)
  const words = (lists: readonly { words: readonly unknown[] }[]) =>
    lists.reduce((sum, line) => sum + line.words.length, 0)
  const meant = words(paragraphsOut(page).flatMap(({ lines }) => lines))
  const found = words(pages.flatMap(({ paragraphs }) => paragraphs.flat()))
  if (pages.length !== 1 || found !== meant)
    throw refusal('exportInvalid', { problems: [{ line: 0, rule: 'readBack' }] })
}
