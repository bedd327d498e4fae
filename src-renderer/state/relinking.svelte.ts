/** Looking for moved files, and relinking what was found. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Job } from '../../src-main/shared/contract/job.ts'
import type { RelinkingResult } from '../../src-main/shared/contract/relinking.ts'
import type { JobId } from '../../src-main/shared/contract/ids.ts'
import type { Jobs } from './jobs.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

export class Relinking {
  #client: Client
  #jobs: Jobs
  #jobId = $state<JobId | null>(null)
  /** What was relinked, and what was left. */
  done = $state.raw<Awaited<ReturnType<Client['relinking']['apply']>> | null>(null)
  busy = $state(false)
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client, jobs: Jobs) {
    this.#client = client
    this.#jobs = jobs
  }

  get job(): Job | undefined {
    return this.#jobs.find(this.#jobId)
  }

  /** What was found; null while it is looked for, and when it was applied. */
  get found(): RelinkingResult | null {
    const result = this.job?.result
    return result?.kind === 'relinking' && this.done === null ? result : null
  }

  clear(): void {
    this.#jobId = null
    this.done = null
    this.problem = null
  }

  look = (handle: () => Promise<string>): Promise<void> =>
    this.#act(async () => {
      this.clear()
      const { jobId } = await this.#client.relinking.look({ handle: await handle() })
      this.#jobs.take(await this.#client.job.get({ id: jobId }))
      this.#jobId = jobId
    })

  apply = (moves: number[]): Promise<void> =>
    this.#act(async () => {
      const jobId = this.#jobId
      if (jobId !== null) this.done = await this.#client.relinking.apply({ jobId, moves })
    })

  async #act(act: () => Promise<void>): Promise<void> {
    this.busy = true
    this.problem = null
    try {
      await act()
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.busy = false
    }
  }
}
