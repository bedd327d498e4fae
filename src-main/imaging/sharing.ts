/** One piece of work for all who ask for the same at the same time, given up when the last of them has left. */
import { refusal } from '../shared/contract/errors.ts'

export interface Sharing<T> {
  /** @throws cancelled when the signal says so; the work goes on for the others */
  join(key: string, signal: AbortSignal | undefined, start: (signal: AbortSignal) => Promise<T>): Promise<T>
}

interface Work<T> {
  promise: Promise<T>
  waiting: number
  controller: AbortController
}

export function createSharing<T>(): Sharing<T> {
  const going = new Map<string, Work<T>>()

  function begin(key: string, start: (signal: AbortSignal) => Promise<T>): Work<T> {
    const controller = new AbortController()
    const work: Work<T> = { promise: start(controller.signal), waiting: 0, controller }
    going.set(key, work)
    const end = () => {
      if (going.get(key) === work) going.delete(key)
    }
    work.promise.then(end, end)
    return work
  }

  return {
    join(key, signal, start) {
      if (signal?.aborted) return Promise.reject(refusal('cancelled', {}))
      const work = going.get(key) ?? begin(key, start)
      work.waiting++
      return new Promise((resolve, reject) => {
        const leave = () => {
          signal?.removeEventListener('abort', leave)
          reject(refusal('cancelled', {}))
          if (--work.waiting > 0) return
          // Whoever comes now starts anew.
          if (going.get(key) === work) going.delete(key)
          work.controller.abort()
        }
        signal?.addEventListener('abort', leave)
        work.promise.finally(() => signal?.removeEventListener('abort', leave)).then(resolve, reject)
      })
    },
  }
}
