/** The catalogues that a person opened, the last first. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { jsonFile } from './json-file.ts'

const Recents = z.array(z.object({ folder: z.string(), openedAt: z.string() }))
const REMEMBERED = 20

export const recents = (userFolder: string) => jsonFile(join(userFolder, 'recent.json'), Recents, [])

/** A path is never shown to a page: recent catalogues go by a fingerprint. */
export const recentId = (folder: string): string =>
  createHash('sha256').update(folder).digest('hex').slice(0, 16)

export const recentFolder = (userFolder: string, id: string): string | null =>
  recents(userFolder)
    .read()
    .find(({ folder }) => recentId(folder) === id)?.folder ?? null

/** Puts a catalogue first among the recent ones. */
export function rememberFolder(userFolder: string, folder: string, openedAt: string): void {
  const file = recents(userFolder)
  const others = file.read().filter((recent) => recent.folder !== folder)
  file.write([{ folder, openedAt }, ...others].slice(0, REMEMBERED))
}
