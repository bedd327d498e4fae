/** Documents as records: each importer reads, and what it does not take is kept with its line. */
import { basename } from 'node:path'
import type { ImportedDocument } from '../../importers/importer.ts'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'
import type { ImportResult } from '../../shared/contract/import.ts'
import { LONGEST_VALUE } from '../../shared/domain/text-size.ts'
import type { DocumentFile } from './sources.ts'

export interface ReadDocument extends ImportedDocument {
  file: string
}

/** Whether a paragraph is longer than any that can be written, or shown. */
const isTooLong = ({ texts }: ImportedDocument): boolean =>
  texts.some(({ paragraphs }) => paragraphs.some(({ value }) => value.length > LONGEST_VALUE))

export function readDocuments(files: readonly DocumentFile[]): {
  documents: ReadDocument[]
  refused: ImportResult['refused']
} {
  const documents: ReadDocument[] = []
  const refused: ImportResult['refused'] = []
  for (const { path, importer, text } of files) {
    const file = basename(path)
    try {
      const read = importer.read(text)
      if (read.some(isTooLong)) throw refusal('paragraphTooLong', { file, limit: LONGEST_VALUE })
      documents.push(...read.map((document) => ({ ...document, file })))
    } catch (error) {
      if (!isRefusal(error)) throw error
      refused.push({ file, code: error.code, data: (error.data ?? {}) as Record<string, unknown> })
    }
  }
  return { documents, refused }
}
