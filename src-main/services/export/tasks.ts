/** The export itself, on a thread of its own with a connection of its own that only reads. */
import { rename, rm, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { readCitationTemplate } from '../../catalogue/citation.ts'
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { branchSize, publishedBelow, standing } from '../../catalogue/description/read.ts'
import { idsInScope } from '../../catalogue/scope.ts'
import { readInstitution } from '../../catalogue/institution.ts'
import { exporterOf } from '../../exporters/index.ts'
import type { Exporter, ReleasedNode, Validation } from '../../exporters/exporter.ts'
import type { Task, TaskControl } from '../../jobs/worker-thread.ts'
import { partialBeside, writeAtomic } from '../../platform/files.ts'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'
import type { ExportRemark, ExportResult } from '../../shared/contract/export.ts'
import type { ReleasePolicy } from '../../shared/domain/released-view.ts'
import type { Scope } from '../../shared/contract/scope.ts'
import { openUnits, releasedList, releasedNodes, wantedFor } from './nodes.ts'
import { batchTasks } from './batch/task.ts'
import type { BatchTasks } from './batch/task.ts'
import { exportPages } from './page-task.ts'
import type { ExportPagesInput } from './page-task.ts'
import { readingTasks } from './reading/task.ts'
import type { ReadingTasks } from './reading/task.ts'

export interface ExportInput {
  databasePath: string
  format: string
  options: unknown
  policy: ReleasePolicy
  generator: string
  /** It says that it is for staff. */
  isMarked: boolean
  /** One file for each branch, or one for a list. */
  files: ({ path: string } & ({ rootId: number } | { scopes: Scope[] }))[]
}

export type ExportTasks = {
  export: Task<ExportInput, ExportResult>
  exportPages: Task<ExportPagesInput, ExportResult>
} & ReadingTasks &
  BatchTasks

export const exportTasks: ExportTasks = { export: runExport, exportPages, ...readingTasks, ...batchTasks }

async function runExport(input: ExportInput, control: TaskControl): Promise<ExportResult> {
  const exporter = exporterOf(input.format)
  const db = openToRead(input.databasePath)
  const unfinished: string[] = []
  try {
    return await snapshot(db, () => exportAll(db, exporter, input, control, unfinished))
  } finally {
    close(db)
    for (const path of unfinished) await rm(path, { force: true })
  }
}

async function exportAll(
  db: ReadDatabase,
  exporter: Exporter,
  { files, policy, options, generator, isMarked }: ExportInput,
  control: TaskControl,
  unfinished: string[],
): Promise<ExportResult> {
  const institution = readInstitution(db)
  if (!institution) throw refusal('institutionIncomplete', { missing: ['institution'] })
  const remarks: ExportRemark[] = []
  let remarked = 0
  const context = {
    institution,
    audience: policy.audience,
    isMarked,
    citationTemplate: readCitationTemplate(db),
    options,
    generator,
    remark(remark: ExportRemark) {
      remarked += 1
      if (remarks.length < MOST_REMARKS) remarks.push(remark)
    },
  }
  const sources = files.map((file) =>
    'rootId' in file
      ? {
          path: file.path,
          expected: (policy.audience === 'staff' ? branchSize : publishedBelow)(db, file.rootId),
          nodes: () => releasedNodes(db, file.rootId, policy, wantedFor(exporter)),
        }
      : listed(db, file, policy, exporter),
  )
  const expected = sources.map((source) => source.expected)
  const total = expected.reduce((sum, count) => sum + count, 0)
  const written: { part: string; path: string; descriptions: number; validation: Validation }[] = []
  let done = 0
  for (const { path, nodes } of sources) {
    const part = partialBeside(path)
    unfinished.push(part)
    let descriptions = 0
    const counted = function* (): Generator<ReleasedNode> {
      for (const node of nodes()) {
        descriptions++
        control.progress(++done, total)
        yield node
      }
    }
    await writeAtomic(part, gathered(exporter.write(counted(), context)), { signal: control.signal }).catch(
      (error: unknown) => {
        // The person knows the file by the name it was to get.
        throw isRefusal(error) && error.code === 'diskFull'
          ? refusal('diskFull', { file: basename(path) })
          : error
      },
    )
    const listen = () => {
      if (control.signal.aborted) throw refusal('cancelled', {})
    }
    const validation = await exporter.validate(part, listen, options)
    written.push({ part, path, descriptions, validation })
  }
  const problems = written.flatMap(({ validation }) => [...validation.problems])
  if (problems.length > 0) throw refusal('exportInvalid', { problems: problems.slice(0, 100) })
  const results: ExportResult['files'] = []
  // Files get their names only when all of them are good.
  for (const { part, path, descriptions } of written) {
    await rename(part, path)
    results.push({ name: basename(path), byteSize: (await stat(path)).size, descriptions })
  }
  return {
    format: exporter.id,
    audience: policy.audience,
    files: results,
    descriptions: done,
    heldBack: Math.max(0, total - done),
    remarks,
    remarked,
    validation: { schema: written[0]?.validation.schema ?? '', valid: true, problems: [] },
  }
}

/** Remarks that a report lists; the others are counted. */
const MOST_REMARKS = 1000

function listed(
  db: ReadDatabase,
  { path, scopes }: { path: string; scopes: Scope[] },
  policy: ReleasePolicy,
  exporter: Exporter,
) {
  const ids = [...new Set(scopes.flatMap((scope) => idsInScope(db, scope)))]
  const open = openUnits(db, policy.audience)
  const published =
    policy.audience === 'staff' ? ids : ids.filter((id) => standing(db, id)?.status === 'published')
  const nodes = () => releasedList(db, published.filter(open), policy, wantedFor(exporter))
  return { path, expected: published.length, nodes }
}

/** Pieces gathered to what is worth a write. */
function* gathered(pieces: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
  let buffer = ''
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      if (buffer !== '') yield buffer
      buffer = ''
      yield piece
      continue
    }
    buffer += piece
    if (buffer.length < 65_536) continue
    yield buffer
    buffer = ''
  }
  yield buffer
}
