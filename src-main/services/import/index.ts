/** Taking in: files and folders are sorted out, read and stored; one write at the end puts them into the catalogue. */
import { catalogueFacts } from '../../catalogue/institution.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { IMPORT_FORMATS } from '../../shared/contract/import.ts'
import type { ImportFormat } from '../../shared/contract/import.ts'
import { readDescription } from '../../catalogue/description/read.ts'
import { readPattern } from '../../shared/domain/file-pattern.ts'
import type { Context, Service } from '../context.ts'
import { dropImport, interruptedImports } from './interrupted.ts'
import { beginJournal } from './journal.ts'
import type { Journal } from './journal.ts'
import type { ImportPlan } from './plan.ts'
import { previewImport } from './preview.ts'
import { gatherFiles } from './sources.ts'
import { takeIn } from './take.ts'

interface Asked {
  handles: readonly string[]
  as: string
  into: ImportPlan['into']
  storage: ImportPlan['storage']
  arrange: ImportPlan['arrange']
  pattern: string | null
}

export const importService: Service<'import'> = {
  async preview(context, input) {
    const { plan, paths } = await planOf(context, input, input.names)
    return {
      ...previewImport(context.catalogue().db, plan),
      // A handle is for one call: the import that follows has its own.
      handles: paths.map((path) => context.handles.mint(path, 'read')),
    }
  },

  async start(context, input) {
    context.writing()
    const { plan } = await planOf(context, input)
    const journal = beginJournal(context.userFolder, {
      catalogue: placeOf(context),
      startedAt: context.clock.now(),
      plan,
    })
    return begin(context, plan, { ...journal, whole: new Map() })
  },

  interrupted: (context) =>
    interruptedImports(context, placeOf(context)).map(({ id, startedAt, plan, whole }) => ({
      id,
      startedAt,
      files: plan.files.length,
      whole: whole.size,
    })),

  async goOn(context, { id }) {
    context.writing()
    const journal = present(context, id)
    return begin(context, journal.plan, journal)
  },

  async drop(context, { id }) {
    context.writing()
    await dropImport(context, present(context, id))
    return { dropped: true }
  },
}

async function begin(
  context: Context,
  plan: ImportPlan,
  journal: Pick<Journal, 'id' | 'path' | 'whole'>,
): Promise<{ jobId: ReturnType<Context['jobs']['start']>['id'] }> {
  context.importing.add(journal.path)
  try {
    await context.beforeBulk()
    const job = context.jobs.start('import', 'files', (control) =>
      takeIn(context, control, plan, journal).finally(() => context.importing.delete(journal.path)),
    )
    return { jobId: job.id }
  } catch (error) {
    context.importing.delete(journal.path)
    throw error
  }
}

/** @throws importNotFound */
function present(context: Context, id: string): Journal {
  const found = interruptedImports(context, placeOf(context)).find((journal) => journal.id === id)
  if (!found) throw refusal('importNotFound', {})
  return found
}

function placeOf(context: Context): { uid: string; folder: string } {
  const { db, folder } = context.catalogue()
  return { uid: catalogueFacts(db)?.uid ?? '', folder }
}

async function planOf(
  context: Context,
  input: Asked,
  names: readonly string[] = [],
): Promise<{ plan: ImportPlan; paths: string[] }> {
  const { db } = context.catalogue()
  const as = input.as as ImportFormat
  if (!IMPORT_FORMATS.includes(as)) throw refusal('importFormatUnknown', { format: input.as })
  const { into, storage, pattern } = input
  if (into !== null) {
    const target = readDescription(db, into)
    if (!target || target.binnedAt !== null) throw refusal('descriptionNotFound', { id: into })
  }
  const read = pattern === null ? null : readPattern(pattern)
  if (read !== null && typeof read !== 'function') throw refusal('filePatternInvalid', read)
  const paths = input.handles.map((handle) => {
    const path = context.handles.take(handle, 'read')
    if (path === null) throw refusal('handleUnknown', {})
    return path
  })
  const files = [...(await gatherFiles(paths)), ...names.map((name) => ({ path: name, name }))]
  if (files.length === 0) throw refusal('importNothing', {})
  const arrange = into === null ? 'items' : input.arrange
  return { plan: { files, as, into, storage, arrange, pattern }, paths }
}
