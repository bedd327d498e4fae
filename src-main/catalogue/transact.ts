/** The one way to write: one transaction, one history entry, one undo step, one change notice. */
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { HistoryId } from '../shared/contract/ids.ts'
import { indexAuthority } from './authority/index.ts'
import { AUTHORITIES } from './authority/read.ts'
import { descriptionsUsing, renamedSince } from './sorted-names.ts'
import { indexTerm } from './term/index.ts'
import { TERMS } from './term/read.ts'
import { all, get, inTransaction, run, sql } from './database.ts'
import type { WriteDatabase } from './database.ts'
import { noteLent } from './lending/guard.ts'
import { followPublications } from './publication.ts'
import { lastChangeId, startRecording, stopRecording } from './recording.ts'
import { descriptionsOfTypes, typesJudgedAnew } from './record-type.ts'
import { indexOpenings, OPENING_TABLES } from './restriction.ts'
import { indexCompleteness, indexDescriptions, indexFacts, indexOtherWords } from './search/index.ts'
import { clearResidue } from './search/residue.ts'
import { begin } from './unfinished.ts'

export interface ChangeNotice {
  historyId: HistoryId
  tables: string[]
  /** Null when more than 100 were touched. */
  descriptionIds: number[] | null
}

export interface WriteContext {
  readonly db: WriteDatabase
  readonly clock: Clock
  readonly ids: Ids
  /** The person that history names. */
  readonly who: () => string
  readonly notify: (notice: ChangeNotice) => void
}

export interface Step {
  /** Name of the field that is edited, for the undo menu. */
  field?: string | undefined
  /** Writes of one visit to a field, one after the other, are one step. */
  visit?: string | undefined
  kind?: 'do' | 'undo' | 'redo'
  reverses?: HistoryId
  /** An entry that goes on: work in several transactions is one step. */
  into?: HistoryId
  /** It may be written in several transactions (long-step.ts): where too much is to be indexed at once, this is told of the rest. */
  later?: Later
}

/** What a long step leaves to transactions that follow. */
export interface Later {
  /** Whether nothing else will be written. */
  readonly isLast: boolean
  /** Whether it is about so many descriptions that they are not looked at one by one. */
  readonly isMany: boolean
  /** Descriptions that one transaction indexes at most, where it is only words that changed. */
  readonly atOnce: number
  /** Descriptions that are still to be indexed. */
  readonly due: Map<number, Indexing>
}

/** Brings the index up to date for descriptions, wholly or in part. */
export type Indexing = (db: WriteDatabase, ids: readonly number[]) => void

export interface Written<T> {
  value: T
  /** The entry; null when nothing was changed, and so nothing recorded. */
  historyId: HistoryId | null
}

/**
 * Runs `fn` in one transaction under the name of its call, `noun.verb`. Afterwards the search index and the dates of
 * what was touched are brought up to date in the same transaction; it is on disk when this returns.
 */
export function transact<T>(
  context: WriteContext,
  action: string,
  fn: (db: WriteDatabase) => T,
  step: Step = {},
): Written<T> {
  const { db, clock } = context
  const { notice, written } = inTransaction(db, () => {
    const at = clock.now()
    const before = lastChangeId(db)
    const { historyId, isNew } = openEntry(context, action, step, at)
    startRecording(db, historyId)
    const value = fn(db)
    followPublications(db, {
      historyId,
      reverses: step.reverses ?? null,
      before,
      isMany: step.later?.isMany === true,
    })
    const born = stopRecording(db)
    // NOT INDEXED: by row number only the new rows are read; an index would lead through all of history.
    const recorded = all<{ tableName: string }>(
      db,
      sql`SELECT DISTINCT tableName FROM historyChange NOT INDEXED WHERE id > ${before}`,
    ).map(({ tableName }) => tableName)
    const tables = [...new Set([...recorded, ...born])].sort()
    if (tables.length === 0) {
      if (isNew) run(db, sql`DELETE FROM history WHERE id = ${historyId}`)
      return { notice: null, written: { value, historyId: null } }
    }
    if (step.later && !step.later.isLast) begin(db, historyId)
    if (tables.includes('loan')) noteLent(db)
    const touched = all<{ id: number }>(
      db,
      sql`SELECT DISTINCT descriptionId AS id FROM historyChange NOT INDEXED WHERE id > ${before} AND descriptionId IS NOT NULL`,
    ).map(({ id }) => id)
    run(
      db,
      sql`INSERT INTO descriptionTouched (descriptionId, at)
          SELECT description.id, ${at} FROM json_each(${JSON.stringify(touched)}) AS touched JOIN description ON description.id = touched.value
          WHERE true ON CONFLICT (descriptionId) DO UPDATE SET at = excluded.at`,
    )
    const searched = searchedOf(db, before)
    const index = (ids: readonly number[], how: Indexing) => {
      const effort = how === indexDescriptions ? ids.length * 2 : ids.length
      if (!step.later || effort <= step.later.atOnce) return how(db, ids)
      begin(db, historyId)
      for (const id of ids) if (step.later.due.get(id) !== indexDescriptions) step.later.due.set(id, how)
    }
    index(searched.all, indexDescriptions)
    index(searched.words, indexOtherWords)
    indexFacts(db, [...searched.words, ...searched.facts])
    run(
      db,
      sql`UPDATE history SET descriptions = max(descriptions, ${touched.length}) WHERE id = ${historyId}`,
    )
    if (tables.includes('recordType'))
      indexCompleteness(db, descriptionsOfTypes(db, typesJudgedAnew(db, before)))
    if (tables.some((name) => OPENING_TABLES.includes(name))) indexOpenings(db, touched)
    const renamed = tables.some((name) => NAMING.has(name))
    const named = renamed ? usingRenamed(db, before, new Set(touched)) : []
    if (named.length > 0) index(named, indexOtherWords)
    const shown = [...touched, ...named]
    clearResidue(db, shown, lastChangeId(db), step.later === undefined)
    return {
      notice: { historyId, tables, descriptionIds: shown.length > 100 ? null : shown },
      written: { value, historyId },
    }
  })
  if (notice) context.notify(notice)
  return written
}

