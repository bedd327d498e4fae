/** Where a catalogue's copies go as well. The path stays with the program: elsewhere it would lead nowhere. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { jsonFile } from '../platform/json-file.ts'
import type { JsonFile } from '../platform/json-file.ts'

/** Chosen folders by the catalogue that they are for. */
const Chosen = z.record(z.string(), z.string())

export const chosenFolders = (userFolder: string): JsonFile<z.infer<typeof Chosen>> =>
  jsonFile(join(userFolder, 'second-folders.json'), Chosen, {})

/** The folder of the copies in the folder that was chosen. */
export const copiesFolder = (parent: string, name: string): string => join(parent, `${name} copies`)

/** Null when no folder was chosen, or it is not there. */
export function secondFolderOf(userFolder: string, uid: string, name: string): string | null {
  const parent = chosenFolders(userFolder).read()[uid]
  return parent === undefined || !existsSync(parent) ? null : copiesFolder(parent, name)
}
