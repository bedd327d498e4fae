/** Work that takes longer than a moment: started at once, reported at most ten times a second, cancelled when asked. */
import type { Clock } from '../platform/clock.ts'
import type { Job, JobResult } from '../shared/contract/job.ts'
import type { JobId } from '../shared/contract/ids.ts'
import { isRefusal, refusal } from '../shared/contract/errors.ts'

const REPORT_EVERY_MS = 100
/** Ended jobs that are still remembered. */
const REMEMBERED = 50

export interface JobControl {
  readonly id: JobId
  /** Aborted when somebody cancels; the work then ends early and returns what it has finished. */
  readonly signal: AbortSignal
  progress(done: number, total: number | null): void
}

export type Work = (control: JobControl) => Promise<JobResult | null>

/** Why work is to end early: a person said so, or it makes way for something else. */
export type Stop = 'cancelled' | 'makeWay'

export interface Jobs {
  /** Work in the background makes way for what wants the catalogue for itself. */
  start(
    kind: Job['kind'],
    unit: Job['unit'],
    work: Work,
    options?: { background?: boolean; step?: Job['step'] },
  ): Job
  list(): Job[]
  get(id: JobId): Job
  wait(id: JobId): Promise<Job>
  cancel(id: JobId): Promise<Job>
  /** Whether anything runs that is not work in the background. */
  busy(): boolean
  /** Ends work in the background, to be gone on with later. */
  quieten(): Promise<void>
  /** Cancels everything and waits for its end. */
  close(): Promise<void>
}

interface Entry {
  job: Job
  background: boolean
  abort: AbortController
  ended: Promise<void>
}

export function createJobs(options: {
  clock: Clock
  notify: (job: Job) => void
  /** Told of what was thrown and is not an expected failure. */
  onDefect: (error: unknown) => void
}): Jobs {
  const { clock, notify, onDefect } = options
  const entries = new Map<number, Entry>()
  let lastId = 0

  const entryOf = (id: number): Entry => {
    const entry = entries.get(id)
    if (!entry) throw refusal('jobNotFound', { id })
    return entry
  }

  async function follow(entry: Entry, work: Work): Promise<void> {
    let reportedAt = 0
    const update = (change: Partial<Job>) => {
      entry.job = { ...entry.job, ...change }
    }
    const { signal } = entry.abort
    try {
      const result = await work({
        id: entry.job.id,
        signal,
        progress(done, total) {
          update({ done, total })
          const now = performance.now()
          if (now - reportedAt < REPORT_EVERY_MS) return
          reportedAt = now
          notify(entry.job)
        },
      })
      update({ state: signal.aborted ? 'cancelled' : 'done', result })
    } catch (error) {
      if (signal.aborted) update({ state: 'cancelled' })
      else if (isRefusal(error)) {
        update({
          state: 'failed',
          error: { code: error.code, data: (error.data ?? {}) as Record<string, unknown> },
        })
      } else {
        onDefect(error)
        update({ state: 'failed', error: { code: 'defect', data: {} } })
      }
    }
    update({ endedAt: clock.now() })
    notify(entry.job)
    const ended = [...entries.values()].filter(({ job }) => job.endedAt !== null)
    for (const { job } of ended.slice(0, -REMEMBERED)) entries.delete(job.id)
  }

  const wait = async (id: JobId): Promise<Job> => {
    const entry = entryOf(id)
    await entry.ended
    return entry.job
  }

  const end = async (ending: readonly Entry[]): Promise<void> => {
    for (const { abort } of ending) abort.abort('makeWay' satisfies Stop)
    await Promise.all(ending.map(({ ended }) => ended))
  }

  return {
    start(kind, unit, work, { background = false, step = null } = {}) {
      const id = ++lastId as JobId
      const job: Job = {
        id,
        kind,
        step,
        state: 'running',
        done: 0,
        total: null,
        unit,
        startedAt: clock.now(),
        endedAt: null,
        result: null,
        error: null,
      }
      const entry: Entry = { job, background, abort: new AbortController(), ended: Promise.resolve() }
      entries.set(id, entry)
      notify(job)
      entry.ended = follow(entry, work)
      return job
    },
    list: () => [...entries.values()].map(({ job }) => job).reverse(),
    get: (id) => entryOf(id).job,
    wait,
    cancel(id) {
      entryOf(id).abort.abort('cancelled' satisfies Stop)
      return wait(id)
    },
    busy: () => [...entries.values()].some(({ job, background }) => job.state === 'running' && !background),
    quieten: () => end([...entries.values()].filter(({ background }) => background)),
    close: () => end([...entries.values()]),
  }
}
