/** A query as SQL: what the index can answer becomes one expression of FTS5, the rest a condition on `description`. */
import type { FixityAsked, Having, QueryNode, Where } from '../../shared/domain/query/index.ts'
import { CREATING_ROLES } from '../../shared/domain/field.ts'
import { numberKey } from '../../shared/domain/container.ts'
import { fold } from '../../shared/domain/fold.ts'
import type { Term } from '../../shared/domain/search-term.ts'
import { standingAt } from '../container/read.ts'
import type { Value } from '../database.ts'
import { columnOf, isTextField } from './texts.ts'

/** Text of SQL with its parameters. */
export interface Condition {
  readonly text: string
  readonly parameters: readonly Value[]
}

export interface Compiled {
  /** Expression of FTS5 over `searchIndex`, or null where the index does not lead. */
  readonly match: string | null
  /** Over `description`, or null where the index says all. */
  readonly condition: Condition | null
  /** Expression over `titleIndex`, where only words anywhere are asked for: to have them in the title is worth more. `text` is folded. */
  readonly inTitle: { readonly match: string; readonly text: string } | null
}

/** What must hold, as SQL. */
export function compile(root: QueryNode): Compiled {
  const parts = root.kind === 'all' ? root.of : [root]
  const positive = parts.filter(isIndexed)
  const indexed = positive.length > 0
  const excluded = (part: QueryNode): QueryNode[] =>
    indexed && part.kind === 'not' && isIndexed(part.of) && !isDoubtful(part.of) ? [part.of] : []
  const negative = parts.flatMap(excluded)
  const others = parts.filter((part) => !isIndexed(part) && excluded(part).length === 0)
  // A field that shares its column with others is looked at itself.
  const doubtful = positive.filter(isDoubtful)
  const conditions = [...others, ...doubtful].map(conditionOf)
  const words = positive.map(expressionOf).join(' AND ')
  const without = negative.map(expressionOf).join(' OR ')
  const plain = positive.flatMap((part) =>
    part.kind === 'text' && part.where === 'anywhere' ? [part.term.text] : [],
  )
  return {
    match: indexed ? (without === '' ? words : `(${words}) NOT (${without})`) : null,
    condition: conditions.length === 0 ? null : joined(conditions, ' AND '),
    inTitle:
      indexed && plain.length === positive.length && without === ''
        ? { match: words, text: fold(plain.join(' ')) }
        : null,
  }
}

/** Whether a part is of words alone, so that the index answers it. */
function isIndexed(node: QueryNode): boolean {
  if (node.kind === 'text') return node.where !== 'boilerplate'
  if (node.kind === 'all') return node.of.every((part) => isIndexed(part) && !isDoubtful(part))
  return node.kind === 'any' && node.of.every((part) => isIndexed(part) && !isDoubtful(part))
}

const WHOLE_COLUMNS: ReadonlySet<Where> = new Set([
  'anywhere',
  'title',
  'numbers',
  'dates',
  'agents',
  'accessPoints',
  'texts',
])

const isDoubtful = (node: QueryNode): boolean => node.kind === 'text' && !WHOLE_COLUMNS.has(node.where)

const COLUMN_OF_GROUP: Readonly<Record<string, string>> = { numbers: 'numbers', texts: 'texts' }

function expressionOf(node: QueryNode): string {
  if (node.kind === 'all' || node.kind === 'any')
    return `(${node.of.map(expressionOf).join(node.kind === 'all' ? ' AND ' : ' OR ')})`
  if (node.kind !== 'text') throw new Error('only words are in the index')
  const phrase = phraseOf(node.term)
  if (node.where === 'anywhere') return phrase
  const [field = ''] = node.where.split('.')
  return `{${COLUMN_OF_GROUP[node.where] ?? columnOf(field)}} : ${phrase}`
}

/** Words as FTS5 strings: quoted, so that nothing in them is syntax. */
function phraseOf({ spellings }: Term): string {
  const phrases = spellings.map(
    ({ words, prefix }) => `"${words.join(' ').replaceAll('"', '""')}"${prefix ? ' *' : ''}`,
  )
  return phrases.length === 1 ? (phrases[0] ?? '') : `(${phrases.join(' OR ')})`
}

const joined = (conditions: readonly Condition[], by: ' AND ' | ' OR '): Condition => ({
  text: `(${conditions.map(({ text }) => text).join(by)})`,
  parameters: conditions.flatMap(({ parameters }) => parameters),
})

const condition = (text: string, ...parameters: Value[]): Condition => ({ text, parameters })

