/**
 * What is published, and what was changed since. A description was published with an entry of history; it is changed
 * while something of it that may go out differs from what it was then. That is decided by the released view itself, so
 * that what never leaves changes nothing.
 */
import { createHash } from 'node:crypto'
import type { Description } from '../shared/contract/description.ts'
import { releasedView } from '../shared/domain/released-view.ts'
import type { SourcePage, SourceContainer } from '../shared/domain/released-view.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'
import { readDescriptions } from './description/read.ts'
import { openPast } from './past.ts'
import type { Past } from './past.ts'
import { pageNamesOf } from './scan.ts'

/** Marks descriptions as published with the entry that is being written. */
export function publish(db: WriteDatabase, ids: readonly number[]): void {
  run(
    db,
    sql`INSERT INTO publication (descriptionId, historyId)
        SELECT asked.value, (SELECT historyId FROM step) FROM json_each(${JSON.stringify(ids)}) AS asked
        WHERE EXISTS (SELECT 1 FROM step)
        ON CONFLICT (descriptionId) DO UPDATE SET historyId = excluded.historyId`,
  )
}

/** The entry with which a description was published; null for one that is not. */
export const publicationOf = (db: ReadDatabase, id: number): number | null =>
  get<{ historyId: number }>(
    db,
    sql`SELECT historyId FROM publication JOIN description ON description.id = descriptionId
        WHERE descriptionId = ${id} AND status = 'published' AND binnedAt IS NULL`,
  )?.historyId ?? null

/** Those among descriptions that are changed since they were published. */
export const changedAmong = (db: ReadDatabase, ids: readonly number[]): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT description.id FROM changedSincePublication JOIN description ON description.id = descriptionId
        WHERE status = 'published' AND binnedAt IS NULL AND descriptionId IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  ).map(({ id }) => id)

const NO_AUTHORITIES = new Map<number, never>()
/** A description names its container itself; what that is in is a matter of the container. */
const NO_CONTAINERS: ReadonlyMap<number, SourceContainer> = new Map()

/** What of descriptions may go out, field by field. */
export function publicFields(db: ReadDatabase, ids: readonly number[]): Map<number, Record<string, unknown>> {
  const pages = new Map<number, SourcePage[]>()
  const pageNumbers = new Map<number, number>()
  for (const { descriptionId, id, ...page } of pageNamesOf(db, ids)) {
    pageNumbers.set(id, page.number)
    pages.set(descriptionId, [...(pages.get(descriptionId) ?? []), page])
  }
  return new Map(
    readDescriptions(db, ids).map((record) => [
      record.id,
      publicFieldsOf(record, pages.get(record.id) ?? [], pageNumbers),
    ]),
  )
}

function publicFieldsOf(
  record: Description,
  pages: readonly SourcePage[],
  pageNumbers: ReadonlyMap<number, number>,
): Record<string, unknown> {
  // The name of somebody is a matter of the authority file: another spelling there changes no description.
  const agents = record.agents.map((agent) => ({ ...agent, name: String(agent.authorityId ?? agent.name) }))
  const view = releasedView(
    {
      description: { ...record, agents, status: 'published', binnedAt: null },
      pages,
      pageNumbers,
      authorities: NO_AUTHORITIES,
      containers: NO_CONTAINERS,
    },
    { audience: 'public', withNotes: false },
  )
  if (view === null) return {}
  const {
    uid: _uid,
    status: _status,
    createdAt: _created,
    updatedAt: _updated,
    texts,
    containers,
    ...fields
  } = view
  const said: Record<string, unknown> = { ...fields }
  if (containers.length > 0) said['containers'] = containers
  // A value that a person has emptied says what one that is not there says: nothing.
  for (const [field, values = []] of Object.entries(texts)) {
    const spoken = values.filter(
      ({ value, code, name, date }) =>
        value !== '' || code !== null || name !== undefined || date !== undefined,
    )
    if (spoken.length > 0) said[field] = spoken
  }
  return said
}

const sumOf = (fields: Record<string, unknown> | undefined): string =>
  createHash('sha256')
    .update(JSON.stringify(fields ?? null))
    .digest('base64url')

export interface Written {
  /** The entry that is being written, and what it reverses. */
  readonly historyId: number
  readonly reverses: number | null
  /** The newest change before. */
  readonly before: number
  /** Whether more will be written, or was, in other transactions. */
  readonly isMany: boolean
}

/**
 * So many are compared one by one, with what they were; of more, what was written decides, and what was taken back with it,
 * but for those that were changed before: of still more not even these are compared.
 */
const COMPARED = 200
const COMPARED_AT_ALL = 2500

