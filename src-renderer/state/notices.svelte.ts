/** The one stream from the core to this window: what changed, and how jobs go on. It is taken up again when it breaks. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Notice } from '../../src-main/shared/contract/event.ts'

const FIRST_RETRY = 250
const LONGEST_RETRY = 5000

export class Notices {
  #client: Client
  connected = $state(false)
  /** False until the first connection, so that the start is no interruption. */
  interrupted = $state(false)

  constructor(client: Client) {
    this.#client = client
  }

  /** Follows the stream until it is aborted; `missed` is called when notices may have been lost. */
  async follow(act: (notice: Notice) => void, missed: () => void, signal: AbortSignal): Promise<void> {
    let wait = FIRST_RETRY
    let before = false
    while (!signal.aborted) {
      try {
        for await (const notice of await this.#client.event.stream(undefined, { signal })) {
          if (notice.type === 'ready') {
            this.connected = true
            this.interrupted = false
            wait = FIRST_RETRY
            if (before) missed()
            before = true
          } else act(notice)
        }
      } catch {
        // The stream ends with the core, or with the connection; either way it is asked for again.
      }
      this.connected = false
      this.interrupted = true
      await new Promise((resolve) => setTimeout(resolve, wait))
      wait = Math.min(LONGEST_RETRY, wait * 2)
    }
  }
}
