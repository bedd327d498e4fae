/** The check of the whole catalogue, run when it is asked for. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { CheckReport } from '../../src-main/shared/contract/check.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

export class Checks {
  #client: Client
  report = $state.raw<CheckReport | null>(null)
  running = $state(false)
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client) {
    this.#client = client
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
