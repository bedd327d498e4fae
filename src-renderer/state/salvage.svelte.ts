/** Saving what can be read of a damaged catalogue: offered where one is refused, followed as a job. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Jobs } from './jobs.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import type { Stage } from './stage.svelte.ts'

type Source = Parameters<Client['salvage']['start']>[0]['source']

export class Salvage {
  #client: Client
  #jobs: Jobs
  #stage: Stage
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client, jobs: Jobs, stage: Stage) {
    this.#client = client
    this.#jobs = jobs
    this.#stage = stage
  }

  async start(source: Source): Promise<void> {
    try {
      const { jobId } = await this.#client.salvage.start({ source })
      this.#jobs.take(await this.#client.job.get({ id: jobId }))
      this.#stage.dialog = { kind: 'job', id: jobId }
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
    }
  }
}
