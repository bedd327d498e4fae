/** Descriptions in the bin, newest first. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionRow } from '../../src-main/shared/contract/description.ts'
import type { AuthorityRow } from '../../src-main/shared/contract/authority.ts'
import type { AuthorityId, DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export class Bin {
  #client: Client
  readonly list: Resource<true, { total: number; rows: DescriptionRow[] }>
  readonly names: Resource<true, { total: number; rows: AuthorityRow[] }>
  failure = $state.raw<Problem | null>(null)

  constructor(client: Client) {
    this.#client = client
    this.list = new Resource(() => client.description.binned({ limit: 200 }))
    this.names = new Resource(() => client.authority.list({ binned: true, limit: 200 }))
  }

  /** Takes a unit out; gives its id when that was possible. */
  async restore(id: DescriptionId): Promise<DescriptionId | null> {
    try {
      await this.#client.description.restore({ id })
      this.failure = null
      return id
    } catch (error) {
      this.failure = problemOf(error)
      return null
    } finally {
      await this.list.reload()
    }
  }

  /** Takes a name out; true when that was possible. */
  async restoreName(id: AuthorityId): Promise<boolean> {
    try {
      await this.#client.authority.restore({ id })
      this.failure = null
      return true
    } catch (error) {
      this.failure = problemOf(error)
      return false
    } finally {
      await this.names.reload()
    }
  }
}
