/** Catalogues as earlier versions of the program left them, a real file for each format that a version had, kept small. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'

const folder = resolve(import.meta.dirname, 'catalogue', 'older')

/** Their formats, such as `0001`, the oldest first. */
export const OLDER_FORMATS: readonly string[] = readdirSync(folder)
  .map((name) => name.slice(0, 4))
  .sort()

/** Writes the database of a format to a path. */
export const writeOlder = (format: string, path: string): void =>
  writeFileSync(path, gunzipSync(readFileSync(join(folder, `${format}.sqlite.gz`))))