/**
 * Brings up to date which descriptions are changed since their publication, of those in which this transaction wrote
 * something that may be public; recorded with what it wrote.
 */
export function followPublications(db: WriteDatabase, written: Written): void {
  const rows = touched(db, written)
  if (rows.length === 0) return
  const past = pastOf(db)
  try {
    const wanted = (row: Touched): boolean => {
      if (row.status !== 'published' || row.historyId === null || row.historyId === written.historyId)
        return false
      if (row.historyId > written.historyId) return false
      if (written.isMany || rows.length > COMPARED) {
        // Undo has given back what was known before; of what was done before the publication it knows nothing.
        if (written.reverses !== null) return row.since !== null || written.reverses <= row.historyId
        if (row.since === null || written.isMany || rows.length > COMPARED_AT_ALL) return true
      }
      return sumNow(db, row.id) !== sumThen(db, past, row.id, row.historyId)
    }
    for (const row of rows) {
      const changed = wanted(row)
      if (changed === (row.since !== null)) continue
      if (changed)
        run(
          db,
          sql`INSERT INTO changedSincePublication (descriptionId, since) VALUES (${row.id}, ${written.historyId})`,
        )
      else run(db, sql`DELETE FROM changedSincePublication WHERE descriptionId = ${row.id}`)
    }
  } finally {
    past.close()
  }
}

interface Touched {
  id: number
  status: string
  historyId: number | null
  since: number | null
}

/** Of these nothing leaves, whoever publishes. */
const PRIVATE = JSON.stringify([
  'colleagueNote',
  'proposal',
  'acceptedFinding',
  'textOfUnit',
  'paragraph',
  'mention',
  'alignedPair',
  'withoutPartner',
  'accessionOfUnit',
  'loan',
  'redaction',
  'redactionCode',
  'redactionAnchor',
  'redactionWithout',
  'review',
  'pageLook',
  'paperCheck',
  'referral',
  'requestItem',
])
/** Columns of a description that change what goes out of it, or whether it does. */
const PUBLIC_COLUMNS = ['referenceCode', 'level', 'otherLevel', 'status']

/** Published descriptions, and those that were, in which something was written that may be public. */
const touched = (db: ReadDatabase, { before }: Written): Touched[] =>
  all(db, {
    text: `SELECT description.id, status, publication.historyId, since FROM (
             SELECT DISTINCT historyChange.descriptionId AS id FROM historyChange NOT INDEXED
               LEFT JOIN descriptionText ON tableName = 'descriptionText' AND descriptionText.id = rowId
             WHERE historyChange.id > ? AND historyChange.descriptionId IS NOT NULL
               AND tableName NOT IN (SELECT value FROM json_each(?))
               AND (tableName <> 'description' OR operation <> 'update'
                    OR coalesce(${PUBLIC_COLUMNS.map((name) => `json_type(after, '$.${name}')`).join(', ')}) IS NOT NULL)
               AND (tableName <> 'descriptionText' OR coalesce(descriptionText.field, before ->> 'field') <> 'staffNote')) AS asked
           JOIN description ON description.id = asked.id
           LEFT JOIN publication ON publication.descriptionId = description.id
           LEFT JOIN changedSincePublication ON changedSincePublication.descriptionId = description.id
           WHERE status = 'published' OR since IS NOT NULL`,
    parameters: [before, PRIVATE],
  })

const sumNow = (db: ReadDatabase, id: number): string => sumOf(publicFields(db, [id]).get(id))

/** The sum at publication: known, or read from the past, which history walks back to. */
function sumThen(db: WriteDatabase, past: Lazily<Past>, id: number, historyId: number): string {
  const known = get<{ sum: string }>(
    db,
    sql`SELECT sum FROM publicationSum WHERE descriptionId = ${id} AND historyId = ${historyId}`,
  )
  if (known) return known.sum
  const sum = sumOf(publicFields(past.get().at(id, historyId), [id]).get(id))
  run(
    db,
    sql`INSERT INTO publicationSum (descriptionId, historyId, sum) VALUES (${id}, ${historyId}, ${sum})`,
  )
  return sum
}

interface Lazily<T> {
  get(): T
  close(): void
}

/** What is on disk already, on connections of its own that only read. */
function pastOf(db: ReadDatabase): Lazily<Past> {
  let past: Past | undefined
  return {
    get() {
      const { file = '' } =
        get<{ file: string }>(db, sql`SELECT file FROM pragma_database_list WHERE name = 'main'`) ?? {}
      past ??= openPast(file)
      return past
    },
    close: () => past?.close(),
  }
}
