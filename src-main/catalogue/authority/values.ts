/** The repeatable fields of an authority, as rows. */
import type {
  AuthorityDate,
  AuthorityIdentifier,
  AuthorityName,
  AuthorityPatch,
  AuthorityRelation,
  AuthorityTextValue,
  PositionHolder,
} from '../../shared/contract/authority.ts'
import { AUTHORITY_TEXT_NAMES } from '../../shared/domain/authority.ts'
import type { AuthorityText } from '../../shared/domain/authority.ts'
import { all, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { updateRows } from '../rows.ts'

const TABLES = {
  names: {
    table: 'authorityName',
    columns: [
      'kind',
      'value',
      'language',
      'script',
      'reading',
      'romanisation',
      'surname',
      'given',
      'nameOrder',
      'rules',
      'usage',
    ],
  },
  dates: { table: 'authorityDate', columns: ['kind', 'expression', 'language', 'edtf'] },
  identifiers: { table: 'authorityIdentifier', columns: ['source', 'value'] },
  relations: { table: 'authorityRelation', columns: ['type', 'otherId', 'expression', 'edtf', 'note'] },
  holders: { table: 'positionHolder', columns: ['holderId', 'expression', 'edtf', 'note'] },
} as const

/** The authorized form of an authority, as a column. */
export const headingOf = (id: string): string =>
  `coalesce((SELECT value FROM authorityName WHERE authorityName.authorityId = ${id} ORDER BY kind <> 'authorized', seq LIMIT 1), '')`

export interface AuthorityValues extends Record<AuthorityText, AuthorityTextValue[]> {
  names: AuthorityName[]
  dates: AuthorityDate[]
  identifiers: AuthorityIdentifier[]
  relations: AuthorityRelation[]
  holders: PositionHolder[]
  relatedFrom: AuthorityRelation[]
  positions: PositionHolder[]
}

export function readAuthorityValues(db: ReadDatabase, id: number): AuthorityValues {
  const rows = <T>(field: keyof typeof TABLES): T[] =>
    all<T>(db, {
      text: `SELECT ${TABLES[field].columns.join(', ')} FROM ${TABLES[field].table} WHERE authorityId = ? ORDER BY seq`,
      parameters: [id],
    })
  const linked = <T>(text: string): T[] => all<T>(db, { text, parameters: [id] })
  const texts = all<AuthorityTextValue & { field: AuthorityText }>(
    db,
    sql`SELECT field, value, language, script FROM authorityText WHERE authorityId = ${id} ORDER BY field, seq`,
  )
  const byField = Object.fromEntries(
    AUTHORITY_TEXT_NAMES.map((name) => [
      name,
      texts
        .filter(({ field }) => field === name)
        .map(({ value, language, script }) => ({ value, language, script })),
    ]),
  ) as unknown as Record<AuthorityText, AuthorityTextValue[]>
  return {
    ...byField,
    names: rows('names'),
    dates: rows('dates'),
    identifiers: rows('identifiers'),
    relations: linked(
      `SELECT type, otherId, ${headingOf('otherId')} AS name, expression, edtf, note FROM authorityRelation WHERE authorityId = ? ORDER BY seq`,
    ),
    holders: linked(
      `SELECT holderId, ${headingOf('holderId')} AS name, expression, edtf, note FROM positionHolder WHERE authorityId = ? ORDER BY seq`,
    ),
    relatedFrom: linked(
      `SELECT relation.type, relation.authorityId AS otherId, ${headingOf('relation.authorityId')} AS name, expression, edtf, note
       FROM authorityRelation AS relation JOIN authority ON authority.id = relation.authorityId
       WHERE otherId = ? AND binnedAt IS NULL ORDER BY relation.id`,
    ),
    positions: linked(
      `SELECT holding.authorityId AS holderId, ${headingOf('holding.authorityId')} AS name, expression, edtf, note
       FROM positionHolder AS holding JOIN authority ON authority.id = holding.authorityId
       WHERE holderId = ? AND binnedAt IS NULL ORDER BY edtf, holding.id`,
    ),
  }
}

/** Writes the fields that a patch names; the others stay. */
export function writeAuthorityValues(db: WriteDatabase, authorityId: number, patch: AuthorityPatch): void {
  for (const field of Object.keys(TABLES) as (keyof typeof TABLES)[]) {
    const rows = patch[field]
    if (rows !== undefined) updateRows(db, TABLES[field].table, { authorityId }, TABLES[field].columns, rows)
  }
  for (const field of AUTHORITY_TEXT_NAMES) {
    const rows = patch[field]
    if (rows !== undefined)
      updateRows(db, 'authorityText', { authorityId, field }, ['value', 'language', 'script'], rows)
  }
}
