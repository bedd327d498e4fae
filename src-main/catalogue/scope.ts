/** The descriptions that a scope names. */
import type { DescriptionId } from '../shared/contract/ids.ts'
import type { Scope } from '../shared/contract/scope.ts'
import { parseQuery } from '../shared/domain/query/index.ts'
import { all, get, sql } from './database.ts'
import type { ReadDatabase } from './database.ts'
import { idsInList } from './list.ts'
import { findDescriptions } from './search/index.ts'

/** Ids in the order of the tree (found ones: in that of the search), what is in the bin left out. */
export function idsInScope(db: ReadDatabase, scope: Scope): DescriptionId[] {
  switch (scope.kind) {
    case 'units':
      return ids(
        db,
        sql`SELECT description.id FROM json_each(${JSON.stringify([...new Set(scope.ids)])}) AS asked JOIN description ON description.id = asked.value
            WHERE binnedAt IS NULL ORDER BY asked.key`,
      )
    case 'children':
      return ids(
        db,
        sql`SELECT id FROM description WHERE parentId IS ${scope.parentId} AND binnedAt IS NULL ORDER BY position, id`,
      )
    case 'branch':
      return ids(
        db,
        sql`WITH RECURSIVE branch (id, depth, position) AS (
              SELECT id, 0, position FROM description WHERE binnedAt IS NULL
                AND iif(${scope.id} IS NULL, parentId IS NULL, id = ${scope.id})
              UNION ALL
              SELECT child.id, depth + 1, child.position FROM description AS child
                JOIN branch ON child.parentId = branch.id WHERE child.binnedAt IS NULL
              ORDER BY 2 DESC, 3)
            SELECT id FROM branch`,
      )
    case 'list':
      return idsInList(db, scope.id)
    case 'search':
      return findDescriptions(db, parseQuery(scope.query), { offset: 0, limit: -1 })
  }
}

/** A stretch of a scope with the number of all of it; the units under one are counted and found without listing them all. */
export function scopeWindow(
  db: ReadDatabase,
  scope: Scope,
  { offset, limit }: { offset: number; limit: number },
): { total: number; ids: DescriptionId[] } {
  if (scope.kind === 'children') {
    const counted = get<{ total: number }>(
      db,
      sql`SELECT children AS total FROM childCount WHERE parentId = ${scope.parentId ?? 0}`,
    )
    const window = sql`SELECT id FROM description WHERE parentId IS ${scope.parentId} AND binnedAt IS NULL
        ORDER BY position, id LIMIT ${limit} OFFSET ${offset}`
    return { total: counted?.total ?? 0, ids: ids(db, window) }
  }
  const whole = idsInScope(db, scope)
  return { total: whole.length, ids: whole.slice(offset, offset + limit) }
}

const ids = (db: ReadDatabase, statement: ReturnType<typeof sql>): DescriptionId[] =>
  all<{ id: DescriptionId }>(db, statement).map(({ id }) => id)
