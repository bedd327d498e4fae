/** Reading every description of a scope takes a second for ten thousand: on a thread of its own. */
import { withLinks } from '../../catalogue/description/bulk.ts'
import { readDescriptions } from '../../catalogue/description/read.ts'
import { close, openToRead } from '../../catalogue/database.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { idsInScope } from '../../catalogue/scope.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import type { BulkChanges } from '../../shared/contract/bulk.ts'
import { DescriptionFields } from '../../shared/contract/description.ts'
import type { Description, DescriptionPatch } from '../../shared/contract/description.ts'
import type { Scope } from '../../shared/contract/scope.ts'
import { bulkChanged, sameValue } from '../../shared/domain/bulk.ts'

export interface Summary {
  total: number
  common: DescriptionPatch
  mixed: { field: string; filled: number }[]
}

export interface Tally {
  total: number
  changed: number
  fields: { field: string; records: number }[]
}

export type BulkTasks = {
  summary: Task<{ databasePath: string; scope: Scope }, Summary>
  tally: Task<{ databasePath: string; scope: Scope; changes: BulkChanges }, Tally>
}

const FIELDS = Object.keys(DescriptionFields.shape) as (keyof DescriptionFields)[]
const CHUNK = 500

export const bulkTasks: BulkTasks = {
  summary: ({ databasePath, scope }) =>
    reading(databasePath, (db) => {
      const ids = idsInScope(db, scope)
      let first: Description | undefined
      const mixed = new Set<string>()
      const filled = new Map<string, number>()
      for (const record of descriptionsOf(db, ids)) {
        first ??= record
        for (const field of FIELDS) {
          const value = record[field]
          if (Array.isArray(value) ? value.length > 0 : value !== null)
            filled.set(field, (filled.get(field) ?? 0) + 1)
          if (!mixed.has(field) && !sameValue(value, first[field])) mixed.add(field)
        }
      }
      const common = Object.fromEntries(
        FIELDS.filter((field) => first !== undefined && !mixed.has(field)).map((field) => [
          field,
          first?.[field],
        ]),
      )
      return {
        total: ids.length,
        common,
        mixed: [...mixed].map((field) => ({ field, filled: filled.get(field) ?? 0 })),
      }
    }),

  tally: ({ databasePath, scope, changes }) =>
    reading(databasePath, (db) => {
      const ids = idsInScope(db, scope)
      const led = withLinks(db, ids, changes)
      const records = new Map<string, number>()
      let changed = 0
      for (const record of descriptionsOf(db, ids)) {
        const fields = Object.keys(bulkChanged(record, led).after)
        if (fields.length > 0) changed++
        for (const field of fields) records.set(field, (records.get(field) ?? 0) + 1)
      }
      return {
        total: ids.length,
        changed,
        fields: [...records].map(([field, count]) => ({ field, records: count })),
      }
    }),
}

function* descriptionsOf(db: ReadDatabase, ids: readonly number[]): Generator<Description> {
  for (let from = 0; from < ids.length; from += CHUNK)
    yield* readDescriptions(db, ids.slice(from, from + CHUNK))
}

function reading<T>(databasePath: string, read: (db: ReadDatabase) => T): Promise<T> {
  const db = openToRead(databasePath)
  try {
    return Promise.resolve(read(db))
  } finally {
    close(db)
  }
}
