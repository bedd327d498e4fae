/** The one stream of notices: whoever listens gets everything from then on, and nothing waits for a slow listener. */
import type { Notice } from '../shared/contract/event.ts'

export interface Notices {
  publish(notice: Notice): void
  /** Begins with `ready`; ends when the signal is aborted or the program closes. */
  listen(signal: AbortSignal | undefined): AsyncGenerator<Notice, void>
  close(): void
}

/** A listener that is this far behind gets no more than it can use: the newest. */
const LONGEST_QUEUE = 1000

export function createNotices(): Notices {
  const listeners = new Set<{ queue: Notice[]; wake: () => void }>()
  let closed = false
  return {
    publish(notice) {
      for (const listener of listeners) {
        listener.queue.push(notice)
        if (listener.queue.length > LONGEST_QUEUE) listener.queue.shift()
        listener.wake()
      }
    },
    async *listen(signal) {
      const listener = { queue: [{ type: 'ready' } as Notice], wake: () => {} }
      const onAbort = () => listener.wake()
      listeners.add(listener)
      signal?.addEventListener('abort', onAbort)
      try {
        while (!closed && !signal?.aborted) {
          const next = listener.queue.shift()
          if (next) yield next
          else await new Promise<void>((resolve) => (listener.wake = resolve))
        }
      } finally {
        listeners.delete(listener)
        signal?.removeEventListener('abort', onAbort)
      }
    },
    close() {
      closed = true
      for (const { wake } of listeners) wake()
    },
  }
}
