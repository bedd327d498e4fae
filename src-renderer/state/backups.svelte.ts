/** Backup copies: which there are, what differs from one, and the way back. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Backup } from '../../src-main/shared/contract/backup.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export type Second = Awaited<ReturnType<Client['backup']['second']>>
type Which = Pick<Backup, 'name' | 'place'>

export class Backups {
  #client: Client
  #settle: () => Promise<void>
  readonly list: Resource<true, Backup[]>
  readonly comparison: Resource<Which, Awaited<ReturnType<Client['backup']['compare']>>>
  readonly record: Resource<Which & { id: DescriptionId }, Awaited<ReturnType<Client['backup']['record']>>>
  second = $state.raw<Second>({ name: null, there: false, at: null, stale: false })
  busy = $state(false)
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
    this.list = new Resource(() => client.backup.list())
    this.comparison = new Resource((which) => client.backup.compare(which))
    this.record = new Resource((which) => client.backup.record(which))
  }

  async open(): Promise<void> {
    this.problem = null
    await Promise.all([this.list.open(true), this.comparison.open(null), this.record.open(null), this.look()])
  }

  /** Asks again how the second folder is. */
  async look(): Promise<void> {
    try {
      this.second = await this.#client.backup.second()
    } catch {
      this.second = { name: null, there: false, at: null, stale: false }
    }
  }

  async compare({ name, place }: Which): Promise<void> {
    await this.record.open(null)
    await this.comparison.open({ name, place })
  }

  restore = (which: Which): Promise<boolean> => this.#do(() => this.#client.backup.restore(which))

  takeBack = (which: Which, ids: DescriptionId[]): Promise<boolean> =>
    this.#do(async () => {
      await this.#client.backup.takeBack({ ...which, ids })
      await this.comparison.reload()
      await this.record.reload()
    })

  choose = (handle: string | null): Promise<boolean> =>
    this.#do(async () => {
      this.second = await this.#client.backup.chooseSecond({ handle })
      await this.list.reload()
    })

  async #do(act: () => Promise<unknown>): Promise<boolean> {
    this.busy = true
    try {
      await this.#settle()
      await act()
      this.problem = null
      return true
    } catch (error) {
      this.problem = problemOf(error)
      return false
    } finally {
      this.busy = false
    }
  }
}
