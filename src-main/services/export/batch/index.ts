/** Batches: keeping what is given out again and again, and running it. */
import { existsSync } from 'node:fs'
import { readdir, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import {
  batchNamed,
  deleteBatch,
  insertBatch,
  keptBatch,
  keptBatches,
  updateBatch,
} from '../../../catalogue/export-batch.ts'
import type { KeptBatch } from '../../../catalogue/export-batch.ts'
import { readInstitution } from '../../../catalogue/institution.ts'
import { transact } from '../../../catalogue/transact.ts'
import { exporterOf, exportOptions } from '../../../exporters/index.ts'
import { jsonFile } from '../../../platform/json-file.ts'
import type { Batch, BatchDefinition } from '../../../shared/contract/batch.ts'
import { refusal } from '../../../shared/contract/errors.ts'
import { unknownToken } from '../../../shared/domain/batch.ts'
import type { Context, Service } from '../../context.ts'
import { journalPath, readJournal } from './journal.ts'
import { batchPlan } from './units.ts'

/** Where the files of batches went last, by the batch: paths stay with the machine. */
const Folders = z.record(z.string(), z.string())
const folders = ({ userFolder }: Context) => jsonFile(join(userFolder, 'batch-folders.json'), Folders, {})

/** @throws exportFormatUnknown, exportOptionUnknown, batchNameUnknown */
function checked(definition: BatchDefinition): BatchDefinition {
  for (const { as, options } of definition.formats) exportOptions(exporterOf(as), options)
  const token = unknownToken(definition.naming)
  if (token !== null) throw refusal('batchNameUnknown', { token })
  return definition
}

function told(context: Context, { id, uid, name, definition }: KeptBatch): Batch {
  const parent = folders(context).read()[uid]
  const journal = parent === undefined ? null : readJournal(journalPath(parent, name))
  return {
    ...{ id, uid, name, definition },
    folder: parent === undefined || !existsSync(parent) ? null : basename(parent),
    unfinished: journal && { files: journal.files.length },
  }
}

/** @throws batchNotFound */
function found(context: Context, id: number): KeptBatch {
  const kept = keptBatch(context.catalogue().db, id)
  if (!kept) throw refusal('batchNotFound', { id })
  return kept
}

/** Batches that run, by their catalogue and their id: two runs would write the same files. */
const running = new Set<string>()

export const batch: Service<'batch'> = {
  list: (context) => keptBatches(context.catalogue().db).map((kept) => told(context, kept)),

  save(context, { id, name, definition }) {
    const writing = context.writing()
    checked(definition)
    const named = batchNamed(writing.db, name)
    if (named !== null && named !== id) throw refusal('batchNameTaken', { name })
    if (id !== null) found(context, id)
    const { value } = transact(writing, 'batch.save', (db) => {
      if (id === null) return insertBatch(db, { uid: context.ids.uid(), name, definition })
      updateBatch(db, id, { name, definition })
      return id
    })
    return told(context, found(context, value))
  },

  remove(context, { id }) {
    const writing = context.writing()
    found(context, id)
    transact(writing, 'batch.remove', (db) => deleteBatch(db, id))
    return {}
  },

  plan: (context, { definition }) => batchPlan(context.catalogue().db, checked(definition)),

  run(context, { id, to, language }) {
    const { db, database } = context.catalogue()
    const { uid, name, definition } = found(context, id)
    checked(definition)
    if (!readInstitution(db)) throw refusal('institutionIncomplete', { missing: ['institution'] })
    if (running.has(uid)) throw refusal('batchRunning', { name })
    const parent = to === null ? (folders(context).read()[uid] ?? null) : context.handles.take(to, 'write')
    if (parent === null) throw to === null ? refusal('batchNowhere', { name }) : refusal('handleUnknown', {})
    if (!existsSync(parent)) throw refusal('batchNowhere', { name })
    folders(context).write({ ...folders(context).read(), [uid]: parent })
    const input = {
      databasePath: database,
      ...{ name, definition, parent },
      generator: `Shoko ${context.version}`,
      language,
    }
    running.add(uid)
    const job = context.jobs.start('batch', 'files', async ({ id: jobId, signal, progress }) => {
      try {
        const result = await context.tasks.run('exportBatch', input, { signal, onProgress: progress })
        context.exported.remember(jobId, [join(parent, result.report)])
        return { kind: 'batch', ...result }
      } finally {
        running.delete(uid)
      }
    })
    return { jobId: job.id }
  },

  async drop(context, { id }) {
    const { uid, name } = found(context, id)
    if (running.has(uid)) throw refusal('batchRunning', { name })
    const parent = folders(context).read()[uid]
    const journal = parent === undefined ? null : readJournal(journalPath(parent, name))
    if (parent === undefined || journal === null) return { removed: 0 }
    const paths = journal.files.map(({ file }) => join(parent, name, ...file.split('/')))
    for (const path of paths) await rm(path, { force: true })
    for (const folder of [...new Set(paths.map(dirname)), join(parent, name)])
      if (existsSync(folder) && (await readdir(folder)).length === 0) await rmdir(folder)
    await rm(journalPath(parent, name), { force: true })
    return { removed: paths.length }
  },
}
