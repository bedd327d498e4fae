/**
 * Which catalogues a person trusts: their own, and those from others that they said they know. Kept by the catalogue's
 * identifier and its place together, so that another one put in the same place is asked about again.
 */
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { jsonFile } from './json-file.ts'
import { recents } from './recent-catalogues.ts'

const Trusted = z.object({
  uid: z.string(),
  folder: z.string(),
  /** Whether its linked scans are followed to wherever they lie. */
  links: z.boolean(),
})
export type Trust = Pick<z.infer<typeof Trusted>, 'links'>

const pathOf = (userFolder: string) => join(userFolder, 'trusted.json')
const fileOf = (userFolder: string) => jsonFile(pathOf(userFolder), z.array(Trusted), [])

/** What was worked in before anybody was asked is known; this is looked at once. `uidOf` throws for what is not there. */
export function knowRecents(userFolder: string, uidOf: (folder: string) => string): void {
  if (existsSync(pathOf(userFolder))) return
  const known = recents(userFolder)
    .read()
    .flatMap(({ folder }) => {
      try {
        return [{ uid: uidOf(folder), folder: real(folder), links: true }]
      } catch {
        return []
      }
    })
  fileOf(userFolder).write(known)
}

/** What a person said of a catalogue; null when nothing. */
export function trustIn(userFolder: string, uid: string, folder: string): Trust | null {
  const place = real(folder)
  const found = fileOf(userFolder)
    .read()
    .find((one) => one.uid === uid && one.folder === place)
  return found ? { links: found.links } : null
}

export function trust(userFolder: string, uid: string, folder: string, { links }: Trust): void {
  const place = real(folder)
  const file = fileOf(userFolder)
  const others = file.read().filter((one) => one.folder !== place)
  file.write([...others, { uid, folder: place, links }])
}

function real(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}
