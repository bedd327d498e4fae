/** What of an encrypted catalogue can be read without its passphrase, as far as the program can know. */
import { readdirSync, rmSync, statSync } from 'node:fs'
import type { Dirent } from 'node:fs'
import { join } from 'node:path'
import type { Remains } from '../../shared/contract/encryption.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { isSealed } from '../../platform/sealed-file/keys.ts'
import { wipe } from './convert.ts'
import { headOf } from './keyring.ts'

type PlainCopy = Remains['copies'][number]
export type Kept = Omit<Remains, 'exports'>

const SIDES = ['-wal', '-shm', '-journal']

const DATABASE = /\.sqlite(-wal|-shm|-journal)?$/

/** Folders that hold no database, and very many files. */
const IMAGES = new Set(['scans', 'derivatives'])

const entriesOf = (folder: string): Dirent[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

/** Plain databases in a folder and below it. */
function* plainIn(folder: string, prefix = ''): Generator<{ name: string; path: string }> {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !IMAGES.has(entry.name)) yield* plainIn(path, `${prefix}${entry.name}/`)
    else if (entry.isFile() && entry.name !== 'lock.sqlite' && headOf(path) === 'plain')
      yield { name: prefix + entry.name, path }
  }
}

export interface Places {
  folder: string
  second: string | null
}

function* plainCopies({ folder, second }: Places): Generator<PlainCopy & { path: string }> {
  for (const [place, where] of [
    ['catalogue', folder],
    ['second', second],
  ] as const) {
    if (where === null) continue
    for (const { name, path } of plainIn(where)) yield { name, path, place, byteSize: statSync(path).size }
  }
}

/** Files that anybody reads: of a database it is said elsewhere. */
function amountIn(folder: string): Remains['scans'] {
  const sum = { files: 0, byteSize: 0 }
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      const below = amountIn(path)
      sum.files += below.files
      sum.byteSize += below.byteSize
    } else if (entry.isFile() && !isSealed(path) && !DATABASE.test(entry.name)) {
      sum.files += 1
      sum.byteSize += statSync(path).size
    }
  }
  return sum
}

export function remainsOf(db: ReadDatabase, places: Places): Kept {
  return {
    copies: [...plainCopies(places)].map(({ name, place, byteSize }) => ({ name, place, byteSize })),
    scans: amountIn(join(places.folder, 'scans')),
    derivatives: amountIn(join(places.folder, 'derivatives')),
    linked: get<{ n: number }>(db, sql`SELECT count(*) AS n FROM scan WHERE storage = 'linked'`)?.n ?? 0,
    loans: all<{ to: string; at: string }>(
      db,
      sql`SELECT lentTo AS "to", lentAt AS at FROM loan WHERE endedAt IS NULL ORDER BY lentAt`,
    ),
  }
}

/** Writes over the plain copies and removes them. */
export function removePlainCopies(places: Places): void {
  for (const { path } of [...plainCopies(places)]) {
    for (const side of SIDES) wipe(path + side)
    wipe(path)
  }
}

/** What was made of the record and can be made again: results of checks, whose words are those of the record. */
export function dropDerivedWords(folder: string): void {
  const derivatives = join(folder, 'derivatives')
  for (const entry of entriesOf(derivatives)) {
    const path = join(derivatives, entry.name)
    if (PICTURES.test(entry.name)) continue
    if (entry.isFile()) wipe(path)
    else rmSync(path, { recursive: true, force: true })
  }
}

const PICTURES = /^[0-9a-f]{2}$/

/** Pictures made of the masters, which are made again: those that are plain are written over, those under a key removed. */
export function dropPictures(folder: string, which: 'plain' | 'sealed'): void {
  const derivatives = join(folder, 'derivatives')
  for (const { name } of entriesOf(derivatives).filter((one) => one.isDirectory() && PICTURES.test(one.name)))
    for (const entry of entriesOf(join(derivatives, name))) {
      const path = join(derivatives, name, entry.name)
      if (!entry.isFile() || isSealed(path) !== (which === 'sealed')) continue
      if (which === 'plain') wipe(path)
      else rmSync(path, { force: true })
    }
}
