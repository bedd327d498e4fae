/** Values already in use, for type-ahead. */
import { all, sql } from './database.ts'
import type { ReadDatabase } from './database.ts'

export interface UsedValue {
  value: string
  type: string | null
  uses: number
}

export type UsedField = 'agent' | 'extentUnit' | 'accessPoint' | 'place'

/** Values of a field that hold the words typed, most used first. */
export function usedValues(db: ReadDatabase, field: UsedField, query: string, limit: number): UsedValue[] {
  const like = `%${query.replace(/[\\%_]/g, (character) => `\\${character}`)}%`
  switch (field) {
    case 'agent':
      return all(
        db,
        sql`SELECT value, type, (SELECT count(*) FROM agent WHERE agent.authorityId = authority.id) AS uses
            FROM authorityName JOIN authority ON authority.id = authorityId
            WHERE kind = 'authorized' AND binnedAt IS NULL AND value LIKE ${like} ESCAPE '\\' ORDER BY uses DESC, value LIMIT ${limit}`,
      )
    case 'extentUnit':
      return all(
        db,
        sql`SELECT unit AS value, NULL AS type, count(*) AS uses FROM extent WHERE unit LIKE ${like} ESCAPE '\\'
            GROUP BY unit ORDER BY uses DESC, unit LIMIT ${limit}`,
      )
    case 'accessPoint':
      return all(
        db,
        sql`SELECT value, type, count(*) AS uses FROM accessPoint WHERE value LIKE ${like} ESCAPE '\\'
            GROUP BY value, type ORDER BY uses DESC, value LIMIT ${limit}`,
      )
    case 'place':
      return all(
        db,
        sql`SELECT place AS value, NULL AS type, count(*) AS uses FROM dateOfUnit WHERE place LIKE ${like} ESCAPE '\\'
            GROUP BY place ORDER BY uses DESC, place LIMIT ${limit}`,
      )
  }
}
