/** Printing into a file, on a thread of its own with a connection of its own that only reads. */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import { writeAtomic } from '../../platform/files.ts'
import type { PrintResult } from '../../shared/contract/print.ts'
import type { Printing } from './pages.ts'

export interface PrintInput extends Printing {
  databasePath: string
  path: string
  generator: string
}

export type PrintTasks = { print: Task<PrintInput, PrintResult> }

/** Missing characters that a result names. */
const NAMED = 50

export const printTasks: PrintTasks = {
  async print(input, { signal, progress }) {
    // Typefaces and barcodes take a while to load: only who prints waits for them.
    const [{ pdfOf }, { printout }] = await Promise.all([
      import('../../exporters/print/pdf.ts'),
      import('./pages.ts'),
    ])
    const db = openToRead(input.databasePath)
    let [pages, printed] = [0, 0]
    try {
      return await snapshot(db, async () => {
        const out = printout(db, input, () => progress(++printed, input.ids.length))
        const numbered = function* () {
          for (const page of out.pages) {
            pages += 1
            yield page
          }
        }
        await writeAtomic(input.path, pdfOf(numbered(), { title: out.title, creator: input.generator }), {
          signal,
        })
        return {
          what: input.what,
          file: { name: basename(input.path), byteSize: (await stat(input.path)).size },
          pages,
          printed,
          cut: out.cut(),
          missing: [...out.type.missing].slice(0, NAMED),
        }
      })
    } finally {
      close(db)
    }
  },
}
