/** Giving out: what is asked for is checked here, the work is done on a thread of its own. */
import { statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { lineage, readRows, topLevelIds } from '../../catalogue/description/read.ts'
import { idsInScope } from '../../catalogue/scope.ts'
import { readInstitution } from '../../catalogue/institution.ts'
import { exporterOf, exportFormats, exportOptions, pageExporterOf } from '../../exporters/index.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionRow } from '../../shared/contract/description.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { Audience } from '../../shared/contract/export.ts'
import type { Scope } from '../../shared/contract/scope.ts'
import type { Service } from '../context.ts'
import { safe } from './names.ts'
import { openUnits } from './nodes.ts'
import { startPages } from './pages.ts'

export const exportService: Service<'export'> = {
  formats: exportFormats,

  start(context, { as, to, audience, withNotes, only, scope, options }) {
    const catalogue = context.catalogue()
    const { db } = catalogue
    const ofPages = pageExporterOf(as)
    if (ofPages) return startPages(context, ofPages, { to, audience, ids: wanted(db, scope, only) })
    const exporter = exporterOf(as)
    const checked = exportOptions(exporter, options)
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
    const input = {
      databasePath: catalogue.database,
      format: exporter.id,
      options: checked,
      policy: { audience, withNotes: audience === 'staff' && withNotes },
      generator: `Shoko ${context.version}`,
    }
    const job = context.jobs.start('export', 'descriptions', async ({ id, signal, progress }) => {
      const path = target ?? (await context.exported.downloadFolder())
      const files = list
        ? [{ scopes, path: fileIn(path, catalogue.name, exporter.extension) }]
        : filesFor(path, catalogue.name, exporter.extension, roots)
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
  const rows = [...asked].flatMap((id) => {
    const chain = lineage(db, id).map((unit) => unit.id)
    const line = readRows(db, chain)
    const row = line.at(-1)
    if (!row) throw refusal('descriptionNotFound', { id })
    if (chain.some((other) => other !== id && asked.has(other))) return []
    return { row, open: audience === 'staff' || line.every(({ status }) => status === 'published') }
  })
  const roots = rows.flatMap(({ row, open }) => (open ? [row] : []))
  if (roots.length > 0) return roots
  throw refusal('exportNothing', { unpublished: rows.length })
}

/** Units whose pages go out: those that are named, with all below them. */
function wanted(db: ReadDatabase, scope: Scope | null, only: readonly number[]): number[] {
  const scopes: Scope[] =
    scope !== null
      ? [scope]
      : (only.length > 0 ? only : [null]).map((id) => ({ kind: 'branch', id: id as DescriptionId | null }))
  return [...new Set(scopes.flatMap((one) => idsInScope(db, one)))]
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

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

const fileIn = (target: string, name: string, extension: string) =>
  isFolder(target) ? join(target, fileName(name, extension)) : target

/** One path for one unit; in a folder, or for several, a name from each reference code. */
function filesFor(target: string, name: string, extension: string, roots: readonly DescriptionRow[]) {
  const inFolder = isFolder(target)
  const [first] = roots
  if (first && roots.length === 1) {
    return [{ rootId: first.id, path: fileIn(target, name, extension) }]
  }
  const base = inFolder ? '' : basename(target, extname(target))
  const folder = inFolder ? target : join(target, '..')
  const used = new Set<string>()
  return roots.map((root, index) => {
    const code = safe(root.referenceCode ?? '') || String(index + 1)
    let stem = [base, code].filter((part) => part !== '').join('-')
    while (used.has(stem.toLowerCase())) stem = `${stem}-${index + 1}`
    used.add(stem.toLowerCase())
    return {
      rootId: root.id,
      path: join(folder, fileName(stem, inFolder ? extension : extname(target).slice(1) || extension)),
    }
  })
}

const fileName = (stem: string, extension: string) => `${stem}.${extension}`
