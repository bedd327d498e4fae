/** The passphrase of the open catalogue: encrypting, what opens it, and what can be read without it. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { JobId } from '../../src-main/shared/contract/ids.ts'
import type { Job } from '../../src-main/shared/contract/job.ts'
import type { Jobs } from './jobs.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

type Calls = Client['encryption']

export class Encryption {
  #client: Client
  #jobs: Jobs
  readonly state: Resource<true, Awaited<ReturnType<Calls['state']>>>
  problem = $state.raw<Problem | null>(null)
  busy = $state(false)
  /** A recovery key that was just made: shown once, and kept nowhere. */
  made = $state.raw<{ key: string; sheet: string | null } | null>(null)
  #job = $state<JobId | null>(null)

  constructor(client: Client, jobs: Jobs) {
    this.#client = client
    this.#jobs = jobs
    this.state = new Resource(() => client.encryption.state())
  }

  get job(): Job | undefined {
    return this.#jobs.find(this.#job)
  }

  async open(): Promise<void> {
    this.problem = null
    this.made = null
    this.#job = null
    await this.state.open(true)
  }

  encrypt = (given: Parameters<Calls['encrypt']>[0]): Promise<boolean> =>
    this.#work(() => this.#client.encryption.encrypt(given))
  encryptFiles = (): Promise<boolean> => this.#work(() => this.#client.encryption.encryptFiles())
  decrypt = (given: Parameters<Calls['decrypt']>[0]): Promise<boolean> =>
    this.#work(() => this.#client.encryption.decrypt(given))

  add = (given: Parameters<Calls['addPassphrase']>[0]): Promise<boolean> =>
    this.#do(() => this.#client.encryption.addPassphrase(given))
  change = (given: Parameters<Calls['changePassphrase']>[0]): Promise<boolean> =>
    this.#do(() => this.#client.encryption.changePassphrase(given))
  remove = (given: Parameters<Calls['removeSlot']>[0]): Promise<boolean> =>
    this.#do(() => this.#client.encryption.removeSlot(given))
  recovery = (given: Parameters<Calls['addRecovery']>[0]): Promise<boolean> =>
    this.#do(async () => {
      const { key, sheet } = await this.#client.encryption.addRecovery(given)
      this.made = { key, sheet }
    })
  removeCopies = (): Promise<boolean> => this.#do(() => this.#client.encryption.removeCopies())

  /** A job, to its end. */
  #work = (start: () => Promise<{ jobId: JobId }>): Promise<boolean> =>
    this.#do(async () => {
      const { jobId } = await start()
      this.#job = jobId
      this.#jobs.take(await this.#client.job.get({ id: jobId }))
      this.#jobs.take(await this.#client.job.wait({ id: jobId }))
    })

  async #do(act: () => Promise<unknown>): Promise<boolean> {
    this.busy = true
    try {
      await act()
      this.problem = null
      await this.state.reload()
      return true
    } catch (error) {
      this.problem = problemOf(error)
      return false
    } finally {
      this.busy = false
    }
  }
}
