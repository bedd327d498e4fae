/** An EAD file on its way in: what it would make, what becomes of every part of it, and what it made. */
import type { EadNote, EadResult, EadUnit } from '../../src-main/shared/contract/ead.ts'
import type { DescriptionId, JobId } from '../../src-main/shared/contract/ids.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Job } from '../../src-main/shared/contract/job.ts'
import type { LedgerRow } from '../../src-main/shared/contract/kept.ts'
import type { Jobs } from './jobs.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

/** Of each list as many are shown. */
const SHOWN = 200

export class EadIn {
  #client: Client
  #jobs: Jobs
  #settle: () => Promise<void>

  file = $state.raw<{ eadId: string; file: string } | null>(null)
  parentId = $state.raw<DescriptionId | null>(null)
  existing = $state<'skip' | 'create'>('skip')
  busy = $state<'reading' | 'taking' | null>(null)
  jobId = $state.raw<JobId | null>(null)
  planned = $state.raw<EadResult | null>(null)
  taken = $state.raw<EadResult | null>(null)
  units = $state.raw<readonly EadUnit[]>([])
  rows = $state.raw<{ total: number; rows: readonly LedgerRow[] }>({ total: 0, rows: [] })
  notes = $state.raw<{ total: number; notes: readonly EadNote[] }>({ total: 0, notes: [] })
  onlyKept = $state(true)
  problem = $state.raw<Problem | null>(null)

  job = $derived<Job | undefined>(this.jobId === null ? undefined : this.#find(this.jobId))

  constructor(client: Client, jobs: Jobs, settle: () => Promise<void>) {
    this.#client = client
    this.#jobs = jobs
    this.#settle = settle
  }

  #find(id: JobId): Job | undefined {
    return this.#jobs.find(id)
  }

  open(handle: () => Promise<{ handle: string }>): Promise<void> {
    this.clear()
    return this.#do('reading', async () => {
      this.file = await this.#client.ead.open({ handle: (await handle()).handle })
      await this.#plan()
    })
  }

  /** Reads it once more: under another unit, or with another answer for what is there. */
  again = (): Promise<void> => this.#do('reading', () => this.#plan())

  async #plan(): Promise<void> {
    const { file, parentId, existing } = this
    if (!file) return
    const { eadId } = file
    this.planned = null
    await this.#settle()
    const job = await this.#follow((await this.#client.ead.plan({ eadId, parentId, existing })).jobId)
    if (job.result?.kind !== 'ead') return
    const [{ units }, notes] = await Promise.all([
      this.#client.ead.units({ eadId, limit: SHOWN }),
      this.#client.ead.notes({ eadId, limit: SHOWN }),
    ])
    this.units = units
    this.notes = notes
    await this.#ledger()
    this.planned = job.result
  }

  narrow = (onlyKept: boolean): Promise<void> => {
    this.onlyKept = onlyKept
    return this.#do(null, () => this.#ledger())
  }

  async #ledger(): Promise<void> {
    const { file, onlyKept } = this
    if (file)
      this.rows = await this.#client.ead.ledger({
        eadId: file.eadId,
        only: onlyKept ? 'kept' : null,
        limit: SHOWN,
      })
  }

  take = (): Promise<void> =>
    this.#do('taking', async () => {
      const { file } = this
      if (!file) return
      const job = await this.#follow((await this.#client.ead.take({ eadId: file.eadId })).jobId)
      if (job.result?.kind === 'ead') this.taken = job.result
    })

  clear(): void {
    const { file } = this
    if (file) void this.#client.ead.close({ eadId: file.eadId }).catch(() => undefined)
    this.file = this.planned = this.taken = this.problem = this.jobId = null
    this.units = []
  }

  async #follow(jobId: JobId): Promise<Job> {
    this.jobId = jobId
    const job = await this.#client.job.wait({ id: jobId })
    this.#jobs.take(job)
    if (job.error && job.state === 'failed') this.problem = job.error
    return job
  }

  async #do(busy: EadIn['busy'], act: () => Promise<void>): Promise<void> {
    this.busy = busy
    this.problem = null
    try {
      await act()
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.busy = null
    }
  }
}
