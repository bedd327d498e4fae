/** Looking in a folder for what is withheld. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { JobId } from '../../src-main/shared/contract/ids.ts'
import type { Job } from '../../src-main/shared/contract/job.ts'
import type { LeakReport } from '../../src-main/shared/contract/leak.ts'
import type { Jobs } from './jobs.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

export class Leaks {
  #client: Client
  #jobs: Jobs
  #jobId = $state<JobId | null>(null)
  busy = $state(false)
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client, jobs: Jobs) {
    this.#client = client
    this.#jobs = jobs
  }

  get job(): Job | undefined {
    return this.#jobs.find(this.#jobId)
  }

  get report(): LeakReport | null {
    const result = this.job?.result
    return result?.kind === 'leak' ? result : null
  }

  clear(): void {
    this.#jobId = null
    this.problem = null
  }

  scan = async (handle: () => Promise<string>, pixels: boolean): Promise<void> => {
    this.busy = true
    this.clear()
    try {
      const { jobId } = await this.#client.leak.scan({ handle: await handle(), pixels })
      this.#jobs.take(await this.#client.job.get({ id: jobId }))
      this.#jobId = jobId
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.busy = false
    }
  }
}
