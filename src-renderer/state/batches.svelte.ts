/** Batches of exports: those that are kept, the one that is open, and how they run. */
import type { Batch, BatchDefinition, BatchPlan } from '../../src-main/shared/contract/batch.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { BatchId, JobId } from '../../src-main/shared/contract/ids.ts'
import type { Jobs } from './jobs.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export type { Batch, BatchDefinition }

export class Batches {
  #client: Client
  #jobs: Jobs
  #settle: () => Promise<void>
  readonly kept: Resource<true, Batch[]>
  /** What the batch that is being edited would make. */
  readonly plan: Resource<BatchDefinition, BatchPlan>
  busy = $state(false)
  #failure = $state.raw<Problem | null>(null)
  problem = $derived.by(() => this.#failure ?? this.kept.problem ?? this.plan.problem)

  constructor(client: Client, { jobs, settle }: { jobs: Jobs; settle: () => Promise<void> }) {
    this.#client = client
    this.#jobs = jobs
    this.#settle = settle
    this.kept = new Resource(() => client.batch.list())
    this.plan = new Resource((definition) => client.batch.plan({ definition }))
  }

  open(): void {
    this.#failure = null
    void this.kept.open(true)
  }

  refresh = (): Promise<void> => this.kept.reload()

  /** The batch as it is kept, or null where that was refused. */
  save = (id: BatchId | null, name: string, definition: BatchDefinition): Promise<Batch | null> =>
    this.#act(() => this.#client.batch.save({ id, name, definition }))

  remove = async (id: BatchId): Promise<boolean> =>
    (await this.#act(() => this.#client.batch.remove({ id }))) !== null

  /** Gives up what a paused run has written. */
  drop = (id: BatchId): Promise<unknown> => this.#act(() => this.#client.batch.drop({ id }))

  /** Begins or goes on; the job, or null where that was refused. */
  run = (id: BatchId, to: (() => Promise<string>) | null, language: 'en' | 'ja'): Promise<JobId | null> =>
    this.#act(async () => {
      await this.#settle()
      const { jobId } = await this.#client.batch.run({ id, to: to === null ? null : await to(), language })
      this.#jobs.take(await this.#client.job.get({ id: jobId }))
      return jobId
    })

  async #act<T>(act: () => Promise<T>): Promise<T | null> {
    this.busy = true
    try {
      const done = await act()
      this.#failure = null
      await this.kept.reload()
      return done
    } catch (error) {
      this.#failure = problemOf(error)
      return null
    } finally {
      this.busy = false
    }
  }
}
