/** What an importer read of a document, beside the fields: its texts, and what waits to be decided. */
import { insertProposals } from './proposal.ts'
import type { WriteDatabase } from './database.ts'
import { insertText } from './text/write.ts'
import type { NewText } from './text/write.ts'

export interface Reading {
  readonly texts: readonly NewText[]
  readonly proposals: readonly {
    field: string
    value: unknown
    source: string
    line: number
    basis: string
  }[]
  readonly unmapped: readonly { line: number; text: string }[]
}

export function insertReading(db: WriteDatabase, descriptionId: number, reading: Reading): void {
  for (const text of reading.texts) insertText(db, descriptionId, text)
  insertProposals(db, descriptionId, [
    ...reading.proposals.map(({ field, value, source, line, basis }) => ({
      kind: 'field' as const,
      field,
      value: JSON.stringify(value),
      source,
      line,
      basis,
    })),
    ...reading.unmapped.map(({ line, text }) => ({
      kind: 'unmapped' as const,
      field: null,
      value: null,
      source: text,
      line,
      basis: 'unmapped',
    })),
  ])
}
