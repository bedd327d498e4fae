/** Reading authorities: one, as lines of the sorted list, as suggestions, and where they are used. */
import type { Authority, AuthorityRow } from '../../shared/contract/authority.ts'
import type { AuthorityId, DescriptionId } from '../../shared/contract/ids.ts'
import type { AgentRole, AgentType, Supplier } from '../../shared/domain/field.ts'
import { foldName } from '../../shared/domain/name.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase, Value } from '../database.ts'
import { headingOf, readAuthorityValues } from './values.ts'

const USES = `(SELECT count(DISTINCT descriptionId) FROM agent WHERE agent.authorityId = authority.id)`

export function readAuthority(db: ReadDatabase, id: number): Authority | null {
  const authority = get<Pick<Authority, 'id' | 'uid' | 'type' | 'binnedAt' | 'uses' | 'fileName'>>(db, {
    text: `SELECT id, uid, type, binnedAt, ${USES} AS uses,
                  (SELECT name FROM authorityTaken JOIN authorityFile ON authorityFile.id = fileId WHERE authorityId = authority.id LIMIT 1) AS fileName
           FROM authority WHERE id = ?`,
    parameters: [id],
  })
  return authority ? { ...authority, ...readAuthorityValues(db, id) } : null
}

/** Lines of a list, in the order of the ids. */
export function authorityRows(db: ReadDatabase, ids: readonly number[]): AuthorityRow[] {
  const rows = all<AuthorityRow>(db, {
    text: `SELECT authority.id, type, ${headingOf('authority.id')} AS name,
             (SELECT language FROM authorityName WHERE authorityId = authority.id ORDER BY kind <> 'authorized', seq LIMIT 1) AS language,
             (SELECT reading FROM authorityName WHERE authorityId = authority.id AND reading IS NOT NULL ORDER BY kind <> 'authorized', seq LIMIT 1) AS reading,
             (SELECT value FROM authorityName AS other WHERE authorityId = authority.id AND kind <> 'authorized' AND value <> ''
              ORDER BY other.language IS (SELECT language FROM authorityName WHERE authorityId = authority.id ORDER BY kind <> 'authorized', seq LIMIT 1),
                       kind <> 'parallel', seq LIMIT 1) AS other,
             (SELECT expression FROM authorityDate WHERE authorityId = authority.id ORDER BY kind <> 'existence', seq LIMIT 1) AS dates,
             ${USES} AS uses
           FROM authority WHERE id IN (SELECT value FROM json_each(?))`,
    parameters: [JSON.stringify(ids)],
  })
  const byId = new Map(rows.map((row) => [row.id as number, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export interface AuthorityQuery {
  order: 'kana' | 'latin'
  type: AgentType | null
  query: string
  unused: boolean
  binned: boolean
}

const KEYS = { kana: 'kanaKey', latin: 'latinKey' } as const

/** Every word of a query stands somewhere in the forms of the name. */
function containing(query: string): { condition: string; parameters: Value[] } {
  const words = foldName(query)
    .split(' ')
    .filter((word) => word !== '')
  return { condition: words.map(() => 'AND instr(folded, ?) > 0').join(' '), parameters: words }
}

export function listAuthorities(
  db: ReadDatabase,
  { order, type, query, unused, binned }: AuthorityQuery,
  { offset, limit }: { offset: number; limit: number },
): { total: number; ids: AuthorityId[] } {
  const { condition, parameters } = containing(query)
  // What is in the bin is in no index; it is not much.
  const from = binned
    ? `FROM (SELECT id AS authorityId, type, binnedAt, char(10) || ${headingOf('authority.id')} AS folded FROM authority WHERE binnedAt IS NOT NULL)`
    : 'FROM authorityIndex'
  const where = `WHERE 1 ${type === null ? '' : 'AND type = ?'} ${condition}
    ${unused ? 'AND NOT EXISTS (SELECT 1 FROM agent WHERE agent.authorityId = authorityIndex.authorityId)' : ''}`
  const given: Value[] = [...(type === null ? [] : [type]), ...parameters]
  const total = get<{ total: number }>(db, {
    text: `SELECT count(*) AS total ${from} ${where}`,
    parameters: given,
  })
  const ids = all<{ id: AuthorityId }>(db, {
    text: `SELECT authorityId AS id ${from} ${where} ORDER BY ${binned ? 'binnedAt DESC' : KEYS[order]}, authorityId LIMIT ? OFFSET ?`,
    parameters: [...given, limit, offset],
  })
  return { total: total?.total ?? 0, ids: ids.map(({ id }) => id) }
}

/** Beginnings in the order of the list: letters, rows of kana, and what no reading is known of. */
const INITIALS = Array.from('abcdefghijklmnopqrstuvwxyzあかさたなはまやらわ漢')
/** The end of kana: after it come names in kanji without a reading. */
const AFTER_KANA = '\u3100'

export function authorityInitials(
  db: ReadDatabase,
  order: 'kana' | 'latin',
  type: AgentType | null,
): { initial: string; index: number }[] {
  const before = (bound: string): number =>
    get<{ total: number }>(db, {
      text: `SELECT count(*) AS total FROM authorityIndex WHERE ${KEYS[order]} < ? ${type === null ? '' : 'AND type = ?'}`,
      parameters: type === null ? [bound] : [bound, type],
    })?.total ?? 0
  const total = before('\u{10FFFF}')
  const starts = INITIALS.map((initial) => ({
    initial,
    index: before(initial === '漢' ? AFTER_KANA : initial),
  }))
  return starts.filter(({ index }, at) => index < (starts[at + 1]?.index ?? total))
}

export const positionOfAuthority = (
  db: ReadDatabase,
  id: number,
  order: 'kana' | 'latin',
  type: AgentType | null,
): number =>
  get<{ position: number }>(db, {
    text: `SELECT (SELECT count(*) FROM authorityIndex AS earlier
                   WHERE (earlier.${KEYS[order]}, earlier.authorityId) < (own.${KEYS[order]}, own.authorityId)
                   ${type === null ? '' : 'AND earlier.type = own.type'}) AS position
           FROM authorityIndex AS own WHERE authorityId = ? ${type === null ? '' : 'AND type = ?'}`,
    parameters: type === null ? [id] : [id, type],
  })?.position ?? -1

/** Those whose forms hold what is typed: exactly, at a beginning, anywhere; of equal ones those used more. */
export function suggestAuthorities(
  db: ReadDatabase,
  query: string,
  type: AgentType | null,
  limit: number,
): AuthorityId[] {
  const folded = foldName(query)
  const ofType = type === null ? '' : 'AND type = ?'
  const given: Value[] = type === null ? [] : [type]
  if (folded === '') {
    return ids(
      db,
      `SELECT authorityId AS id FROM agent JOIN authority ON authority.id = authorityId WHERE 1 ${ofType}
       GROUP BY authorityId ORDER BY count(*) DESC, authorityId LIMIT ?`,
      [...given, limit],
    )
  }
  const { condition, parameters } = containing(query)
  return ids(
    db,
    `SELECT id FROM (
       SELECT authorityId AS id, kanaKey,
         CASE WHEN instr(folded || char(10), char(10) || ? || char(10)) > 0 THEN 0 WHEN instr(folded, char(10) || ?) > 0 THEN 1 ELSE 2 END AS rank
       FROM authorityIndex WHERE 1 ${ofType} ${condition} ORDER BY rank, kanaKey LIMIT 100)
     ORDER BY rank, (SELECT count(*) FROM agent WHERE agent.authorityId = id) DESC, kanaKey LIMIT ?`,
    [folded, folded, ...given, ...parameters, limit],
  )
}

const ids = (db: ReadDatabase, text: string, parameters: Value[]): AuthorityId[] =>
  all<{ id: AuthorityId }>(db, { text, parameters }).map(({ id }) => id)

export interface AuthorityUse {
  descriptionId: DescriptionId
  role: AgentRole
  suppliedBy: Supplier | null
}

export function usesOf(
  db: ReadDatabase,
  id: number,
  { offset, limit }: { offset: number; limit: number },
): { total: number; binned: number; uses: AuthorityUse[] } {
  const counts = get<{ total: number; binned: number }>(
    db,
    sql`SELECT count(*) FILTER (WHERE binnedAt IS NULL) AS total, count(*) FILTER (WHERE binnedAt IS NOT NULL) AS binned
        FROM agent JOIN description ON description.id = descriptionId WHERE authorityId = ${id}`,
  )
  const uses = all<AuthorityUse>(
    db,
    sql`SELECT descriptionId, role, suppliedBy FROM agent JOIN description ON description.id = descriptionId
        WHERE authorityId = ${id} AND binnedAt IS NULL ORDER BY descriptionId, seq LIMIT ${limit} OFFSET ${offset}`,
  )
  return { total: counts?.total ?? 0, binned: counts?.binned ?? 0, uses }
}
