/** A query as rows of a form: each condition at its top is a row, and a row that is changed is changed in the query. */
import { fieldNamed } from './names.ts'
import { parseQuery } from './parse.ts'
import type { Clause } from './parse.ts'

/** Fields that the form offers, by the names that it writes; `anywhere` writes none, `typed` is what no row can show. */
export const ROW_FIELDS = [
  'anywhere',
  'title',
  'number',
  'name',
  'creator',
  'sender',
  'addressee',
  'subject',
  'place',
  'date',
  'scope',
  'note',
  'text',
  'level',
  'status',
  'box',
  'location',
  'accession',
  'opens',
  'assignee',
  'lang',
  'type',
  'has',
  'no',
  'is',
  'fixity',
  'boilerplate',
  'typed',
] as const
export type RowField = (typeof ROW_FIELDS)[number]

export interface QueryRow {
  readonly field: RowField
  readonly negated: boolean
  readonly value: string
}

const SIMPLE =
  /^(?<minus>[-－−]?)(?:(?<label>[\p{L}\p{N}_-]{1,40})[:：])?(?:["“”„＂](?<phrase>[^"“”„＂]*)["“”„＂]?|(?<word>[^\s"“”„＂()（）]+))$/u

const FIELDS_BY_MEANING = new Map(
  ROW_FIELDS.map((field) => [JSON.stringify(fieldNamed(field)), field] as const),
)

/** The rows of a query, one for each of its clauses. */
export const rowsOf = (input: string): QueryRow[] =>
  parseQuery(input).clauses.map((clause) => rowOf(input.slice(clause.from, clause.to), clause))

function rowOf(source: string, { node }: Clause): QueryRow {
  const typed: QueryRow = { field: 'typed', negated: false, value: source }
  const { minus, label, phrase, word } = SIMPLE.exec(source)?.groups ?? {}
  const value = phrase ?? word
  if (value === undefined) return typed
  const negated = minus !== ''
  const meaning = label === undefined ? null : fieldNamed(label)
  if (meaning === null) {
    const row: QueryRow = {
      field: 'anywhere',
      negated,
      value: label === undefined ? value : `${label}:${value}`,
    }
    // A word such as has-no-date means more than it says.
    const inner = node.kind === 'not' && negated ? node.of : node
    return inner.kind === 'text' ? row : typed
  }
  const field = FIELDS_BY_MEANING.get(JSON.stringify(meaning))
  return field === undefined ? typed : { field, negated, value }
}

/** A row as text of a query; empty where it asks for nothing. */
export function writeRow({ field, negated, value }: QueryRow): string {
  if (field === 'typed') return value
  const plain = value.replace(/["“”„＂]/gu, ' ')
  if (plain.trim() === '') return ''
  const label = field === 'anywhere' ? '' : `${field}:`
  // A word that would be read as a sign, a field, or two words is put between quotation marks.
  const bare = `${negated ? '-' : ''}${label}${plain}`
  return needsQuotes(plain, field) ? `${negated ? '-' : ''}${label}"${plain}"` : bare
}

const needsQuotes = (value: string, field: RowField): boolean =>
  /[\s()（）]/u.test(value) ||
  /^[-－−|&]/u.test(value) ||
  /^(?:OR|AND|NOT)$/.test(value) ||
  (field === 'anywhere' &&
    (/^has-/i.test(value) || fieldNamed(/^([^:：]+)[:：]/u.exec(value)?.[1] ?? '') !== null))

/** The query with its row at `index` written anew; beyond the last one it is added, and an empty one is taken away. */
export function withRow(input: string, index: number, row: QueryRow): string {
  const clause = parseQuery(input).clauses[index]
  const text = writeRow(row)
  if (!clause) return `${input.trimEnd()} ${text}`.trim()
  return text === ''
    ? `${input.slice(0, clause.from).trimEnd()} ${input.slice(clause.to).trimStart()}`.trim()
    : input.slice(0, clause.from) + text + input.slice(clause.to)
}

/** The clause of a query that means the same as a text, or -1. */
export function clauseLike(input: string, text: string): number {
  const wanted = JSON.stringify(parseQuery(`${text} `).root)
  return parseQuery(input).clauses.findIndex(({ node }) => JSON.stringify(node) === wanted)
}

/** The query with a clause put before it (the last word is still being typed), or taken away where it is there. */
export function toggleClause(input: string, text: string): string {
  const index = clauseLike(input, text)
  if (index !== -1) return withRow(input, index, { field: 'typed', negated: false, value: '' })
  return `${text} ${input.trimStart()}`.trim()
}

/** What narrows a search to the value of a facet. */
export function facetClause(
  facet: 'level' | 'decade' | 'creator' | 'language' | 'status' | 'assignee' | 'completeness',
  value: string,
): string {
  switch (facet) {
    case 'decade':
      return `date:${value}s`
    case 'language':
      return `lang:${value}`
    case 'completeness':
      return `is:${value}`
    case 'creator':
    case 'assignee':
      return writeRow({ field: facet, negated: false, value })
    default:
      return `${facet}:${value}`
  }
}
