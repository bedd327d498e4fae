/** Reading copies, on a thread of its own: each is written beside its place and read back; whoever asked gives it its name. */
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { close, openToRead, snapshot } from '../../../catalogue/database.ts'
import { readingExporterOf } from '../../../exporters/index.ts'
import { htmlOf } from '../../../exporters/reading/html.ts'
import type { ReadingImages } from '../../../exporters/reading/index.ts'
import type { Task } from '../../../jobs/worker-thread.ts'
import { writeAtomic } from '../../../platform/files.ts'
import { isRefusal, refusal } from '../../../shared/contract/errors.ts'
import type { ExportResult } from '../../../shared/contract/export.ts'
import { shownPath } from './address.ts'
import { readingOf } from './source.ts'
import type { ReadingInput } from './source.ts'

export interface ReadingFile {
  readonly descriptionId: number
  /** Where it is written, and what it is to be called. */
  readonly part: string
  readonly path: string
}

export interface ExportReadingInput extends ReadingInput {
  readonly databasePath: string
  readonly format: string
  /** Where the images of pages lie, by the ids of these; null: the copy has none. */
  readonly images: { readonly folder: string; readonly ids: readonly number[] } | null
  readonly files: readonly ReadingFile[]
}

export interface WrittenFile {
  /** How many sheets it should have; null for a file that is read back already. */
  readonly sheets: number | null
  readonly remarks: ExportResult['remarks']
}

export interface ReadingViewInput extends ReadingInput {
  readonly databasePath: string
  readonly descriptionId: number
  readonly theme: 'light' | 'dark'
}

export type ReadingTasks = {
  exportReading: Task<ExportReadingInput, WrittenFile[]>
  readingView: Task<ReadingViewInput, string>
}

export const readingTasks: ReadingTasks = {
  async exportReading(input, { signal, progress }) {
    const exporter = readingExporterOf(input.format)
    if (!exporter) throw refusal('exportFormatUnknown', { format: input.format })
    const { images, files } = input
    const known = new Set(images?.ids)
    const pictures: ReadingImages | null = images && {
      has: ({ id }) => known.has(id),
      read: ({ id }) => readFile(imageIn(images.folder, id)),
    }
    const db = openToRead(input.databasePath)
    try {
      return await snapshot(db, async () => {
        const written: WrittenFile[] = []
        for (const { descriptionId, part, path } of files) {
          const document = readingOf(db, descriptionId, input)
          const { content, sheets, missing } = await exporter.write(document, pictures, input.generator)
          await writeAtomic(part, content, { signal }).catch((error: unknown) => {
            // The person knows the file by the name that it was to get.
            const full = isRefusal(error) && error.code === 'diskFull'
            throw full ? refusal('diskFull', { file: basename(path) }) : error
          })
          await exporter.check?.(part, document)
          const unit = document.code ?? String(descriptionId)
          const remarks = [...missing].map((detail) => ({ code: 'notInTypeface' as const, unit, detail }))
          written.push({ sheets, remarks })
          progress(written.length, files.length)
        }
        return written
      })
    } finally {
      close(db)
    }
  },

  async readingView({ databasePath, descriptionId, theme, ...input }) {
    const db = openToRead(databasePath)
    try {
      const document = await snapshot(db, () => Promise.resolve(readingOf(db, descriptionId, input)))
      let html = ''
      const image = (page: Parameters<typeof shownPath>[0]) => Promise.resolve(shownPath(page))
      for await (const piece of htmlOf(document, { image, images: 'program', links: false, theme }))
        html += piece
      return html
    } finally {
      close(db)
    }
  },
}

export const imageIn = (folder: string, pageId: number): string => join(folder, `${String(pageId)}.jpg`)
