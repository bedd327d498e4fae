/** Who works: asked once after each start, and changed at any time. History is written under this name. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Preferences } from './settings.svelte.ts'

export class Person {
  #client: Client
  #preferences: Preferences
  /** Whether it still has to be asked. */
  unasked = $state(false)
  /** Whether the person is changing the name. */
  changing = $state(false)

  constructor(client: Client, preferences: Preferences) {
    this.#client = client
    this.#preferences = preferences
  }

  async start(): Promise<void> {
    this.unasked = !(await this.#client.session.person()).asked
  }

  async set(who: string): Promise<void> {
    this.unasked = false
    this.changing = false
    const { who: kept, names } = await this.#client.session.setPerson({ who: who.trim() })
    // What was chosen meanwhile stays.
    this.#preferences.value = { ...this.#preferences.value, who: kept, names }
  }
}
