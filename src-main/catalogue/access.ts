/** How far a catalogue may be opened: read first when it is not known, never written with what is not ours in it. */
import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Access } from '../shared/contract/catalogue.ts'
import { refusal } from '../shared/contract/errors.ts'
import { close, copyTo, openToRead, openToWrite, sqliteRefusal } from './database.ts'
import type { ReadDatabase } from './database.ts'
import { headOf, useKey } from './encryption/keyring.ts'
import { judgeSchema, linkedParts, linkedScans, treeIsSound } from './foreign.ts'
import { holderNow } from './holder.ts'
import { catalogueFacts } from './institution.ts'
import { bringUpToDate, schemaVersion, SCHEMA_VERSION } from './migrate.ts'
import { catalogueFolder, catalogueName, openCatalogue, presentDatabase } from './open.ts'
import type { Catalogue, OpenFile } from './open.ts'
import { placeOf } from '../platform/place.ts'
import { scratchFolder } from '../platform/scratch.ts'

export interface Opening {
  who: string
  since: string
  /** What the person said of a catalogue in a place; null: nothing yet. */
  trustOf: (uid: string, folder: string) => { links: boolean } | null
}

interface Seen {
  uid: string
  version: number
  extra: string[]
  linked: number
}

/**
 * Opens a catalogue as far as it may be: to write when it is known and holds nothing that is not ours, otherwise to
 * read, and says why.
 * @throws catalogueNotFound, notACatalogue, catalogueHeld, catalogueTooNew, catalogueDamaged, catalogueAltered
 */
export function openWithCare(path: string, mode: 'write' | 'read', opening: Opening): Catalogue {
  const folder = catalogueFolder(path)
  const file = basename(folder)
  const database = presentDatabase(folder)
  try {
    const seen = examine(database, folder, opening)
    const links = () => opening.trustOf(seen.uid, folder)?.links ?? false
    const because = whyToRead(mode, seen, opening.trustOf(seen.uid, folder) !== null)
    const opened =
      because === null
        ? openCatalogue(path, opening.who, opening.since)
        : readOnly(folder, database, seen.version)
    const place = placeOf(folder)
    return {
      ...opened,
      get followsLinks() {
        return links()
      },
      get access(): Access {
        const holder = because === 'asked' ? holderNow(folder) : null
        return {
          because: holder === null ? because : 'held',
          holder,
          objects: because === null ? [] : seen.extra,
          linked: links() ? 0 : seen.linked,
          place,
        }
      },
    }
  } catch (error) {
    throw sqliteRefusal(error, file) ?? error
  }
}

function whyToRead(mode: 'write' | 'read', { extra }: Seen, trusted: boolean): Access['because'] {
  if (mode === 'read') return 'asked'
  if (extra.length > 0) return 'altered'
  return trusted ? null : 'foreign'
}

/** Looks at the file without running anything of it. @throws catalogueAltered */
function examine(database: string, folder: string, { trustOf }: Opening): Seen {
  const file = basename(folder)
  const db = openToRead(database)
  try {
    const version = schemaVersion(db, file)
    const { altered, extra } = judgeSchema(db, version)
    if (altered.length > 0) throw refusal('catalogueAltered', { file, objects: altered })
    const uid = catalogueFacts(db)?.uid ?? ''
    if (trustOf(uid, folder) === null) {
      const links = linkedParts(folder).map((name) => `link ${name}`)
      if (links.length > 0) throw refusal('catalogueAltered', { file, objects: links })
      if (!treeIsSound(db)) throw refusal('catalogueAltered', { file, objects: ['table description'] })
    }
    return { uid, version, extra, linked: linkedScans(db) }
  } finally {
    close(db)
  }
}

/** Read as it is, or, when it is of an older version, a copy of it that is brought up to date. */
function readOnly(folder: string, database: string, version: number): OpenFile {
  const base = { folder, name: catalogueName(folder), writer: null }
  if (version === SCHEMA_VERSION) {
    const db = openToRead(database)
    const letKeyGo = useKey(headOf(database))
    return {
      ...base,
      db,
      database,
      close() {
        close(db)
        letKeyGo()
      },
    }
  }
  const scratch = scratchFolder()
  const copy = join(scratch, 'catalogue.sqlite')
  let db: ReadDatabase | undefined
  const letKeyGo = useKey(headOf(database))
  const forget = () => {
    if (db) close(db)
    letKeyGo()
    rmSync(scratch, { recursive: true, force: true })
  }
  try {
    const original = openToRead(database)
    try {
      copyTo(original, copy)
    } finally {
      close(original)
    }
    const writer = openToWrite(copy)
    try {
      bringUpToDate(writer, basename(folder))
    } finally {
      close(writer)
    }
    db = openToRead(copy)
    return { ...base, db, database: copy, close: forget }
  } catch (error) {
    forget()
    throw error
  }
}
