/** Encrypting a catalogue's record, and looking for what stays readable, on a thread of its own. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { close, openToRead } from '../../catalogue/database.ts'
import { convert, PARTS } from '../../catalogue/encryption/convert.ts'
import type { DatabaseKey } from '../../catalogue/encryption/keyring.ts'
import { remainsOf, removePlainCopies } from '../../catalogue/encryption/remains.ts'
import type { Kept, Places } from '../../catalogue/encryption/remains.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import { writeAtomic } from '../../platform/files.ts'
import type { Language } from '../../shared/i18n/index.ts'

export interface ConvertInput {
  database: string
  target: string
  /** Null: plain. */
  key: DatabaseKey | null
}

export interface SheetInput {
  path: string
  catalogue: string
  slot: string
  key: string
  day: string
  language: Language
  generator: string
}

export type EncryptionTasks = {
  convertDatabase: Task<ConvertInput, null>
  plainRemains: Task<Places & { database: string }, Kept>
  removePlainCopies: Task<Places, null>
  recoverySheet: Task<SheetInput, null>
}

export const encryptionTasks: EncryptionTasks = {
  async convertDatabase({ database, target, key }, { signal, progress }) {
    const { size } = await stat(database)
    await convert(database, target, key, {
      signal,
      part: (done) => progress(done * size, PARTS * size),
    })
    return null
  },

  plainRemains({ database, ...places }) {
    const db = openToRead(database)
    try {
      return Promise.resolve(remainsOf(db, places))
    } finally {
      close(db)
    }
  },

  removePlainCopies(places) {
    removePlainCopies(places)
    return Promise.resolve(null)
  },

  async recoverySheet({ path, generator, ...said }) {
    const [{ pdfOf }, { recoveryPage }] = await Promise.all([
      import('../../exporters/print/pdf.ts'),
      import('./sheet.ts'),
    ])
    await writeAtomic(path, pdfOf([recoveryPage(said)], { title: said.catalogue, creator: generator }))
    return null
  },
}

/** Where the database under the other key is made. */
export const convertedIn = (folder: string): string => join(folder, 'catalogue.sqlite.converted')
