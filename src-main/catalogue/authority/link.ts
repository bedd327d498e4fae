/** The names of a description: links to authorities, each made where there is none of that name. */
import type { Agent } from '../../shared/contract/description.ts'
import type { AuthorityId } from '../../shared/contract/ids.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { unusedId } from '../rows.ts'
import { indexAuthority } from './index.ts'

/** Names of many descriptions, each in the authorized form. */
export const agentsOf = (db: ReadDatabase, descriptionIds: string): (Agent & { descriptionId: number })[] =>
  all(
    db,
    sql`SELECT descriptionId, agent.authorityId, coalesce(form.value, '') AS name, type, role, form.language, form.script, suppliedBy
        FROM agent JOIN authority ON authority.id = agent.authorityId
        LEFT JOIN authorityName AS form ON form.id = (
          SELECT id FROM authorityName WHERE authorityId = authority.id AND kind = 'authorized' ORDER BY seq LIMIT 1)
        WHERE descriptionId IN (SELECT value FROM json_each(${descriptionIds})) ORDER BY descriptionId, agent.seq`,
  )

/** The authority of this name and type; null when there is none. */
export const authorityNamed = (db: ReadDatabase, name: string, type: Agent['type']): AuthorityId | null =>
  // A name that is only a variant of somebody else's may well be another one's.
  get<{ id: AuthorityId }>(
    db,
    sql`SELECT authority.id FROM authorityName JOIN authority ON authority.id = authorityId
        WHERE value = ${name} AND type = ${type} AND binnedAt IS NULL AND kind <> 'variant' ORDER BY kind, authority.id LIMIT 1`,
  )?.id ?? null

/** The authority that a link means: the one with its id, or with its name and type, made when there is none. */
export function authorityFor(
  db: WriteDatabase,
  { authorityId, name, type, language, script }: Omit<Agent, 'role' | 'suppliedBy'>,
): number {
  const found = authorityId ?? authorityNamed(db, name, type)
  if (found !== null) return found
  const id = unusedId(db, 'authority')
  run(db, sql`INSERT INTO authority (id, type) VALUES (${id}, ${type})`)
  run(
    db,
    sql`INSERT INTO authorityName (authorityId, seq, kind, value, language, script)
        VALUES (${id}, 0, 'authorized', ${name}, ${language}, ${script})`,
  )
  indexAuthority(db, id)
  return id
}

/** Adds a name to the agents of a description as one that is mentioned, unless it has a role there already. */
export const addMentioned = (db: WriteDatabase, descriptionId: number, authorityId: number): void =>
  void run(
    db,
    sql`INSERT INTO agent (descriptionId, seq, authorityId, role)
        SELECT ${descriptionId}, (SELECT coalesce(max(seq) + 1, 0) FROM agent WHERE descriptionId = ${descriptionId}), ${authorityId}, 'mentioned'
        WHERE NOT EXISTS (SELECT 1 FROM agent WHERE descriptionId = ${descriptionId} AND authorityId = ${authorityId})`,
  )

export const authorityExists = (db: ReadDatabase, id: number): boolean =>
  get(db, sql`SELECT 1 FROM authority WHERE id = ${id} AND binnedAt IS NULL`) !== undefined
