/** Bulk edit: the fields of many descriptions at once. */
import { authorityExists } from '../../catalogue/authority/link.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import {
  descriptionsOf,
  editAll,
  levelPairs,
  setCheckedByAll,
  withLinks,
} from '../../catalogue/description/bulk.ts'
import { readDescriptions } from '../../catalogue/description/read.ts'
import { knownType } from '../../catalogue/description/rules.ts'
import { databasePath } from '../../catalogue/open.ts'
import { idsInScope } from '../../catalogue/scope.ts'
import { containerExists } from '../../catalogue/container/link.ts'
import { termExists } from '../../catalogue/term/read.ts'
import type { BulkChanges } from '../../shared/contract/bulk.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { bulkChanged } from '../../shared/domain/bulk.ts'
import { mayContain } from '../../shared/domain/level.ts'
import type { Service } from '../context.ts'
import { slicesOf, writeAll } from '../../jobs/long.ts'

export const bulk: Service<'bulk'> = {
  summary: (context, { scope }) =>
    context.tasks.run('summary', { databasePath: databasePath(context.catalogue().folder), scope }),

  tally: (context, { scope, changes }) =>
    context.tasks.run('tally', { databasePath: databasePath(context.catalogue().folder), scope, changes }),

  preview(context, { scope, changes, offset, limit }) {
    const { db } = context.catalogue()
    const ids = idsInScope(db, scope)
    const led = withLinks(db, ids, changes)
    const records = readDescriptions(db, ids.slice(offset, offset + limit)).map((record) => ({
      id: record.id,
      referenceCode: record.referenceCode,
      title: record.title[0]?.value ?? null,
      ...bulkChanged(record, led),
    }))
    return { total: ids.length, records }
  },

  async edit(context, { scope, changes }) {
    const writing = context.writing()
    checkLinks(writing.db, changes)
    if (changes.set.recordType !== undefined) knownType(writing.db, changes.set.recordType)
    const ids = idsInScope(writing.db, scope)
    if (changes.set.level !== undefined)
      for (const { above, below } of levelPairs(writing.db, ids, changes.set.level))
        if (!mayContain(above, below)) throw refusal('levelNotAllowed', { level: below, parentLevel: above })
    const led = withLinks(writing.db, ids, changes)
    const slices = slicesOf(context, ids, (db, slice) => {
      editAll(db, slice, led, ids[0] ?? null)
      if (changes.set.status === 'checked') setCheckedByAll(db, slice, writing.who(), writing.clock.now())
    })
    const historyId = await writeAll(context, 'bulk.edit', slices)
    return { historyId, records: historyId === null ? 0 : descriptionsOf(writing.db, historyId) }
  },
}

function checkLinks(db: ReadDatabase, { set, add }: BulkChanges): void {
  for (const { authorityId } of [...(set.agents ?? []), ...(add.agents ?? [])])
    if (authorityId !== null && !authorityExists(db, authorityId))
      throw refusal('authorityNotFound', { id: authorityId })
  for (const { containerId } of [...(set.containers ?? []), ...(add.containers ?? [])])
    if (containerId !== null && !containerExists(db, containerId))
      throw refusal('containerNotFound', { id: containerId })
  for (const { termId } of [...(set.accessPoints ?? []), ...(add.accessPoints ?? [])])
    if (termId !== null && !termExists(db, termId)) throw refusal('termNotFound', { id: termId })
}
