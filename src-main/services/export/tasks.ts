/** The export itself, on a thread of its own with a connection of its own that only reads. */
import { rename, rm, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { branchSize, publishedBelow } from '../../catalogue/description/read.ts'
import { readInstitution } from '../../catalogue/institution.ts'
import { exporterOf } from '../../exporters/index.ts'
import type { Exporter, ReleasedNode, Validation } from '../../exporters/exporter.ts'
import type { Task, TaskControl } from '../../jobs/worker-thread.ts'
import { partialBeside, writeAtomic } from '../../platform/files.ts'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'
import type { ExportResult } from '../../shared/contract/export.ts'
import type { ReleasePolicy } from '../../shared/domain/released-view.ts'
import { releasedNodes } from './nodes.ts'

export interface ExportInput {
  databasePath: string
  format: string
  options: unknown
  policy: ReleasePolicy
  generator: string
  /** One file for each unit: the unit and the path of its file. */
  files: { rootId: number; path: string }[]
}

export type ExportTasks = { export: Task<ExportInput, ExportResult> }

export const exportTasks: ExportTasks = { export: runExport }

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
  { files, policy, options, generator }: ExportInput,
  control: TaskControl,
  unfinished: string[],
): Promise<ExportResult> {
  const institution = readInstitution(db)
  if (!institution) throw refusal('institutionIncomplete', { missing: ['institution'] })
  const context = { institution, audience: policy.audience, options, generator }
  const expected = files.map(({ rootId }) =>
    (policy.audience === 'staff' ? branchSize : publishedBelow)(db, rootId),
  )
  const total = expected.reduce((sum, count) => sum + count, 0)
  const written: { part: string; path: string; descriptions: number; validation: Validation }[] = []
  let done = 0
  for (const { rootId, path } of files) {
    const part = partialBeside(path)
    unfinished.push(part)
    let descriptions = 0
    const counted = function* (): Generator<ReleasedNode> {
      for (const node of releasedNodes(db, rootId, policy)) {
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
    const validation = await exporter.validate(part, () => {
      if (control.signal.aborted) throw refusal('cancelled', {})
    })
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
    validation: { schema: written[0]?.validation.schema ?? '', valid: true, problems: [] },
  }
}

/** Pieces gathered to what is worth a write. */
function* gathered(pieces: Iterable<string>): Generator<string> {
  let buffer = ''
  for (const piece of pieces) {
    buffer += piece
    if (buffer.length < 65_536) continue
    yield buffer
    buffer = ''
  }
  yield buffer
}
