/** Fixity of the scans: what is known of it, and the check that runs. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import { WRONG_OUTCOMES } from '../../src-main/shared/contract/fixity.ts'
import type { FixityRow, FixityState } from '../../src-main/shared/contract/fixity.ts'
import type { JobId } from '../../src-main/shared/contract/ids.ts'
import type { Job } from '../../src-main/shared/contract/job.ts'
import type { Scope } from '../../src-main/shared/contract/scope.ts'
import { fixityCsv } from '../../src-main/shared/i18n/fixity-csv.ts'
import type { Words } from '../i18n.svelte.ts'
import type { Jobs } from './jobs.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'
import { saveAs } from './save-as.ts'

export type ListedOutcome = Parameters<Client['fixity']['list']>[0] extends infer I
  ? I extends { outcomes?: (infer O)[] | undefined }
    ? O
    : never
  : never

/** Rows of the list that are there at once. */
const SHOWN = 200

export class Fixity {
  #client: Client
  #jobs: Jobs
  #words: Words
  readonly state: Resource<true, FixityState>
  readonly list: Resource<readonly ListedOutcome[], { total: number; scans: FixityRow[] }>
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client, jobs: Jobs, words: Words) {
    this.#client = client
    this.#jobs = jobs
    this.#words = words
    this.state = new Resource(() => client.fixity.state())
    this.list = new Resource((outcomes) => client.fixity.list({ outcomes: [...outcomes], limit: SHOWN }))
  }

  /** The newest check, running or ended. */
  get job(): Job | undefined {
    return this.#jobs.all.find(({ kind }) => kind === 'fixity')
  }

  async open(): Promise<void> {
    this.problem = null
    await Promise.all([this.state.open(true), this.list.open(this.list.key ?? [...WRONG_OUTCOMES])])
  }

  async refresh(): Promise<void> {
    await Promise.all([this.state.reload(), this.list.reload()])
  }

  show = (outcomes: readonly ListedOutcome[]): Promise<void> => this.list.open(outcomes)

  check = (scope: Scope): Promise<void> => this.#start(() => this.#client.fixity.check({ scope }))
  goOn = (): Promise<void> => this.#start(() => this.#client.fixity.goOn())

  forget = (): Promise<void> =>
    this.#try(async () => {
      await this.#client.fixity.forget()
      await this.refresh()
    })

  /** All scans of the list, also those that do not show, as a file. */
  save = (fileName: string): Promise<void> =>
    this.#try(async () => {
      const outcomes = [...(this.list.key ?? WRONG_OUTCOMES)]
      const rows: FixityRow[] = []
      for (;;) {
        const { total, scans } = await this.#client.fixity.list({
          outcomes,
          offset: rows.length,
          limit: SHOWN,
        })
        rows.push(...scans)
        if (rows.length >= total || scans.length === 0) break
      }
      // With a mark of the byte order spreadsheets take it for what it is.
      saveAs(fileName, `\uFEFF${fixityCsv(this.#words.m, rows)}`, 'text/csv')
    })

  #start = (ask: () => Promise<{ jobId: JobId }>): Promise<void> =>
    this.#try(async () => {
      const { jobId } = await ask()
      this.#jobs.take(await this.#client.job.get({ id: jobId }))
      await this.state.reload()
    })

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act()
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
    }
  }
}