function conditionOf(node: QueryNode): Condition {
  switch (node.kind) {
    case 'all':
      return joined(node.of.map(conditionOf), ' AND ')
    case 'any':
      return joined(node.of.map(conditionOf), ' OR ')
    case 'not': {
      const { text, parameters } = conditionOf(node.of)
      return condition(`NOT ${text}`, ...parameters)
    }
    case 'text':
      return wordsIn(node.where, node.term)
    case 'date': {
      const kind = node.date === null ? '' : ' AND kind = ?'
      return condition(
        `EXISTS (SELECT 1 FROM searchDate WHERE searchDate.descriptionId = description.id AND earliest <= ? AND latest >= ?${kind})`,
        node.to === null ? 99999999 : Number(node.to.replaceAll('-', '')),
        node.from === null ? 0 : Number(node.from.replaceAll('-', '')),
        ...(node.date === null ? [] : [node.date]),
      )
    }
    case 'level':
      return condition('description.level = ?', node.level)
    case 'status':
      return condition('description.status = ?', node.status)
    case 'changed':
      return condition(
        `(description.status = 'published' AND EXISTS (SELECT 1 FROM changedSincePublication WHERE changedSincePublication.descriptionId = description.id))`,
      )
    case 'assignee':
      return condition('holds(description.assignee, ?, ?)', node.term.text, node.term.open ? 1 : 0)
    case 'recordType':
      // By the code, or by the name that the office gave its own type.
      return condition(
        `description.recordType IN (SELECT ? UNION ALL SELECT code FROM recordType
           WHERE definition ->> '$.label.en' = ? COLLATE NOCASE OR definition ->> '$.label.ja' = ?)`,
        node.recordType,
        node.recordType,
        node.recordType,
      )
    case 'language':
      return condition(
        'EXISTS (SELECT 1 FROM languageOfUnit WHERE languageOfUnit.descriptionId = description.id AND language = ?)',
        node.language,
      )
    case 'complete':
      return condition(
        'EXISTS (SELECT 1 FROM searchFact JOIN searchFacet USING (facet) WHERE searchFact.descriptionId = description.id AND complete = ?)',
        node.complete ? 1 : 0,
      )
    case 'container': {
      const { type, indicator, folder, item } = node.instance
      return keptIn(
        `sortKey = ? AND (? = '' OR type = ?) AND (? IS NULL OR instance.folder = ?) AND (? IS NULL OR instance.item = ?)`,
        numberKey(indicator),
        type,
        type,
        folder,
        folder,
        item,
        item,
      )
    }
    case 'accession':
      return cameWith(node.key)
    case 'opens':
      return node.days === null
        ? heldBack('opensOn IS NULL')
        : heldBack('opensOn BETWEEN ? AND ?', node.days.from ?? '', node.days.to ?? '9999-12-31')
    case 'closed':
      return heldBack(`(opensOn IS NULL OR opensOn > date('now'))`)
    case 'fixity':
      return withScan(node.outcome)
    case 'location': {
      const words = fold(node.path)
        .split(/[\s/]+/u)
        .filter((word) => word !== '')
      const at = standingAt(words.map(() => 'holds(path, ?, 1)').join(' AND ') || 'false')
      return keptIn(`container.id IN ${at}`, ...words)
    }
    case 'barcode':
      return keptIn(
        `(barcode = ? OR container.id IN ${standingAt('location.barcode = ?')})`,
        node.barcode,
        node.barcode,
      )
    case 'has':
      return having(node.what)
  }
}

/** Units that are kept where a condition says, and those below them that are not kept anywhere else. */
const keptIn = (where: string, ...parameters: Value[]): Condition =>
  condition(
    `description.id IN (
       WITH RECURSIVE kept (id) AS (
         SELECT descriptionId FROM instance JOIN container ON container.id = containerId WHERE ${where}
         UNION SELECT below.id FROM description AS below JOIN kept ON below.parentId = kept.id
         WHERE NOT EXISTS (SELECT 1 FROM instance AS own WHERE own.descriptionId = below.id))
       SELECT id FROM kept)`,
    ...parameters,
  )

/** Units that came with the accession of a number, and those below them that say nothing of their own. What is in the bin has no number. */
const cameWith = (key: string): Condition =>
  condition(
    `description.id IN (
       WITH RECURSIVE came (id) AS (
         SELECT descriptionId FROM accessionOfUnit JOIN accession ON accession.id = accessionId WHERE numberKey = ? AND binnedAt IS NULL
         UNION SELECT below.id FROM description AS below JOIN came ON below.parentId = came.id
         WHERE NOT EXISTS (SELECT 1 FROM accessionOfUnit AS own WHERE own.descriptionId = below.id))
       SELECT id FROM came)`,
    key,
  )

/** Units of which the opening is as a condition says, and those below them that have no restriction of their own. */
const heldBack = (where: string, ...parameters: Value[]): Condition =>
  condition(
    `description.id IN (
       WITH RECURSIVE held (id) AS (
         SELECT descriptionId FROM opening WHERE ${where}
         UNION SELECT below.id FROM description AS below JOIN held ON below.parentId = held.id
         WHERE NOT EXISTS (SELECT 1 FROM opening AS own WHERE own.descriptionId = below.id))
       SELECT id FROM held)`,
    ...parameters,
  )

