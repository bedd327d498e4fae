/** The check of file and scans: started here, followed among the jobs. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { IntegrityReport } from '../../src-main/shared/contract/integrity.ts'
import type { Job } from '../../src-main/shared/contract/job.ts'
import type { Jobs } from './jobs.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

export class Integrity {
  #client: Client
  #jobs: Jobs
  fixity = $state(true)
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client, jobs: Jobs) {
    this.#client = client
    this.#jobs = jobs
  }

  /** The newest check, running or ended; another window may have asked for it. */
  get job(): Job | undefined {
    return this.#jobs.all.find(({ kind }) => kind === 'integrity')
  }

  get report(): IntegrityReport | null {
    const result = this.job?.result
    return result?.kind === 'integrity' ? result : null
  }

  async start(verb: 'check' | 'repair'): Promise<void> {
    try {
      const { jobId } = await this.#client.integrity[verb]({ fixity: this.fixity })
      this.#jobs.take(await this.#client.job.get({ id: jobId }))
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
    }
  }
}
