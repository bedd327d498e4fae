/** Encrypting a catalogue's record, and looking for what stays readable, on a thread of its own. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { close, openToRead } from '../../catalogue/database.ts'
import { convert, PARTS } from '../../catalogue/encryption/convert.ts'
import type { DatabaseKey } from '../../catalogue/encryption/keyring.ts'
import { sealMasters, unsealMasters } from '../../catalogue/encryption/convert-masters.ts'
import { sealingOf } from '../../catalogue/encryption/masters.ts'
import { dropPictures, remainsOf, removePlainCopies } from '../../catalogue/encryption/remains.ts'
import type { Kept, Places } from '../../catalogue/encryption/remains.ts'
import { allScans } from '../../catalogue/scan.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import { writeAtomic } from '../../platform/files.ts'
import type { SealingKeys } from '../../platform/sealed-file/keys.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Language } from '../../shared/i18n/index.ts'

export interface ConvertInput {
  database: string
  target: string
  /** Null: plain. */
  key: DatabaseKey | null
}

export interface FilesInput {
  folder: string
  database: string
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
  /** The masters of a catalogue that is encrypted, and the pictures made of them. */
  sealFiles: Task<FilesInput, null>
  /** The same, back. */
  unsealMasters: Task<FilesInput, null>
  dropSealedPictures: Task<Pick<FilesInput, 'folder'>, null>
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

  async sealFiles({ folder }, going) {
    await sealMasters(folder, keysOf(folder), going)
    dropPictures(folder, 'plain')
    return null
  },

  async unsealMasters({ folder, database }, going) {
    const db = openToRead(database)
    let names: ReadonlyMap<string, string>
    try {
      names = new Map(allScans(db).map(({ path, fileName }) => [path, fileName]))
    } finally {
      close(db)
    }
    await unsealMasters(folder, keysOf(folder), names, going)
    return null
  },

  dropSealedPictures({ folder }) {
    dropPictures(folder, 'sealed')
    return Promise.resolve(null)
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

/** @throws notEncrypted */
function keysOf(folder: string): SealingKeys {
  const keys = sealingOf(folder)
  if (keys === null) throw refusal('notEncrypted', {})
  return keys
}

/** Where the database under the other key is made. */
export const convertedIn = (folder: string): string => join(folder, 'catalogue.sqlite.converted')