/** Units with a page of which the scan was last seen so. */
function withScan(outcome: FixityAsked): Condition {
  const seen = outcome === 'wrong' ? `outcome <> 'matches'` : 'outcome = ?'
  const last =
    outcome === 'never'
      ? 'scanId NOT IN (SELECT scanId FROM fixityCheck)'
      : `scanId IN (SELECT scanId FROM fixityCheck WHERE ${seen})`
  return condition(
    `description.id IN (SELECT descriptionId FROM page
       WHERE descriptionId IS NOT NULL AND scanId IS NOT NULL AND ${last})`,
    ...(outcome === 'wrong' || outcome === 'never' ? [] : [outcome]),
  )
}

/** Words in one field: those that the index has there, and where it holds more than the field, those that the field itself has. */
function wordsIn(where: Where, term: Term): Condition {
  if (where === 'boilerplate')
    return condition(
      'description.id IN (SELECT rowid FROM boilerplateIndex WHERE boilerplateIndex MATCH ?)',
      phraseOf(term),
    )
  const indexed = condition(
    'description.id IN (SELECT rowid FROM searchIndex WHERE searchIndex MATCH ?)',
    expressionOf({ kind: 'text', where, term }),
  )
  const holds = [term.text, term.open ? 1 : 0] as const
  const [field = '', kind] = where.split('.')
  if (WHOLE_COLUMNS.has(where)) return indexed
  const inField = isTextField(field)
    ? condition(
        `EXISTS (SELECT 1 FROM descriptionText WHERE descriptionText.descriptionId = description.id AND field = ?
          AND (holds(value, ?, ?) OR name IS NOT NULL AND holds(name, ?, ?)))`,
        field,
        ...holds,
        ...holds,
      )
    : field === 'agents'
      ? condition(
          `EXISTS (${FORMS} AND agent.role IN (SELECT value FROM json_each(?)) AND holds(spelt.value, ?, ?))`,
          rolesOf(kind),
          ...holds,
        )
      : field === 'accessPoints'
        ? condition(
            `EXISTS (SELECT 1 FROM accessPoint LEFT JOIN termLabel ON termLabel.termId = accessPoint.termId
              JOIN json_each(json_array(accessPoint.value, termLabel.value, termLabel.reading)) AS spelt
              WHERE accessPoint.descriptionId = description.id AND accessPoint.type = ? AND holds(spelt.value, ?, ?))`,
            kind ?? '',
            ...holds,
          )
        : field === 'referenceCode'
          ? condition('holds(description.referenceCode, ?, ?)', ...holds)
          : field === 'identifiers'
            ? condition(
                'EXISTS (SELECT 1 FROM identifier WHERE identifier.descriptionId = description.id AND holds(value, ?, ?))',
                ...holds,
              )
            : condition(
                `EXISTS (SELECT 1 FROM textOfUnit JOIN paragraph ON textId = textOfUnit.id
                  WHERE textOfUnit.descriptionId = description.id AND textOfUnit.kind = ? AND holds(value, ?, ?))`,
                field,
                ...holds,
              )
  return joined([indexed, inField], ' AND ')
}

/** Roles as JSON: whoever sent a telegram created it. */
const rolesOf = (role = ''): string => JSON.stringify(role === 'creator' ? CREATING_ROLES : [role])

/** The names of a description's agents. */
const FORMS = `SELECT 1 FROM agent JOIN authorityName AS form ON form.authorityId = agent.authorityId
  JOIN json_each(json_array(form.value, form.reading, form.romanisation)) AS spelt WHERE agent.descriptionId = description.id`

function having(what: Having): Condition {
  const [field = '', kind] = what.split('.')
  const one = (table: string, and = '') =>
    `EXISTS (SELECT 1 FROM ${table} WHERE ${table}.descriptionId = description.id${and})`
  const tables: Readonly<Record<string, string>> = {
    page: 'page',
    dates: 'dateOfUnit',
    extents: 'extent',
    languages: 'languageOfUnit',
    identifiers: 'identifier',
    texts: 'textOfUnit',
    containers: 'instance',
    restrictions: 'restriction',
    accessions: 'accessionOfUnit',
  }
  const table = tables[field]
  if (table !== undefined) return condition(one(table))
  if (field === 'missingPage' || field === 'blankPage')
    return condition(one('page', ' AND page.state = ?'), field === 'missingPage' ? 'missing' : 'blank')
  if (field === 'assignee') return condition(`coalesce(description.assignee, '') <> ''`)
  if (field === 'referenceCode') return condition(`coalesce(description.referenceCode, '') <> ''`)
  if (field === 'numbers')
    return condition(`(coalesce(description.referenceCode, '') <> '' OR ${one('identifier')})`)
  if (field === 'agents')
    return kind === undefined
      ? condition(one('agent'))
      : condition(one('agent', ' AND role IN (SELECT value FROM json_each(?))'), rolesOf(kind))
  if (field === 'accessPoints')
    return kind === undefined
      ? condition(one('accessPoint'))
      : condition(one('accessPoint', ' AND type = ?'), kind)
  if (field === 'boilerplate') return condition('description.id IN (SELECT rowid FROM boilerplateIndex)')
  if (isTextField(field)) return condition(one('descriptionText', ` AND field = ? AND value <> ''`), field)
  return condition(one('textOfUnit', ' AND kind = ?'), field)
}
