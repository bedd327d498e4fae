/** The names of a catalogue: authority records, and merging them. */
import { authorityExists } from '../catalogue/authority/link.ts'
import { AUTHORITIES, authorityRows, readAuthority, usesOf } from '../catalogue/authority/read.ts'
import {
  insertAuthority,
  replaceAuthority,
  setAuthorityBinned,
  updateAuthority,
} from '../catalogue/authority/write.ts'
import { readRows } from '../catalogue/description/read.ts'
import type { ReadDatabase } from '../catalogue/database.ts'
import { initialsOf, listNames, positionOf, suggestNames } from '../catalogue/sorted-names.ts'
import { transact } from '../catalogue/transact.ts'
import type { Authority, AuthorityName, AuthorityPatch } from '../shared/contract/authority.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { Service } from './context.ts'
import { visitOf, writeOne } from '../jobs/long.ts'

export const authority: Service<'authority'> = {
  list(context, { offset, limit, type, ...query }) {
    const { db } = context.catalogue()
    const { total, ids } = listNames(db, AUTHORITIES, { type }, query, { offset, limit })
    return { total, rows: authorityRows(db, ids) }
  },

  initials: (context, { order, type }) => initialsOf(context.catalogue().db, AUTHORITIES, { type }, order),

  locate: (context, { id, order, type }) => ({
    index: positionOf(context.catalogue().db, AUTHORITIES, id, order, { type }),
  }),

  suggest(context, { query, type, limit }) {
    const { db } = context.catalogue()
    return authorityRows(db, suggestNames(db, AUTHORITIES, query, { type }, limit))
  },

  get(context, { id }) {
    const found = readAuthority(context.catalogue().db, id)
    if (!found) throw refusal('authorityNotFound', { id })
    return found
  },

  create(context, { fields }) {
    const writing = context.writing()
    const { db } = writing
    checkFields(db, null, { ...fields, names: fields.names ?? [] }, fields)
    const { value: id } = transact(writing, 'authority.create', (db) =>
      insertAuthority(db, writing.ids.uid(), fields),
    )
    return present(db, id)
  },

  async edit(context, { id, patch, visit }) {
    const { db } = context.writing()
    const before = present(db, id)
    checkFields(db, id, { ...before, ...patch }, patch)
    const fields = Object.keys(patch)
    const step = {
      field: fields.length === 1 ? fields[0] : undefined,
      visit: visitOf(context, visit, before.uses),
    }
    await writeOne(context, 'authority.edit', (db) => updateAuthority(db, id, patch), step)
    return present(db, id)
  },

  async merge(context, { keepId, mergeIds, patch }) {
    const { db } = context.writing()
    const kept = present(db, keepId)
    const others = [...new Set(mergeIds)].filter((id) => id !== keepId).map((id) => present(db, id))
    const fields = merged({ ...kept, ...patch }, kept, others)
    checkFields(db, keepId, { ...kept, ...patch, ...fields }, { ...patch, ...fields })
    await writeOne(context, 'authority.merge', (db) => {
      for (const { id } of others) replaceAuthority(db, id, keepId)
      // Relations and holders were brought over; those of the patch would be the ones from before.
      const { relations: _relations, holders: _holders, ...own } = patch
      updateAuthority(db, keepId, { ...own, ...fields })
    })
    return present(db, keepId)
  },

  bin(context, { ids }) {
    const writing = context.writing()
    for (const id of ids) {
      present(writing.db, id)
      const { total, binned } = usesOf(writing.db, id, { offset: 0, limit: 1 })
      if (total + binned > 0) throw refusal('authorityInUse', { id, uses: total, binned })
    }
    const { historyId } = transact(writing, 'authority.bin', (db) => {
      for (const id of ids) setAuthorityBinned(db, id, writing.clock.now())
    })
    return { historyId }
  },

  restore(context, { id }) {
    const writing = context.writing()
    const found = readAuthority(writing.db, id)
    if (!found || found.binnedAt === null) throw refusal('authorityNotFound', { id })
    transact(writing, 'authority.restore', (db) => setAuthorityBinned(db, id, null))
    return present(writing.db, id)
  },

  uses(context, { id, ...window }) {
    const { db } = context.catalogue()
    if (!readAuthority(db, id)) throw refusal('authorityNotFound', { id })
    const { total, binned, uses } = usesOf(db, id, window)
    const byId = new Map(
      readRows(
        db,
        uses.map(({ descriptionId }) => descriptionId),
      ).map((row) => [row.id, row]),
    )
    return {
      total,
      binned,
      rows: uses.flatMap(({ descriptionId, role, suppliedBy }) => {
        const description = byId.get(descriptionId)
        return description ? [{ role, suppliedBy, description }] : []
      }),
    }
  },
}

/** An authority that is not in the bin. */
function present(db: ReadDatabase, id: number): Authority {
  const found = readAuthority(db, id)
  if (!found || found.binnedAt !== null) throw refusal('authorityNotFound', { id })
  return found
}

/** One authorized form that says something; holders of positions alone; links to others that are there. */
function checkFields(
  db: ReadDatabase,
  id: number | null,
  whole: AuthorityPatch,
  patch: AuthorityPatch,
): void {
  const authorized = (whole.names ?? []).filter(({ kind }) => kind === 'authorized')
  if (authorized.length !== 1 || authorized[0]?.value.trim() === '') throw refusal('authorityNeedsName', {})
  if ((whole.holders ?? []).length > 0 && whole.type !== 'position') throw refusal('notAPosition', {})
  const named = [
    ...(patch.relations ?? []).map(({ otherId }) => otherId),
    ...(patch.holders ?? []).map(({ holderId }) => holderId),
  ]
  for (const other of named) {
    if (other === id || !authorityExists(db, other)) throw refusal('authorityNotFound', { id: other })
  }
}

/** What stays of all records whatever is picked: every form of the name, and every identifier. */
function merged(picked: AuthorityPatch, kept: Authority, others: readonly Authority[]): AuthorityPatch {
  const names = [...(picked.names ?? [])]
  const isThere = ({ value, reading, romanisation }: AuthorityName) =>
    names.some(
      (form) =>
        form.value === value &&
        (reading === null || form.reading === reading) &&
        (romanisation === null || form.romanisation === romanisation),
    )
  for (const form of [kept, ...others].flatMap((record) => record.names)) {
    if (!isThere(form)) names.push({ ...form, kind: form.kind === 'authorized' ? 'variant' : form.kind })
  }
  const identifiers = [
    ...(picked.identifiers ?? []),
    ...[kept, ...others].flatMap((record) => record.identifiers),
    // An authority file that has the other still finds it here.
    ...others.map(({ uid }) => ({ source: 'shoko', value: uid })),
  ].filter(
    ({ source, value }, at, list) =>
      list.findIndex((one) => one.source === source && one.value === value) === at,
  )
  return { names, identifiers }
}
