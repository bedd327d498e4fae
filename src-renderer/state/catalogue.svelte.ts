/** Which catalogue is open, which were, and the institution that it belongs to. */
import type { z } from 'zod'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { CatalogueInfo, Institution } from '../../src-main/shared/contract/catalogue.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

export type InstitutionInput = z.input<typeof Institution>
export type Recent = Awaited<ReturnType<Client['catalogue']['recent']>>[number]

export class CatalogueState {
  #client: Client
  loaded = $state(false)
  current = $state.raw<CatalogueInfo | null>(null)
  recent = $state.raw<readonly Recent[]>([])
  problem = $state.raw<Problem | null>(null)
  /** While a catalogue is being opened or made. */
  busy = $state(false)

  constructor(client: Client) {
    this.#client = client
  }

  async refresh(): Promise<void> {
    try {
      this.current = await this.#client.catalogue.current()
      this.problem = null
      if (this.current === null) this.recent = await this.#client.catalogue.recent()
    } catch (error) {
      this.problem = problemOf(error)
    }
    this.loaded = true
  }

  open = (handle: string): Promise<boolean> => this.#opening(() => this.#client.catalogue.open({ handle }))
  openRecent = (id: string): Promise<boolean> =>
    this.#opening(() => this.#client.catalogue.openRecent({ id }))
  openSample = (): Promise<boolean> => this.#opening(() => this.#client.catalogue.openSample())

  create = (handle: string | null, name: string, institution: InstitutionInput): Promise<boolean> =>
    this.#opening(() => this.#client.catalogue.create({ handle, name, institution }))

  async forget(id: string): Promise<void> {
    await this.#client.catalogue.forgetRecent({ id })
    await this.refresh()
  }

  async close(): Promise<void> {
    await this.#client.catalogue.close()
    await this.refresh()
  }

  async setInstitution(institution: InstitutionInput): Promise<boolean> {
    try {
      this.current = await this.#client.catalogue.setInstitution(institution)
      this.problem = null
      return true
    } catch (error) {
      this.problem = problemOf(error)
      return false
    }
  }

  async backUp(): Promise<void> {
    try {
      this.backedUp((await this.#client.backup.make()).at)
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  /** A copy was made, asked for or not. */
  backedUp(at: string): void {
    if (this.current) this.current = { ...this.current, backedUpAt: at }
  }

  async #opening(act: () => Promise<CatalogueInfo>): Promise<boolean> {
    this.busy = true
    try {
      this.current = await act()
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
