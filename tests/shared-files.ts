/** Reference files beside the project (`../shared`); users do not have them, and specs that need them skip. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '..', '..', 'shared')

export const hasSharedFiles = existsSync(folder)
export const sharedFile = (path: string): string => resolve(folder, path)

if (!hasSharedFiles) console.warn('skipped: specs that need the reference files in ../shared')
