/** A small JSON file that belongs to a person: read whole, checked, written beside and renamed. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

export interface JsonFile<T> {
  read(): T
  write(value: T): void
}

/** A file that is missing, or not what it should be, reads as the fallback: preferences are never a reason not to start. */
export function jsonFile<T>(path: string, schema: z.ZodType<T>, fallback: T): JsonFile<T> {
  return {
    read() {
      try {
        return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
      } catch {
        return fallback
      }
    },
    write(value) {
      mkdirSync(dirname(path), { recursive: true })
      const beside = `${path}.part`
      writeFileSync(beside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
      renameSync(beside, path)
    },
  }
}
