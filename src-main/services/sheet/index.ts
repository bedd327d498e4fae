/** Spreadsheets in. */
import { open } from 'node:fs/promises'
import { databasePath } from '../../catalogue/open.ts'
import { readDescription } from '../../catalogue/description/read.ts'
import { withCheckpoints } from '../../jobs/checkpoints.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Service } from '../context.ts'
import { KINDS } from './opened.ts'
import type { Plan } from './opened.ts'
import type { PlannedChange } from './plan/planned.ts'
import { mappings } from './mappings.ts'
import { kindAs, reading } from './read.ts'
import { takePlan } from './take.ts'

export const sheet: Service<'sheet'> = {
  ...reading,
  ...mappings,

  plan(context, asked) {
    const catalogue = context.catalogue()
    const opened = context.sheets.get(asked.sheetId)
    if (asked.parentId !== null) {
      const parent = readDescription(catalogue.db, asked.parentId)
      if (!parent || parent.binnedAt !== null) throw refusal('descriptionNotFound', { id: asked.parentId })
    }
    context.sheets.forgetPlan(opened)
    const { path, file, kind } = opened
    const planPath = context.sheets.planPath()
    const input = {
      databasePath: databasePath(catalogue.folder),
      path,
      file,
      kind: kindAs(kind, asked),
      planPath,
      asked,
      latest: context.clock.now().slice(0, 10),
    }
    const job = context.jobs.start('sheet', 'rows', async ({ signal, progress }) => {
      const plan = await context.tasks.run('planSheet', input, { signal, onProgress: progress })
      opened.plan = { ...plan, asked, path: planPath }
      return { kind: 'sheet', taken: false, historyId: null, ...plan.counts }
    })
    return { jobId: job.id }
  },

  async changes(context, { sheetId, only, offset, limit }) {
    const { plan } = context.sheets.get(sheetId)
    if (!plan) return { total: 0, changes: [] }
    const wanted = only === null ? -1 : KINDS.indexOf(only)
    const lines = [...plan.kinds.keys()].filter((line) => wanted === -1 || plan.kinds[line] === wanted)
    const changes = await linesOf(plan, lines.slice(offset, offset + limit))
    return {
      total: lines.length,
      changes: changes.map(({ row, kind, unit, cells, problems, notes }) => ({
        row,
        kind,
        unit,
        cells,
        problems,
        notes,
      })),
    }
  },

  async take(context, { sheetId }) {
    const writing = context.writing()
    const opened = context.sheets.get(sheetId)
    const { plan } = opened
    if (!plan) throw refusal('sheetUnknown', {})
    if (plan.counts.problems > 0) throw refusal('sheetHasProblems', { count: plan.counts.problems })
    await context.beforeBulk()
    const job = context.jobs.start('sheet', 'rows', async (control) => {
      const historyId = await withCheckpoints(context, plan.counts.create + plan.counts.update, () =>
        takePlan(writing, plan, control),
      )
      context.sheets.forgetPlan(opened)
      return { kind: 'sheet', ...plan.counts, taken: true, historyId }
    })
    return { jobId: job.id }
  },

  close(context, { sheetId }) {
    context.sheets.close(sheetId)
    return {}
  },
}

/** Lines of a plan by their number. */
async function linesOf({ path, offsets }: Plan, lines: readonly number[]): Promise<PlannedChange[]> {
  if (lines.length === 0) return []
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const changes: PlannedChange[] = []
    for (const line of lines) {
      const [from, to] = [offsets[line] ?? 0, offsets[line + 1] ?? size]
      const { buffer } = await file.read(Buffer.alloc(to - from), 0, to - from, from)
      changes.push(JSON.parse(buffer.toString('utf8')) as PlannedChange)
    }
    return changes
  } finally {
    await file.close()
  }
}
