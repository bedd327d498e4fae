/** One thing asked of the core: loading, there, or refused. An answer that came too late is dropped. */
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

export class Resource<Key, Value> {
  key = $state.raw<Key | null>(null)
  value = $state.raw<Value | null>(null)
  problem = $state.raw<Problem | null>(null)
  loading = $state(false)
  #ask: (key: Key) => Promise<Value>
  #latest = 0
  #asking: Promise<void> = Promise.resolve()

  constructor(ask: (key: Key) => Promise<Value>) {
    this.#ask = ask
  }

  /** Asks for another thing; what was there is dropped at once. */
  async open(key: Key | null): Promise<void> {
    this.key = key
    this.value = null
    this.problem = null
    this.#latest += 1
    this.loading = false
    await this.reload()
  }

  /** Resolves when the last question is answered. */
  settled = (): Promise<void> => this.#asking

  /** Asks again; what is there stays until the answer comes. */
  reload(): Promise<void> {
    this.#asking = this.#reload()
    return this.#asking
  }

  async #reload(): Promise<void> {
    const { key } = this
    if (key === null) return
    this.#latest += 1
    const mine = this.#latest
    this.loading = true
    try {
      const value = await this.#ask(key)
      if (mine !== this.#latest) return
      this.value = value
      this.problem = null
    } catch (error) {
      if (mine === this.#latest) this.problem = problemOf(error)
    } finally {
      if (mine === this.#latest) this.loading = false
    }
  }
}
