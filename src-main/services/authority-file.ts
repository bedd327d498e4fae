/** An authority file that several catalogues share: written by one, attached by others, taken from record by record. */
import { basename } from 'node:path'
import {
  attachFile,
  authorityFiles,
  authorityOfUid,
  catalogueUid,
  detachFile,
  keepImage,
  liveAuthorityIds,
  readAuthorityFile,
  takenImage,
} from '../catalogue/authority/file.ts'
import type { FileRow } from '../catalogue/authority/file.ts'
import { authorityNamed } from '../catalogue/authority/link.ts'
import { readAuthority } from '../catalogue/authority/read.ts'
import { insertAuthority, updateAuthority } from '../catalogue/authority/write.ts'
import type { ReadDatabase, WriteDatabase } from '../catalogue/database.ts'
import { transact } from '../catalogue/transact.ts'
import { openRegular, readingRefusal, writeAtomic } from '../platform/files.ts'
import { AuthorityFileDocument, FiledAuthority } from '../shared/contract/authority-file.ts'
import type { FileDifference, FiledField } from '../shared/contract/authority-file.ts'
import type { Authority, AuthorityPatch } from '../shared/contract/authority.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { Service } from './context.ts'
import { checkLeaving, leave } from '../catalogue/way-out.ts'
import { slicesOf, writeAll } from '../jobs/long.ts'
import type { Slice } from '../jobs/long.ts'

const FIELDS = Object.keys(FiledAuthority.shape).filter((field) => field !== 'uid') as FiledField[]
/** Records that are read before the thread answers others. */
const BATCH = 100
/** Records that are written in one transaction of many. */
const RECORDS = 50

