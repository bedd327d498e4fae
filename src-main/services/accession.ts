/** The accession register: what came, when, from whom, and what of it is described where. */
import {
  accessionAt,
  accessionNumbered,
  accessionNumbers,
  accessionWindow,
  accessionedUnit,
  accessionsOf,
  readAccession,
  suggestedAccessions,
  usesOfAccession,
} from '../catalogue/accession/read.ts'
import {
  insertAccession,
  linkAccession,
  setAccessionBinned,
  unlinkAccession,
  updateAccession,
} from '../catalogue/accession/write.ts'
import { authorityExists } from '../catalogue/authority/link.ts'
import type { ReadDatabase } from '../catalogue/database.ts'
import { levelsOf, readRows } from '../catalogue/description/read.ts'
import { transact } from '../catalogue/transact.ts'
import type { Accession, AccessionPatch } from '../shared/contract/accession.ts'
import { refusal } from '../shared/contract/errors.ts'
import { nextNumber } from '../shared/domain/accession.ts'
import type { Service } from './context.ts'

export const accession: Service<'accession'> = {
  list: (context, { offset, limit, ...asked }) =>
    accessionWindow(context.catalogue().db, asked, { offset, limit }),

  locate: (context, { id, order }) => ({ index: accessionAt(context.catalogue().db, id, order) }),

  suggest: (context, { query, limit }) => suggestedAccessions(context.catalogue().db, query, limit),

  nextNumber(context) {
    const { db } = context.catalogue()
    return { number: nextNumber(accessionNumbers(db), new Date(context.clock.now()).getFullYear()) }
  },

  get(context, { id }) {
    const found = readAccession(context.catalogue().db, id)
    if (!found) throw refusal('accessionNotFound', { id })
    return found
  },

  create(context, { fields }) {
    const writing = context.writing()
    const { number = '' } = fields
    checkFields(writing.db, null, { ...fields, number })
    const { value: id } = transact(writing, 'accession.create', (db) =>
      insertAccession(db, { ...fields, number }),
    )
    return present(writing.db, id)
  },

  edit(context, { id, patch, visit }) {
    const writing = context.writing()
    present(writing.db, id)
    checkFields(writing.db, id, patch)
    const [field] = Object.keys(patch)
    transact(writing, 'accession.edit', (db) => updateAccession(db, id, patch), {
      field: visit === undefined ? undefined : `accession.${field ?? ''}`,
      visit,
    })
    return present(writing.db, id)
  },

  bin(context, { ids }) {
    const writing = context.writing()
    for (const id of ids) {
      const { number } = present(writing.db, id)
      const { total, binned } = usesOfAccession(writing.db, id, { offset: 0, limit: 1 })
      if (total + binned > 0) throw refusal('accessionInUse', { id, number, uses: total, binned })
    }
    const { historyId } = transact(writing, 'accession.bin', (db) => {
      for (const id of ids) setAccessionBinned(db, id, writing.clock.now())
    })
    return { historyId }
  },

  restore(context, { id }) {
    const writing = context.writing()
    const found = readAccession(writing.db, id)
    if (!found || found.binnedAt === null) throw refusal('accessionNotFound', { id })
    checkFields(writing.db, id, { number: found.number })
    transact(writing, 'accession.restore', (db) => setAccessionBinned(db, id, null))
    return present(writing.db, id)
  },

  uses(context, { id, ...window }) {
    const { db } = context.catalogue()
    if (!readAccession(db, id)) throw refusal('accessionNotFound', { id })
    const { ids, ...counts } = usesOfAccession(db, id, window)
    return { ...counts, rows: readRows(db, ids) }
  },

  of(context, { id }) {
    const { db } = context.catalogue()
    checkDescriptions(db, [id])
    const unit = accessionedUnit(db, id)
    if (unit === null) return { from: null, rows: [] }
    const [from = null] = unit === id ? [] : readRows(db, [unit])
    return { from, rows: accessionsOf(db, unit) }
  },

  link(context, { accessionId, descriptionIds }) {
    const writing = context.writing()
    present(writing.db, accessionId)
    checkDescriptions(writing.db, descriptionIds)
    const { value, historyId } = transact(writing, 'accession.link', (db) =>
      linkAccession(db, accessionId, descriptionIds),
    )
    return { descriptions: value, historyId }
  },

  unlink(context, { accessionId, descriptionIds }) {
    const writing = context.writing()
    present(writing.db, accessionId)
    checkDescriptions(writing.db, descriptionIds)
    const { value, historyId } = transact(writing, 'accession.unlink', (db) =>
      unlinkAccession(db, accessionId, descriptionIds),
    )
    return { descriptions: value, historyId }
  },
}

/** An accession that is not in the bin. */
function present(db: ReadDatabase, id: number): Accession {
  const found = readAccession(db, id)
  if (!found || found.binnedAt !== null) throw refusal('accessionNotFound', { id })
  return found
}

/** A number that no other has, and a name that is there. */
function checkFields(db: ReadDatabase, id: number | null, { number, source }: AccessionPatch): void {
  if (number !== undefined) {
    if (number.trim() === '') throw refusal('accessionNumberMissing', {})
    const other = accessionNumbered(db, number, id)
    if (other !== null) throw refusal('accessionNumberTaken', { id: other, number })
  }
  const authorityId = source?.authorityId ?? null
  if (authorityId !== null && !authorityExists(db, authorityId))
    throw refusal('authorityNotFound', { id: authorityId })
}

function checkDescriptions(db: ReadDatabase, ids: readonly number[]): void {
  const there = levelsOf(db, ids)
  const missing = ids.find((id) => !there.has(id))
  if (missing !== undefined) throw refusal('descriptionNotFound', { id: missing })
}
