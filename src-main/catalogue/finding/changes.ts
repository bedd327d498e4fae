/** What changed since a check, and so must be checked again. */
import { all, get, sql } from '../database.ts'
import type { ReadDatabase } from '../database.ts'
import { lastChangeId } from '../recording.ts'

/** More than these are not checked again one by one. */
const MOST = 300

export interface Changes {
  upTo: number
  /** Units that changed, those that follow them, and those directly below; null when there are too many, or when rules or names changed. */
  ids: number[] | null
}

export function changesSince(db: ReadDatabase, upTo: number): Changes {
  const last = lastChangeId(db)
  if (last === upTo) return { upTo, ids: [] }
  if (last < upTo) return { upTo: last, ids: null }
  const general = get(
    db,
    sql`SELECT 1 FROM historyChange NOT INDEXED WHERE id > ${upTo} AND descriptionId IS NULL
        AND NOT (operation = 'insert' AND tableName IN ('authority', 'authorityName')) LIMIT 1`,
  )
  const changed = all<{ id: number }>(
    db,
    sql`SELECT DISTINCT descriptionId AS id FROM historyChange NOT INDEXED
        WHERE id > ${upTo} AND descriptionId IS NOT NULL LIMIT ${MOST + 1}`,
  ).map(({ id }) => id)
  if (general !== undefined || changed.length > MOST) return { upTo: last, ids: null }
  const around = all<{ id: number }>(
    db,
    sql`SELECT id FROM description WHERE parentId IN (SELECT value FROM json_each(${JSON.stringify(changed)}))
        UNION
        SELECT next.id FROM json_each(${JSON.stringify(changed)}) AS given JOIN description AS unit ON unit.id = given.value
          JOIN description AS next ON next.id = (
            SELECT sibling.id FROM description AS sibling WHERE sibling.parentId IS unit.parentId AND sibling.binnedAt IS NULL
              AND (sibling.position, sibling.id) > (unit.position, unit.id) ORDER BY sibling.position, sibling.id LIMIT 1)
        LIMIT ${MOST + 1}`,
  ).map(({ id }) => id)
  const ids = [...new Set([...changed, ...around])]
  return { upTo: last, ids: ids.length > MOST * 2 ? null : ids }
}
