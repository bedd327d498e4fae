/** Which catalogue is open, which were, and the institution that it belongs to. */
import type { z } from 'zod'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { CatalogueInfo, Institution } from '../../src-main/shared/contract/catalogue.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

export type InstitutionInput = z.input<typeof Institution>
export type Recent = Awaited<ReturnType<Client['catalogue']['recent']>>[number]

type Mode = 'write' | 'read'

export class CatalogueState {
  #client: Client
  #another: () => void
  #current = $state.raw<CatalogueInfo | null>(null)
  loaded = $state(false)
  recent = $state.raw<readonly Recent[]>([])
  problem = $state.raw<Problem | null>(null)
  /** The recent catalogue that the problem is about. */
  refused = $state<string | null>(null)
  /** The catalogue that waits for its passphrase, and how it is to be opened then. */
  locked = $state.raw<{ file: string; id: string; mode: Mode } | null>(null)
  /** Why what was given for it does not open it. */
  stillLocked = $state.raw<Problem | null>(null)
  /** While a catalogue is being opened or made. */
  busy = $state(false)

  /** `another` is called at the very moment when another catalogue is current, or none. */
  constructor(client: Client, another: () => void) {
    this.#client = client
    this.#another = another
  }

  get current(): CatalogueInfo | null {
    return this.#current
  }

  set current(next: CatalogueInfo | null) {
    const before = this.#current
    this.#current = next
    if (before?.uid !== next?.uid || before?.name !== next?.name) this.#another()
  }

  async refresh(): Promise<void> {
    try {
      this.current = await this.#client.catalogue.current()
      this.problem = null
      if (this.current === null) {
        this.recent = await this.#client.catalogue.recent()
        const locked = await this.#client.encryption.locked()
        if (locked) this.locked = { ...locked, mode: 'write' }
      }
    } catch (error) {
      this.problem = problemOf(error)
    }
    this.loaded = true
  }

  open = (handle: string, mode: Mode = 'write'): Promise<boolean> =>
    this.#opening(() => this.#client.catalogue.open({ handle, mode }), mode)
  openRecent = async (id: string, mode: Mode = 'write'): Promise<boolean> => {
    const opened = await this.#opening(() => this.#client.catalogue.openRecent({ id, mode }), mode)
    if (!opened && this.locked === null) this.refused = id
    return opened
  }
  /** Gives what opens the catalogue that waits, and opens it. */
  async unlock(passphrase: string): Promise<boolean> {
    const waiting = this.locked
    if (waiting === null) return false
    this.busy = true
    try {
      await this.#client.encryption.unlock({ id: waiting.id, passphrase })
    } catch (error) {
      this.stillLocked = problemOf(error)
      return false
    } finally {
      this.busy = false
    }
    this.leaveLocked()
    return this.openRecent(waiting.id, waiting.mode)
  }

  leaveLocked(): void {
    this.locked = null
    this.stillLocked = null
  }

  /** Says that the open catalogue is known, and goes on in it writing. */
  trust = (followLinks: boolean): Promise<boolean> =>
    this.#opening(() => this.#client.catalogue.trust({ followLinks }))
  write = (): Promise<boolean> => this.#opening(() => this.#client.catalogue.write())

  /** Looks whether somebody still holds the catalogue that is read; that it was held stays known. */
  async look(): Promise<void> {
    try {
      this.current = await this.#client.catalogue.current()
    } catch {
      // The desk says itself that nobody answers.
    }
  }
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

  async #opening(act: () => Promise<CatalogueInfo>, mode: Mode = 'write'): Promise<boolean> {
    this.busy = true
    this.refused = null
    try {
      this.current = await act()
      this.problem = null
      return true
    } catch (error) {
      const problem = problemOf(error)
      const waits = problem.code === 'catalogueLocked'
      this.problem = waits ? null : problem
      if (waits) this.locked = { ...(problem.data as { file: string; id: string }), mode }
      return false
    } finally {
      this.busy = false
    }
  }
}
