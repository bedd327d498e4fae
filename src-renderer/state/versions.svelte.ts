/** The scans of a page: those that it showed before, and a better one that is looked at. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { JobId, PageId, VersionId } from '../../src-main/shared/contract/ids.ts'
import type { Job } from '../../src-main/shared/contract/job.ts'
import type { Carrying, PageVersion, VersionProposal } from '../../src-main/shared/contract/version.ts'
import type { Jobs } from './jobs.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export class Versions {
  #client: Client
  #jobs: Jobs
  #settle: () => Promise<void>
  #release: (handle: string) => Promise<void>
  readonly list: Resource<PageId, PageVersion[]>
  #jobId = $state<JobId | null>(null)
  #handle: string | null = null
  taken = $state(false)
  busy = $state(false)
  problem = $state.raw<Problem | null>(null)

  constructor(
    client: Client,
    {
      jobs,
      settle,
      release,
    }: { jobs: Jobs; settle: () => Promise<void>; release: (handle: string) => Promise<void> },
  ) {
    this.#client = client
    this.#jobs = jobs
    this.#settle = settle
    this.#release = release
    this.list = new Resource((pageId) => client.version.list({ pageId }))
  }

  get job(): Job | undefined {
    return this.#jobs.find(this.#jobId)
  }

  get jobId(): JobId | null {
    return this.#jobId
  }

  /** What is proposed, while it is looked at. */
  get proposal(): VersionProposal | null {
    const result = this.job?.result
    return result?.kind === 'version' ? result : null
  }

  async open(pageId: PageId): Promise<void> {
    this.cancel()
    this.taken = false
    this.problem = null
    await this.list.open(pageId)
  }

  cancel(): void {
    this.#jobId = null
    if (this.#handle !== null) void this.#release(this.#handle)
    this.#handle = null
  }

  /** Lays a file over the page. */
  propose = (pageId: PageId, storage: 'copied' | 'linked', handle: () => Promise<string>): Promise<void> =>
    this.#act(async () => {
      this.cancel()
      this.taken = false
      await this.#settle()
      this.#handle = await handle()
      const { jobId } = await this.#client.version.propose({ pageId, storage, handle: this.#handle })
      await this.#follow(jobId)
    })

  back = (pageId: PageId, versionId: VersionId): Promise<void> =>
    this.#act(async () => {
      this.cancel()
      this.taken = false
      await this.#settle()
      const { jobId } = await this.#client.version.propose({ pageId, versionId })
      await this.#follow(jobId)
    })

  take = (carry: Carrying): Promise<void> =>
    this.#act(async () => {
      const jobId = this.#jobId
      if (jobId === null) return
      await this.#client.version.replace({ jobId, carry })
      this.cancel()
      this.taken = true
      await this.list.reload()
    })

  async #follow(jobId: JobId): Promise<void> {
    this.#jobs.take(await this.#client.job.get({ id: jobId }))
    this.#jobId = jobId
  }

  async #act(act: () => Promise<void>): Promise<void> {
    this.busy = true
    this.problem = null
    try {
      await act()
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.busy = false
    }
  }
}
