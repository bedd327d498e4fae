/**
 * What leaves the catalogue and is not released asks for a reason where something is under review. The core refuses without
 * one; then the person is asked, and the same is done again with what was said: no form has to think of it.
 */
import type { Client } from '../../src-main/shared/contract/index.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

type PageWay = Parameters<Client['wayOut']['note']>[0]['way']
type Call = (input?: object, options?: unknown) => Promise<unknown>

export class WaysOut {
  #client: Client
  readonly state: Resource<true, Awaited<ReturnType<Client['wayOut']['state']>>>
  /** Who waits for a reason; null is said by whoever thinks better of it. */
  asking = $state.raw<((reason: string | null) => void) | null>(null)
  /** Why what was said last did not do. */
  problem = $state.raw<Problem | null>(null)
  /** What was said last, to be said again. */
  last = $state('')
  asks = $derived.by(() => this.state.value?.asks === true)

  constructor(client: Client) {
    this.#client = client
    this.state = new Resource(() => client.wayOut.state())
  }

  refresh(): void {
    if (this.state.key === null) void this.state.open(true)
    else void this.state.reload()
  }

  /** Tells what the page lets out by itself; whether it may. */
  async note(way: PageWay): Promise<boolean> {
    this.problem = null
    for (;;) {
      const reason = await this.#ask()
      if (reason === null) return false
      try {
        await this.#client.wayOut.note({ way, reason })
        return true
      } catch (error) {
        // Said where the reason is asked for, and asked again.
        this.problem = problemOf(error)
      }
    }
  }

  /** The same client, of which no call lets anything out without the reason that it is refused for. */
  guarded(client: Client): Client {
    const nouns = client as unknown as Record<string, Record<string, Call>>
    const calling =
      (noun: string, verb: string): Call =>
      async (input, options) => {
        const call: Call | undefined = nouns[noun]?.[verb]
        if (!call) throw new TypeError(`${noun}.${verb}`)
        try {
          return await call(input, options)
        } catch (error) {
          if (problemOf(error).code !== 'wayOutNeedsReason') throw error
          this.problem = null
          const reason = await this.#ask()
          if (reason === null) throw error
          return call({ ...input, reason }, options)
        }
      }
    const verbsOf = (noun: string) => new Proxy({}, { get: (_, verb) => calling(noun, String(verb)) })
    return new Proxy({}, { get: (_, noun) => verbsOf(String(noun)) }) as Client
  }

  async #ask(): Promise<string | null> {
    const reason = await new Promise<string | null>((resolve) => (this.asking = resolve))
    this.asking = null
    if (reason !== null) this.last = reason
    return reason
  }
}
