/** The check of the whole catalogue, run when it is asked for. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Backup } from '../../src-main/shared/contract/backup.ts'
import type { CheckReport } from '../../src-main/shared/contract/check.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export class Checks {
  #client: Client
  report = $state.raw<CheckReport | null>(null)
  running = $state(false)
  problem = $state.raw<Problem | null>(null)

  /** Verified copies of the database, newest first. */
  readonly backups: Resource<true, Backup[]>

  constructor(client: Client) {
    this.#client = client
    this.backups = new Resource(async () =>
      (await client.backup.list()).toSorted((a, b) => b.at.localeCompare(a.at)),
    )
  }

  async run(): Promise<void> {
    if (this.running) return
    this.running = true
    try {
      this.report = await this.#client.check.run()
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.running = false
    }
  }
}
