/** Files of vocabularies on a thread of their own, each with a connection that only reads. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { SheetProblem } from '../../importers/sheet/problem.ts'
import { sheetRefusal } from '../../importers/sheet/refusal.ts'
import { readVocabulary, VocabularyProblem } from '../../importers/vocabulary/index.ts'
import { vocabularyAsTable } from '../../exporters/vocabulary/table.ts'
import type { Task, TaskControl } from '../../jobs/worker-thread.ts'
import { writeAtomic } from '../../platform/files.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { TermsOutResult } from '../../shared/contract/term.ts'
import { exportedTerms, labelColumns } from '../../catalogue/term/export.ts'
import type { TERM_FILES_OUT } from '../../shared/domain/term.ts'
import { planTerms } from './plan.ts'
import type { Asked, TermPlan } from './plan.ts'

export interface PlanTermsInput extends Asked {
  databasePath: string
  path: string
  /** Where the terms that are to be written are put, one in a line; null: they are only counted. */
  planPath: string | null
}

export interface ExportTermsInput {
  databasePath: string
  path: string
  source: string | null
  as: (typeof TERM_FILES_OUT)[number]
}

export type TermTasks = {
  planTerms: Task<PlanTermsInput, Omit<TermPlan, 'terms'>>
  exportTerms: Task<ExportTermsInput, TermsOutResult>
}

export const termTasks: TermTasks = {
  planTerms: (input, control) =>
    reading(input.databasePath, async (db) => {
      const file = basename(input.path)
      const vocabulary = await readVocabulary(input.path, input.source, control.signal).catch(
        (error: unknown) => {
          if (error instanceof VocabularyProblem)
            throw refusal('vocabularyUnreadable', { file, why: error.why, line: error.line })
          throw error instanceof SheetProblem ? sheetRefusal(error, file) : error
        },
      )
      // A table without a column for labels is no vocabulary.
      if (vocabulary.concepts.every(({ labels }) => labels.length === 0))
        throw refusal('vocabularyEmpty', { file })
      const { terms, ...found } = planTerms(db, vocabulary, input, (done, total) => {
        control.progress(done, total)
      })
      if (input.planPath !== null) await writeLines(input.planPath, terms, control)
      return found
    }),

  exportTerms: (input, { signal, progress }) =>
    reading(input.databasePath, async (db) => {
      // What writes and reads RDF takes a while to load: no other task waits for it.
      const { vocabularyAsSkos } = await import('../../exporters/vocabulary/skos.ts')
      let terms = 0
      const counted = function* () {
        for (const term of exportedTerms(db, input.source)) {
          terms += 1
          if (terms % 100 === 0) progress(terms, null)
          yield term
        }
      }
      const pieces =
        input.as === 'skos'
          ? vocabularyAsSkos(counted())
          : vocabularyAsTable(counted(), labelColumns(db, input.source))
      await writeAtomic(input.path, pieces, { signal })
      return {
        file: { name: basename(input.path), byteSize: (await stat(input.path)).size },
        terms,
      }
    }),
}

async function reading<T>(databasePath: string, read: (db: ReadDatabase) => Promise<T>): Promise<T> {
  const db = openToRead(databasePath)
  try {
    return await snapshot(db, () => read(db))
  } finally {
    close(db)
  }
}

async function writeLines(path: string, terms: readonly unknown[], { signal }: TaskControl): Promise<void> {
  const out = createWriteStream(path, { mode: 0o600 })
  const written = once(out, 'finish')
  for (const term of terms) {
    if (signal.aborted) break
    if (!out.write(`${JSON.stringify(term)}\n`)) await once(out, 'drain')
  }
  out.end()
  await written
  if (signal.aborted) throw refusal('cancelled', {})
}