export const authorityFile: Service<'authorityFile'> = {
  async save(context, { to, name, reason }) {
    const { db } = context.catalogue()
    checkLeaving(context, 'names', reason)
    const path = context.handles.take(to, 'write')
    if (path === null) throw refusal('handleUnknown', {})
    const leaving = leave(context, 'names', { reason, told: {} })
    const authorities: FiledAuthority[] = []
    for (const { id } of liveAuthorityIds(db)) {
      const record = readAuthority(db, id)
      if (record) authorities.push(filed(db, record))
      if (authorities.length % BATCH === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    const document: AuthorityFileDocument = {
      format: 'shoko-authorities',
      version: 1,
      uid: catalogueUid(db),
      name,
      authorities: authorities.sort((one, other) => (one.uid < other.uid ? -1 : 1)),
    }
    await writeAtomic(leaving.named(path), [`${JSON.stringify(document, null, 1)}\n`])
    return { authorities: authorities.length }
  },

  async attach(context, { handle }) {
    const path = context.handles.take(handle, 'read')
    if (path === null) throw refusal('handleUnknown', {})
    const writing = context.writing()
    const { uid, name } = await readDocument(path)
    const { value: id } = transact(writing, 'authorityFile.attach', (db) =>
      attachFile(db, { uid, name, path, attachedAt: writing.clock.now() }),
    )
    return shown(attached(writing.db, id))
  },

  list: (context) => authorityFiles(context.catalogue().db).map(shown),

  detach(context, { id }) {
    const writing = context.writing()
    attached(writing.db, id)
    const { historyId } = transact(writing, 'authorityFile.detach', (db) => detachFile(db, id))
    return { historyId }
  },

  async compare(context, { id }) {
    const { db } = context.catalogue()
    const { authorities } = await documentOf(db, id)
    const differences: FileDifference[] = []
    for (const [index, record] of authorities.entries()) {
      if (index % BATCH === 0) await new Promise((resolve) => setImmediate(resolve))
      const difference = differenceOf(db, id, record)
      if (difference) differences.push(difference)
    }
    return differences
  },

  async update(context, { id, uids }) {
    const writing = context.writing()
    const { authorities } = await documentOf(writing.db, id)
    const asked = new Set(uids)
    const wanted = authorities.filter(({ uid }) => asked.has(uid))
    // New ones come first, so that relations find both ends.
    const fresh = wanted.filter(({ uid }) => authorityOfUid(writing.db, uid) === null)
    const isFresh = new Set(fresh.map(({ uid }) => uid))
    const at = context.clock.now()
    const result = { added: fresh.length, changed: 0 }
    const adding = slicesOf(context, fresh, add, RECORDS)
    const taking = slicesOf(
      context,
      wanted,
      (db, records) => (result.changed += take(db, { id, at }, records, isFresh)),
      RECORDS,
    )
    const slices = [...adding, ...taking]
    const [size, isShort] = [wanted.length, adding.length === 1 && taking.length === 1]
    const all: Slice = { size, write: (db) => slices.forEach((slice) => slice.write(db)) }
    await writeAll(context, 'authorityFile.update', isShort ? [all] : slices)
    return result
  },
}

function add(db: WriteDatabase, records: readonly FiledAuthority[]): void {
  for (const { uid, relations: _relations, holders: _holders, ...fields } of records)
    insertAuthority(db, uid, fields)
}

/** Takes the fields of records that differ; returns in how many that were here already. */
function take(
  db: WriteDatabase,
  { id: fileId, at }: { id: number; at: string },
  records: readonly FiledAuthority[],
  isFresh: ReadonlySet<string>,
): number {
  let changed = 0
  for (const record of records) {
    const id = authorityOfUid(db, record.uid)
    const here = id === null ? null : readAuthority(db, id)
    if (id === null || here === null) continue
    const differing = isFresh.has(record.uid)
      ? (['relations', 'holders'] as const)
      : fieldsToTake(db, fileId, here, record)
    if (!isFresh.has(record.uid) && differing.length > 0) changed++
    updateAuthority(db, id, patchOf(db, id, record, differing))
    keepImage(db, fileId, id, JSON.stringify(record), at)
  }
  return changed
}

/** What a record of this catalogue says, as it would stand in a file. */
function filed(db: ReadDatabase, record: Authority): FiledAuthority {
  const uidOf = (id: number) => readAuthority(db, id)?.uid ?? ''
  const own = FiledAuthority.parse({
    ...record,
    relations: record.relations.map(({ otherId, ...relation }) => ({ ...relation, other: uidOf(otherId) })),
    holders: record.holders.map(({ holderId, ...holder }) => ({ ...holder, holder: uidOf(holderId) })),
  })
  // Of which records one was made is of no use to others.
  return { ...own, identifiers: own.identifiers.filter(({ source }) => source !== 'shoko') }
}

const said = (record: FiledAuthority, field: FiledField): string => JSON.stringify(record[field])

/** Fields that the file says otherwise, each with whether only the file has changed it since it was last taken. */
function differing(db: ReadDatabase, fileId: number, here: Authority, there: FiledAuthority) {
  const own = filed(db, here)
  const image = takenImage(db, fileId, here.id)
  const before = image === null ? null : FiledAuthority.parse(JSON.parse(image))
  return FIELDS.flatMap((field) => {
    if (said(own, field) === said(there, field)) return []
    // Changed here alone: the file has nothing new to say.
    if (before && said(before, field) === said(there, field)) return []
    return [{ field, own, onlyThere: before !== null && said(before, field) === said(own, field) }]
  })
}

const fieldsToTake = (
  db: ReadDatabase,
  fileId: number,
  here: Authority,
  there: FiledAuthority,
): FiledField[] => differing(db, fileId, here, there).map(({ field }) => field)

function differenceOf(db: ReadDatabase, fileId: number, there: FiledAuthority): FileDifference | null {
  const name = there.names.find(({ kind }) => kind === 'authorized')?.value ?? ''
  const id = authorityOfUid(db, there.uid)
  const here = id === null ? null : readAuthority(db, id)
  if (!here)
    return {
      uid: there.uid,
      name,
      kind: 'new',
      id: null,
      namesake: authorityNamed(db, name, there.type),
      fields: [],
    }
  const fields = differing(db, fileId, here, there)
  if (fields.length === 0) return null
  return {
    uid: there.uid,
    name,
    kind: fields.every(({ onlyThere }) => onlyThere) ? 'changed' : 'conflict',
    id,
    namesake: null,
    fields: fields.map(({ field, own }) => ({
      field,
      here: readable(own, field),
      there: readable(there, field),
    })),
  }
}

/** A field as one reads it: the words of its values. */
function readable(record: FiledAuthority, field: FiledField): string {
  const value = record[field]
  if (typeof value === 'string') return value
  return value
    .map((row) =>
      Object.values(row)
        .filter((part) => part !== null && part !== '')
        .join(' · '),
    )
    .join('\n')
}

/** The fields of a record with the ids of this catalogue; a record that is not here is not related to. */
function patchOf(
  db: ReadDatabase,
  ownId: number,
  record: FiledAuthority,
  fields: readonly FiledField[],
): AuthorityPatch {
  const { uid: _, relations, holders, ...plain } = record
  const known = (uid: string) => {
    const id = authorityOfUid(db, uid)
    return id === ownId ? null : id
  }
  const all: AuthorityPatch = {
    ...plain,
    relations: relations.flatMap(({ other, ...relation }) => {
      const otherId = known(other)
      return otherId === null ? [] : [{ ...relation, otherId, name: '' }]
    }),
    holders: holders.flatMap(({ holder, ...held }) => {
      const holderId = known(holder)
      return holderId === null ? [] : [{ ...held, holderId, name: '' }]
    }),
  }
  return Object.fromEntries(fields.map((field) => [field, all[field]]))
}

function attached(db: ReadDatabase, id: number): FileRow {
  const found = readAuthorityFile(db, id)
  if (!found) throw refusal('authorityFileNotFound', { id })
  return found
}

const documentOf = (db: ReadDatabase, id: number): Promise<AuthorityFileDocument> =>
  readDocument(attached(db, id).path)

async function readDocument(path: string): Promise<AuthorityFileDocument> {
  const file = await openRegular(path)
  let text: string
  try {
    text = await file.readFile('utf8')
  } catch (error) {
    throw readingRefusal(error, path)
  } finally {
    await file.close()
  }
  try {
    return AuthorityFileDocument.parse(JSON.parse(text))
  } catch {
    throw refusal('notAnAuthorityFile', { file: basename(path) })
  }
}

const shown = ({ id, name, attachedAt, updatedAt, taken }: FileRow) => ({
  id,
  name,
  attachedAt,
  updatedAt,
  taken,
})
