/** Giving out: what is asked for is checked here, the work is done on a thread of its own. */
import type { ReadDatabase } from '../../catalogue/database.ts'
import { lineage, readRows, topLevelIds } from '../../catalogue/description/read.ts'
import { withPagesOrTexts } from '../../catalogue/text/read.ts'
import { idsInScope } from '../../catalogue/scope.ts'
import { readInstitution } from '../../catalogue/institution.ts'
import {
  exporterOf,
  exportFormats,
  exportOptions,
  pageExporterOf,
  readingExporterOf,
} from '../../exporters/index.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionRow } from '../../shared/contract/description.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { Audience } from '../../shared/contract/export.ts'
import type { Scope } from '../../shared/contract/scope.ts'
import type { Service } from '../context.ts'
import { checkLeaving, leave } from '../../catalogue/way-out.ts'
import { fileIn, filesFor } from './names.ts'
import { openUnits } from './nodes.ts'
import { startPages } from './pages.ts'
import { startReading } from './reading/index.ts'

export const exportService: Service<'export'> = {
  formats: exportFormats,

  start(context, { as, to, audience, withNotes, reason, only, scope, options }) {
    const catalogue = context.catalogue()
    const { db } = catalogue
    const ofPages = pageExporterOf(as)
    if (ofPages) return startPages(context, ofPages, { to, audience, reason, ids: wanted(db, scope, only) })
    const toRead = readingExporterOf(as)
    if (toRead)
      return startReading(context, toRead, {
        to,
        audience,
        reason,
        withNotes,
        options,
        ids: readable(db, scope, only),
      })
    const exporter = exporterOf(as)
    const checked = exportOptions(exporter, options)
    if (audience === 'staff') checkLeaving(context, 'staffExport', reason)
    if (!readInstitution(db)) throw refusal('institutionIncomplete', { missing: ['institution'] })
    const list = exporter.shape === 'list'
    const scopes: Scope[] =
      scope !== null
        ? [scope]
        : only.length > 0
          ? only.map((id) => ({ kind: 'branch', id }))
          : [{ kind: 'branch', id: null }]
    if (list) checkReleased(db, scopes, audience)
    const roots = list ? [] : releasedRoots(db, branchesIn(db, scope, only), audience)
    const target = to === null ? null : context.handles.take(to, 'write')
    if (to !== null && target === null) throw refusal('handleUnknown', {})
    const told = { format: exporter.id, scopes: scopes.length }
    const leaving = audience === 'staff' ? leave(context, 'staffExport', { reason, told }) : null
    const marked = (path: string) => leaving?.named(path) ?? path
    const input = {
      databasePath: catalogue.database,
      format: exporter.id,
      options: checked,
      policy: { audience, withNotes: audience === 'staff' && withNotes },
      generator: `Shoko ${context.version}`,
      isMarked: leaving?.marked === true,
    }
    const job = context.jobs.start('export', 'descriptions', async ({ id, signal, progress }) => {
      const path = target ?? (await context.exported.downloadFolder())
      const named = list
        ? [{ scopes, path: fileIn(path, catalogue.name, exporter.extension) }]
        : filesFor(path, catalogue.name, exporter.extension, roots)
      const files = named.map((file) => ({ ...file, path: marked(file.path) }))
      context.exported.remember(
        id,
        files.map((file) => file.path),
      )
      const result = await context.tasks.run('export', { ...input, files }, { signal, onProgress: progress })
      return { kind: 'export', ...result }
    })
    return { jobId: job.id }
  },
}

/** The units that head a file each; what stands below another of them is in that one's file. @throws exportNothing when the audience may have none of them */
function releasedRoots(db: ReadDatabase, ids: readonly number[], audience: Audience): DescriptionRow[] {
  const asked = new Set(ids)
  const isOpen = openUnits(db, audience)
  const rows = [...asked].flatMap((id) => {
    const chain = lineage(db, id).map((unit) => unit.id)
    const line = readRows(db, chain)
    const row = line.at(-1)
    if (!row) throw refusal('descriptionNotFound', { id })
    if (chain.some((other) => other !== id && asked.has(other))) return []
    return { row, open: isOpen(id) }
  })
  const roots = rows.flatMap(({ row, open }) => (open ? [row] : []))
  if (roots.length > 0) return roots
  throw refusal('exportNothing', { unpublished: rows.length })
}

/** Units whose pages go out: those that are named, with all below them. */
function wanted(db: ReadDatabase, scope: Scope | null, only: readonly number[]): DescriptionId[] {
  const scopes: Scope[] =
    scope !== null
      ? [scope]
      : (only.length > 0 ? only : [null]).map((id) => ({ kind: 'branch', id: id as DescriptionId | null }))
  return [...new Set(scopes.flatMap((one) => idsInScope(db, one)))]
}

/** Units that are named, and of those below them the ones that have something to read. @throws descriptionNotFound */
function readable(db: ReadDatabase, scope: Scope | null, only: readonly DescriptionId[]): DescriptionId[] {
  const named = scope?.kind === 'units' ? scope.ids : scope === null ? only : []
  for (const id of named) if (readRows(db, [id]).length === 0) throw refusal('descriptionNotFound', { id })
  const all = wanted(db, scope, only)
  const asked = new Set<number>(named)
  const full = withPagesOrTexts(db, all)
  return all.filter((id) => asked.has(id) || full.has(id))
}

/** The units that head branches. */
function branchesIn(db: ReadDatabase, scope: Scope | null, only: readonly number[]): readonly number[] {
  if (scope === null) return only.length > 0 ? only : topLevelIds(db)
  if (scope.kind === 'branch') return scope.id === null ? topLevelIds(db) : [scope.id]
  return idsInScope(db, scope)
}

/** @throws exportNothing, descriptionNotFound */
function checkReleased(db: ReadDatabase, scopes: readonly Scope[], audience: Audience): void {
  for (const scope of scopes)
    if (scope.kind === 'branch' && scope.id !== null && readRows(db, [scope.id]).length === 0)
      throw refusal('descriptionNotFound', { id: scope.id })
  const open = openUnits(db, audience)
  const ids = scopes.flatMap((scope) => idsInScope(db, scope))
  if (!ids.some(open)) throw refusal('exportNothing', { unpublished: ids.length })
}