/** The entry that this step writes to: the last one, while the same visit to a field goes on; otherwise a new one. */
function openEntry(
  { db, who }: WriteContext,
  action: string,
  step: Step,
  at: string,
): { historyId: HistoryId; isNew: boolean } {
  const { field = null, visit = null, kind = 'do', reverses = null, into } = step
  if (into !== undefined) return { historyId: into, isNew: false }
  if (visit !== null) {
    const last = get<{ id: HistoryId }>(
      db,
      sql`SELECT id FROM history WHERE id = (SELECT max(id) FROM history)
          AND visit = ${visit} AND action = ${action} AND field IS ${field} AND kind = 'do'`,
    )
    if (last) return { historyId: last.id, isNew: false }
  }
  const { id } = run(
    db,
    sql`INSERT INTO history (at, who, action, field, kind, reverses, visit)
        VALUES (${at}, ${who()}, ${action}, ${field}, ${kind}, ${reverses}, ${visit})`,
  )
  return { historyId: id as HistoryId, isNew: true }
}

/** Of these nothing is searched, and no search is narrowed by them. */
const UNSEARCHED = JSON.stringify([
  'importedFile',
  'keptFragment',
  'page',
  'pageVersion',
  'proposal',
  'colleagueNote',
  'publication',
  'instance',
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
  'blindSettled',
])
/** Tables and columns that say only what a search is narrowed by; every other change may be one of words. */
const FACTS = JSON.stringify(['extent', 'languageOfUnit', 'changedSincePublication'])

/** What is in none of the derived tables but the words themselves. */
const OTHER_WORDS = JSON.stringify(['accessPoint', 'agent'])

/**
 * Descriptions of which the index has to be told: `all` where titles, numbers or dates may have changed, `words` where only other
 * words did, `facts` where no words did. A unit that only stands elsewhere is found as before. Upwards, because FTS5 begins a new
 * segment whenever a number is not above the last: down takes twice as long.
 */
function searchedOf(db: WriteDatabase, before: number): Record<'all' | 'words' | 'facts', number[]> {
  const rows = all<{ id: number; what: 0 | 1 | 2 }>(
    db,
    sql`SELECT descriptionId AS id, max(what) AS what FROM (
          SELECT historyChange.descriptionId, CASE
              WHEN tableName = 'description' AND operation = 'update'
                AND json_type(after, '$.referenceCode') IS NULL AND json_type(after, '$.binnedAt') IS NULL
              THEN iif(coalesce(json_type(after, '$.level'), json_type(after, '$.status'), json_type(after, '$.assignee'), json_type(after, '$.recordType'), json_type(after, '$.parentId')) IS NULL, NULL, 0)
              WHEN tableName IN (SELECT value FROM json_each(${FACTS})) THEN 0
              WHEN tableName IN (SELECT value FROM json_each(${OTHER_WORDS})) THEN 1
              WHEN coalesce(before ->> 'field', text.field) <> 'title' AND coalesce(text.field, '') <> 'title'
                AND coalesce(before ->> 'type', '') <> 'boilerplate' AND coalesce(text.type, '') <> 'boilerplate' THEN 1
              ELSE 2 END AS what
          FROM historyChange NOT INDEXED LEFT JOIN descriptionText AS text ON tableName = 'descriptionText' AND text.id = historyChange.rowId
          WHERE historyChange.id > ${before} AND historyChange.descriptionId IS NOT NULL
            AND tableName NOT IN (SELECT value FROM json_each(${UNSEARCHED})))
        WHERE what IS NOT NULL GROUP BY descriptionId ORDER BY descriptionId`,
  )
  const of = (wanted: number) => rows.filter(({ what }) => what === wanted).map(({ id }) => id)
  return { all: of(2), words: of(1), facts: of(0) }
}

const NAMING: ReadonlySet<string> = new Set(['authority', 'authorityName', 'term', 'termLabel'])

/** A new name of an authority, or label of a term, is found at once in every description that links to it: those that were not touched themselves. */
function usingRenamed(db: WriteDatabase, before: number, touched: ReadonlySet<number>): number[] {
  const renamed = renamedSince(db, AUTHORITIES, before)
  for (const id of renamed) indexAuthority(db, id)
  const relabelled = renamedSince(db, TERMS, before)
  for (const id of relabelled) indexTerm(db, id)
  const naming = new Set([
    ...descriptionsUsing(db, AUTHORITIES, renamed),
    ...descriptionsUsing(db, TERMS, relabelled),
  ])
  return [...naming].filter((id) => !touched.has(id))
}
