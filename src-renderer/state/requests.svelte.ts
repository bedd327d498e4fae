/** Requests for access: the register, the one that is shown, its items and its annex; and what was handed out of a release. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DeliveryId, DescriptionId, JobId, RequestId } from '../../src-main/shared/contract/ids.ts'
import type { DeliveryFields, Request, RequestPatch } from '../../src-main/shared/contract/request.ts'
import type { RequestState } from '../../src-main/shared/domain/request.ts'
import type { Jobs } from './jobs.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

type Listed = Awaited<ReturnType<Client['request']['list']>>
type Delivered = Awaited<ReturnType<Client['request']['deliveries']>>

export interface Wanted {
  readonly state: RequestState | null
  readonly overdue: boolean
  readonly query: string
}

const ALL: Wanted = { state: null, overdue: false, query: '' }
/** Requests, and entries of the log, that are shown. */
const SHOWN = 200

export class Requests {
  #client: Client
  #jobs: Jobs
  #settle: () => Promise<void>
  readonly list: Resource<Wanted, Listed>
  readonly one: Resource<RequestId, Request>
  /** What was handed out of the release that is named. */
  readonly delivered: Resource<string, Delivered>
  busy = $state(false)
  #failure = $state.raw<Problem | null>(null)
  problem = $derived.by(
    () => this.#failure ?? this.list.problem ?? this.one.problem ?? this.delivered.problem,
  )

  constructor(client: Client, { jobs, settle }: { jobs: Jobs; settle: () => Promise<void> }) {
    this.#client = client
    this.#jobs = jobs
    this.#settle = settle
    this.list = new Resource((wanted) => client.request.list({ ...wanted, limit: SHOWN }))
    this.one = new Resource((id) => client.request.get({ id }))
    this.delivered = new Resource((release) => client.request.deliveries({ release, limit: SHOWN }))
  }

  open(): void {
    this.#failure = null
    void this.list.open(this.list.key ?? ALL)
    void this.one.reload()
  }

  /** Nothing of one catalogue is asked for in another. */
  clear(): void {
    this.#failure = null
    void this.list.open(null)
    void this.one.open(null)
    void this.delivered.open(null)
  }

  want(change: Partial<Wanted>): void {
    void this.list.open({ ...(this.list.key ?? ALL), ...change })
  }

  async refresh(): Promise<void> {
    await Promise.all([this.list.reload(), this.one.reload(), this.delivered.reload()])
  }

  async show(id: RequestId | null): Promise<void> {
    this.#failure = null
    await this.one.open(id)
  }

  /** One at a time, however fast somebody is with the button. */
  add = async (): Promise<boolean> =>
    !this.busy &&
    (await this.#act(async () => {
      const { id } = await this.#client.request.create({ fields: {} })
      await this.show(id)
    }))

  edit = (id: RequestId, patch: RequestPatch): Promise<boolean> =>
    this.#act(() => this.#client.request.edit({ id, patch }))

  remove = (id: RequestId): Promise<boolean> =>
    this.#act(async () => {
      await this.#client.request.remove({ id })
      await this.show(null)
    })

  addItems = (id: RequestId, descriptionIds: readonly DescriptionId[]): Promise<boolean> =>
    this.#act(() => this.#client.request.addItems({ id, descriptionIds: [...descriptionIds] }))

  removeItem = (id: RequestId, descriptionId: DescriptionId): Promise<boolean> =>
    this.#act(() => this.#client.request.removeItems({ id, descriptionIds: [descriptionId] }))

  deliver = (fields: DeliveryFields): Promise<boolean> =>
    this.#act(() => this.#client.request.deliver(fields))

  strike = (id: DeliveryId): Promise<boolean> => this.#act(() => this.#client.request.strike({ id }))

  /** Begins to write the annex; the job, or null where that was refused. */
  async letter(id: RequestId): Promise<JobId | null> {
    const begun: JobId[] = []
    await this.#act(async () => {
      const { jobId } = await this.#client.request.letter({ id })
      this.#jobs.take(await this.#client.job.get({ id: jobId }))
      begun.push(jobId)
    })
    return begun[0] ?? null
  }

  async #act(act: () => Promise<unknown>): Promise<boolean> {
    this.busy = true
    try {
      await this.#settle()
      await act()
      this.#failure = null
      return true
    } catch (error) {
      this.#failure = problemOf(error)
      return false
    } finally {
      this.busy = false
      await this.refresh()
    }
  }
}
