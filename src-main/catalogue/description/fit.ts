/** Whether a unit could have another level or reference code where it stands. */
import type { Description } from '../../shared/contract/description.ts'
import { mayContain } from '../../shared/domain/level.ts'
import type { Level } from '../../shared/domain/level.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'

/** The two levels that could not stand one under the other, or null. */
export function levelMisfit(
  db: ReadDatabase,
  { id, parentId }: { id: number | null; parentId: number | null },
  level: Level,
): { level: Level; parentLevel: Level } | null {
  const parent =
    parentId === null
      ? null
      : get<{ level: Level }>(db, sql`SELECT level FROM description WHERE id = ${parentId}`)
  if (parent && !mayContain(parent.level, level)) return { level, parentLevel: parent.level }
  const below = all<{ level: Level }>(
    db,
    sql`SELECT DISTINCT level FROM description WHERE parentId = ${id} AND binnedAt IS NULL`,
  ).find((child) => !mayContain(level, child.level))
  return below ? { level: below.level, parentLevel: level } : null
}

/** Types of number and languages of texts that the catalogue uses, the commonest first. */
export function usedKinds(db: ReadDatabase): { languages: string[]; identifierTypes: string[] } {
  const words = (statement: ReturnType<typeof sql>) =>
    all<{ word: string }>(db, statement).map(({ word }) => word)
  return {
    languages: words(
      sql`SELECT language AS word FROM descriptionText WHERE field = 'title' AND language IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 8`,
    ),
    identifierTypes: words(
      sql`SELECT type AS word FROM identifier GROUP BY 1 ORDER BY count(*) DESC LIMIT 20`,
    ),
  }
}

/** What an agent of this name is, as far as the catalogue knows. */
export const agentTypeOf = (db: ReadDatabase, name: string): Description['agents'][number]['type'] | null =>
  get<{ type: Description['agents'][number]['type'] }>(
    db,
    sql`SELECT type FROM authorityName JOIN authority ON authority.id = authorityId
        WHERE value = ${name} AND binnedAt IS NULL AND kind <> 'variant' ORDER BY kind, authority.id LIMIT 1`,
  )?.type ?? null

/** Takes the reference codes of units away, as before they are dealt out anew. */
export const clearReferenceCodes = (db: WriteDatabase, ids: readonly number[]): void =>
  void run(
    db,
    sql`UPDATE description SET referenceCode = NULL WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  )
