/**
 * The persons of the office and their keys. A passphrase is handed through to the call that needs it, and is kept by
 * nothing here.
 */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Office as Told, Person } from '../../src-main/shared/contract/person.ts'
import { isSamePerson } from '../../src-main/shared/domain/review/person.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export class Office {
  #client: Client
  readonly list: Resource<true, Told>
  busy = $state(false)
  #failure = $state.raw<Problem | null>(null)
  problem = $derived.by(() => this.#failure ?? this.list.problem)
  /** Decisions are signed. */
  signs = $derived.by(() => this.list.value?.passphrases === true)

  constructor(client: Client) {
    this.#client = client
    this.list = new Resource(() => client.person.list())
  }

  open(): void {
    this.#failure = null
    if (this.list.key === null) void this.list.open(true)
    else void this.list.reload()
  }

  personNamed = (name: string): Person | null =>
    this.list.value?.persons.find((person) => isSamePerson(person.name, name)) ?? null

  /** Does something; whether it was done. */
  act = async (call: (persons: Client['person']) => Promise<Told>): Promise<boolean> => {
    this.busy = true
    this.#failure = null
    try {
      this.list.value = await call(this.#client.person)
      return true
    } catch (error) {
      this.#failure = problemOf(error)
      return false
    } finally {
      this.busy = false
    }
  }
}
