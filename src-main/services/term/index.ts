/** The vocabularies of a catalogue: terms, merging them, and making words into terms. */
import { all, sql } from '../../catalogue/database.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { readRows } from '../../catalogue/description/read.ts'
import { initialsOf, listNames, positionOf, suggestNames } from '../../catalogue/sorted-names.ts'
import {
  TERMS,
  looseWords,
  readTerm,
  termExists,
  termRows,
  termSources,
  usesOfTerm,
} from '../../catalogue/term/read.ts'
import {
  gatherWords,
  insertTerm,
  pointsOf,
  replaceTerm,
  setTermBinned,
  updateTerm,
} from '../../catalogue/term/write.ts'
import { transact } from '../../catalogue/transact.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Term, TermLabel, TermPatch } from '../../shared/contract/term.ts'
import type { Service } from '../context.ts'
import { slicesOf, visitOf, writeAll, writeOne } from '../../jobs/long.ts'
import { termFiles } from './file.ts'

export const term: Service<'term'> = {
  ...termFiles,

  list(context, { offset, limit, type, source, ...query }) {
    const { db } = context.catalogue()
    const { total, ids } = listNames(db, TERMS, { type, source }, query, { offset, limit })
    return { total, rows: termRows(db, ids) }
  },

  initials: (context, { order, type, source }) =>
    initialsOf(context.catalogue().db, TERMS, { type, source }, order),

  locate: (context, { id, order }) => ({ index: positionOf(context.catalogue().db, TERMS, id, order) }),

  sources: (context) => termSources(context.catalogue().db),

  suggest(context, { query, type, source, limit }) {
    const { db } = context.catalogue()
    return termRows(db, suggestNames(db, TERMS, query, { type, source }, limit))
  },

  get(context, { id }) {
    const found = readTerm(context.catalogue().db, id)
    if (!found) throw refusal('termNotFound', { id })
    return found
  },

  create(context, { fields }) {
    const writing = context.writing()
    checkFields(writing.db, null, { ...fields, labels: fields.labels ?? [] })
    const { value: id } = transact(writing, 'term.create', (db) => insertTerm(db, writing.ids.uid(), fields))
    return present(writing.db, id)
  },

  async edit(context, { id, patch, visit }) {
    const writing = context.writing()
    const before = present(writing.db, id)
    checkFields(writing.db, id, patch)
    const fields = Object.keys(patch)
    const step = {
      field: fields.length === 1 ? fields[0] : undefined,
      visit: visitOf(context, visit, before.uses),
    }
    await writeOne(context, 'term.edit', (db) => updateTerm(db, id, before.labels, patch), step)
    return present(writing.db, id)
  },

  async merge(context, { keepId, mergeIds }) {
    const writing = context.writing()
    const kept = present(writing.db, keepId)
    const others = [...new Set(mergeIds)].filter((id) => id !== keepId).map((id) => present(writing.db, id))
    await writeOne(context, 'term.merge', (db) => {
      const labels = allLabels(kept, others)
      for (const other of others) replaceTerm(db, other, { ...kept, labels })
      updateTerm(db, keepId, kept.labels, {
        labels,
        code:
          kept.code ??
          others.find(({ source, code }) => source === kept.source && code !== null)?.code ??
          null,
        note: [kept, ...others].flatMap(({ note }) => note ?? []).join('\n\n') || null,
      })
    })
    return present(writing.db, keepId)
  },

  bin(context, { ids }) {
    const writing = context.writing()
    for (const id of ids) {
      present(writing.db, id)
      const { total, binned } = usesOfTerm(writing.db, id, { offset: 0, limit: 1 })
      if (total + binned > 0) throw refusal('termInUse', { id, uses: total, binned })
    }
    const { historyId } = transact(writing, 'term.bin', (db) => {
      for (const id of ids) setTermBinned(db, id, writing.clock.now())
    })
    return { historyId }
  },

  restore(context, { id }) {
    const writing = context.writing()
    const found = readTerm(writing.db, id)
    if (!found || found.binnedAt === null) throw refusal('termNotFound', { id })
    transact(writing, 'term.restore', (db) => setTermBinned(db, id, null))
    return present(writing.db, id)
  },

  uses(context, { id, ...window }) {
    const { db } = context.catalogue()
    if (!readTerm(db, id)) throw refusal('termNotFound', { id })
    const { ids, ...counts } = usesOfTerm(db, id, window)
    return { ...counts, rows: readRows(db, ids) }
  },

  loose(context, { type, query, ...window }) {
    return looseWords(context.catalogue().db, { type, query: query.trim() }, window)
  },

  async gather(context, { words }) {
    const writing = context.writing()
    // Words that stand nowhere become a term as well.
    const points = words.flatMap((one): { one: (typeof words)[number]; id: number | null }[] => {
      const ids = pointsOf(writing.db, one)
      return ids.length === 0 ? [{ one, id: null }] : ids.map((id) => ({ one, id }))
    })
    let made = 0
    const slices = slicesOf(context, points, (db, slice) => {
      for (const [one, own] of Map.groupBy(slice, (point) => point.one)) {
        const ids = own.flatMap(({ id }) => id ?? [])
        if (gatherWords(db, () => writing.ids.uid(), one, ids).made) made++
      }
    })
    const historyId = await writeAll(context, 'term.gather', slices)
    return { made, linked: points.filter(({ id }) => id !== null).length, historyId }
  },
}

/** A term that is not in the bin. */
function present(db: ReadDatabase, id: number): Term {
  const found = readTerm(db, id)
  if (!found || found.binnedAt !== null) throw refusal('termNotFound', { id })
  return found
}

/** A preferred label that says something, one of a language at most; others that are there, none of them narrower than the term itself. */
function checkFields(db: ReadDatabase, id: number | null, { labels, relations }: TermPatch): void {
  if (labels) {
    const preferred = labels.filter(({ kind }) => kind === 'preferred')
    const languages = new Set(preferred.map(({ language }) => language))
    if (
      preferred.length === 0 ||
      languages.size < preferred.length ||
      labels.some(({ value }) => value.trim() === '')
    )
      throw refusal('termNeedsLabel', {})
  }
  for (const { type, otherId } of relations ?? []) {
    if (!termExists(db, otherId)) throw refusal('termNotFound', { id: otherId })
    if (otherId === id || (type === 'broader' && id !== null && widerThan(db, otherId).includes(id)))
      throw refusal('termInItself', {})
  }
}

/** The terms that are wider than one, at any distance. */
const widerThan = (db: ReadDatabase, id: number): number[] =>
  all<{ id: number }>(
    db,
    sql`WITH RECURSIVE wider (id) AS (
          SELECT otherId FROM termRelation WHERE termId = ${id} AND type = 'broader'
          UNION SELECT otherId FROM termRelation JOIN wider ON termId = wider.id WHERE type = 'broader')
        SELECT id FROM wider`,
  ).map((row) => row.id)

/** Every label of all of them: those of the kept one as they are, preferred ones of languages that it has none of, the rest alternative. */
function allLabels(kept: Term, others: readonly Term[]): TermLabel[] {
  const labels = [...kept.labels]
  for (const label of others.flatMap((other) => other.labels)) {
    if (labels.some(({ value, language }) => value === label.value && language === label.language)) continue
    const taken = labels.some(({ kind, language }) => kind === 'preferred' && language === label.language)
    labels.push(taken ? { ...label, kind: 'alternative' } : label)
  }
  return labels
}
