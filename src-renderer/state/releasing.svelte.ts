/** Releases: what would go out and what is in the way, how it is written, what has gone out. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionId, JobId, PersonId } from '../../src-main/shared/contract/ids.ts'
import type { Jobs } from './jobs.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export type ImageFormat = NonNullable<Parameters<Client['release']['write']>[0]['imageFormat']>
type Answer<Call extends 'plan' | 'list'> = Awaited<ReturnType<Client['release'][Call]>>

/** Releases that are shown. */
const SHOWN = 50

export interface Meant {
  /** Items that are named; none: those of the batch, or all that are approved. */
  readonly ids: readonly DescriptionId[]
  readonly batch: string | null
  readonly acceptTraces: boolean
}

export interface Writing {
  readonly name: string
  readonly within: (() => Promise<string>) | null
  readonly imageFormat: ImageFormat
  readonly grey: boolean
  readonly textLayer: boolean
  readonly prove: boolean
  readonly language: 'en' | 'ja'
  /** With whose key the manifest is signed; null inside: the office's. */
  readonly sign: { owner: PersonId | null } | null
}

export class Releasing {
  #client: Client
  #jobs: Jobs
  #settle: () => Promise<void>
  readonly plan: Resource<Meant, Answer<'plan'>>
  readonly made: Resource<true, Answer<'list'>>
  /** What is withheld in one place and open in another, in the whole catalogue. */
  readonly elsewhere: Resource<true, Awaited<ReturnType<Client['leak']['consistency']>>>
  busy = $state(false)
  #failure = $state.raw<Problem | null>(null)
  problem = $derived.by(
    () => this.#failure ?? this.plan.problem ?? this.made.problem ?? this.elsewhere.problem,
  )
  /** Items that can go out. */
  going = $derived.by(() => (this.plan.value?.items ?? []).filter(({ because }) => because === null).length)

  constructor(client: Client, { jobs, settle }: { jobs: Jobs; settle: () => Promise<void> }) {
    this.#client = client
    this.#jobs = jobs
    this.#settle = settle
    this.plan = new Resource(({ ids, ...meant }) => client.release.plan({ ...meant, ids: [...ids] }))
    this.made = new Resource(() => client.release.list({ limit: SHOWN }))
    this.elsewhere = new Resource(() => client.leak.consistency())
  }

  open(meant: Meant): void {
    this.#failure = null
    void this.plan.open(meant)
    void this.made.open(true)
  }

  compare = (): void => void this.elsewhere.open(true)

  async refresh(): Promise<void> {
    await Promise.all([this.plan.reload(), this.made.reload()])
  }

  /** Begins to write what is planned; the job, or null where that was refused. */
  write = ({ within, ...writing }: Writing): Promise<JobId | null> =>
    this.#begin(async () => {
      const { ids, ...meant } = this.plan.key ?? { ids: [], batch: null, acceptTraces: false }
      const folder = within === null ? null : await within()
      return this.#client.release.write({ ...writing, ...meant, ids: [...ids], within: folder })
    })

  verify = (folder: () => Promise<string>): Promise<JobId | null> =>
    this.#begin(async () => this.#client.release.verify({ folder: await folder() }))

  prove = (folder: () => Promise<string>, sign: Writing['sign']): Promise<JobId | null> =>
    this.#begin(async () => this.#client.release.prove({ folder: await folder(), sign }))

  async #begin(act: () => Promise<{ jobId: JobId }>): Promise<JobId | null> {
    this.busy = true
    try {
      await this.#settle()
      const { jobId } = await act()
      this.#jobs.take(await this.#client.job.get({ id: jobId }))
      this.#failure = null
      return jobId
    } catch (error) {
      this.#failure = problemOf(error)
      return null
    } finally {
      this.busy = false
    }
  }
}
