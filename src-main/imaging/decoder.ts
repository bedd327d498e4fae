/**
 * The process that decodes foreign bytes. It has no catalogue, no settings and no network of its own; it reads the
 * file it is told of, answers one request after the other, and may die of any of them. Runs under Node
 * (`child_process.fork`) and in Electron's `utilityProcess`, from its source or built.
 */
import { isRefusal } from '../shared/contract/errors.ts'
import { perform } from './decoder/verbs.ts'
import type { Answer, Call } from './protocol.ts'

interface Port {
  onMessage(listener: (message: unknown) => void): void
  post(message: Answer): void
}

interface UtilityPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

/** The way to the parent: a message port in Electron, the channel of `fork` in Node. */
function parentPort(): Port {
  const { parentPort: utility } = process as { parentPort?: UtilityPort }
  if (utility) {
    return {
      onMessage: (listener) => utility.on('message', ({ data }) => listener(data)),
      post: (message) => utility.postMessage(message),
    }
  }
  process.on('disconnect', () => process.exit())
  return {
    onMessage: (listener) => process.on('message', listener),
    post: (message) => process.send?.(message),
  }
}

const port = parentPort()
let memoryLimit = Infinity

port.onMessage((message) => {
  const call = message as Call
  memoryLimit = call.memoryLimit
  perform(call)
    .then((result) => port.post({ id: call.id, result }))
    .catch((error: unknown) => {
      // After a trap the memory of WebAssembly cannot be trusted, nor the file that led there.
      if (error instanceof Error && error.name === 'RuntimeError') process.exit(1)
      if (isRefusal(error)) port.post({ id: call.id, refusal: { code: error.code, data: error.data } })
      else port.post({ id: call.id, failure: error instanceof Error ? error.name : typeof error })
    })
})

// Where the parent cannot look at this process's memory, it looks itself, whenever no call keeps it busy.
if (process.platform !== 'linux') {
  setInterval(() => {
    if (process.memoryUsage.rss() > memoryLimit) process.exit(1)
  }, 200).unref()
}
