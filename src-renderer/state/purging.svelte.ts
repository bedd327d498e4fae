/** Taking out of the bin for good: what would go, and how it goes on. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionId, JobId } from '../../src-main/shared/contract/ids.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

type Survey = Awaited<ReturnType<Client['bin']['survey']>>

export class Purging {
  #client: Client
  readonly survey: Resource<{ ids: DescriptionId[] | null }, Survey>
  jobId = $state<JobId | null>(null)
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client) {
    this.#client = client
    this.survey = new Resource((what) => client.bin.survey(what))
  }

  async open(ids: readonly DescriptionId[] | null): Promise<void> {
    this.jobId = null
    this.problem = null
    await this.survey.open({ ids: ids && [...ids] })
  }

  async purge(descriptions: number, withBackups: boolean): Promise<void> {
    const { key } = this.survey
    if (key === null) return
    try {
      this.jobId = (await this.#client.bin.purge({ ...key, descriptions, withBackups })).jobId
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
      await this.survey.reload()
    }
  }
}
