/** Imports and exports that run or ran, with what is left to do. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { JobId } from '../../src-main/shared/contract/ids.ts'
import type { Job } from '../../src-main/shared/contract/job.ts'
import type { Messages } from '../../src-main/shared/i18n/index.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

export class Jobs {
  #client: Client
  all = $state.raw<readonly Job[]>([])
  problem = $state.raw<Problem | null>(null)
  running = $derived(this.all.filter(({ state }) => state === 'running'))
  /** Jobs that were asked to stop and have not yet. */
  stopping = $state.raw<ReadonlySet<JobId>>(new Set())

  constructor(client: Client) {
    this.#client = client
  }

  async start(): Promise<void> {
    this.all = (await this.#client.job.list()).toSorted((a, b) => b.id - a.id)
  }

  take(job: Job): void {
    const known = this.all.some(({ id }) => id === job.id)
    this.all = known ? this.all.map((old) => (old.id === job.id ? job : old)) : [job, ...this.all]
  }

  find = (id: JobId | null): Job | undefined => this.all.find((job) => job.id === id)

  async cancel(id: JobId): Promise<void> {
    this.stopping = new Set([...this.stopping, id])
    await this.#try(async () => this.take(await this.#client.job.cancel({ id })))
    this.stopping = new Set([...this.stopping].filter((other) => other !== id))
  }

  /** Shows the file of an export in the system's file manager; false where the shell cannot. */
  async reveal(id: JobId): Promise<boolean> {
    let shown = false
    await this.#try(async () => {
      shown = (await this.#client.job.reveal({ id })).shown
    })
    return shown
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act()
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
    }
  }
}

/** What a job is called: what it writes, or its kind. */
export const jobName = ({ work }: Messages, { kind, step }: Job): string =>
  step === null ? work.jobKinds[kind] : work.writing[step.kind](work.action(step.action, null))

/** Share that is done, from 0 to 1; null while the whole is not known. */
export const shareOf = ({ done, total }: Job): number | null =>
  total === null || total === 0 ? null : Math.min(1, done / total)

/** Seconds that a running job still takes at its speed up to now; null while that says nothing. */
export function secondsLeft(job: Job, now: number): number | null {
  const share = shareOf(job)
  const spent = (now - Date.parse(job.startedAt)) / 1000
  if (job.state !== 'running' || share === null || share < 0.02 || spent < 1) return null
  return (spent * (1 - share)) / share
}
