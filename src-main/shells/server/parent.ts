/** The process that started this one to answer on a pipe: Electron's main process, or Node in the specs. */
import type { DecoderProcess } from '../../imaging/decoding.ts'
import { ToServer } from './messages.ts'
import type { FromServer } from './messages.ts'

/** A way to a decoder, as it comes with a message. */
interface Port {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
  start(): void
}

export interface Parent {
  post(message: FromServer): void
  onMessage(listener: (message: ToServer, ports: readonly Port[]) => void): void
  onGone(listener: () => void): void
}

interface UtilityPort {
  on(event: 'message', listener: (event: { data: unknown; ports: Port[] }) => void): void
  postMessage(message: unknown): void
}

/** @throws when nobody has started this process to talk to it */
export function parent(): Parent {
  const { parentPort } = process as { parentPort?: UtilityPort }
  if (parentPort) {
    return {
      post: (message) => parentPort.postMessage(message),
      onMessage: (listen) =>
        parentPort.on('message', ({ data, ports }) => listen(ToServer.parse(data), ports)),
      // A utility process ends with the one that started it.
      onGone: () => undefined,
    }
  }
  if (process.send === undefined)
    throw new Error('--socket is for a program that sends the secret as a message')
  return {
    post: (message) => void process.send?.(message),
    onMessage: (listen) => process.on('message', (said) => listen(ToServer.parse(said), [])),
    onGone: (listen) => process.on('disconnect', listen),
  }
}

/** Starts decoders through the parent: with the RunAsNode fuse off, nothing but Electron's main process can. */
export function decodersOf(from: Parent): () => DecoderProcess {
  interface Waiting {
    started(port: Port, pid: number | undefined): void
    ended(): void
  }
  const decoders = new Map<number, Waiting>()
  let last = 0
  from.onMessage((message, [port]) => {
    if (message.type === 'decoderStarted' && port) decoders.get(message.id)?.started(port, message.pid)
    else if (message.type === 'decoderEnded') decoders.get(message.id)?.ended()
  })
  return () => {
    const id = (last += 1)
    const listeners: ((message: unknown) => void)[] = []
    const exits: (() => void)[] = []
    const early: unknown[] = []
    let port: Port | null = null
    let pid: number | undefined
    decoders.set(id, {
      started(opened, itsPid) {
        port = opened
        pid = itsPid
        port.on('message', ({ data }) => listeners.forEach((listen) => listen(data)))
        port.start()
        for (const message of early.splice(0)) port.postMessage(message)
      },
      ended() {
        decoders.delete(id)
        for (const tell of exits.splice(0)) tell()
      },
    })
    from.post({ type: 'startDecoder', id })
    return {
      get pid() {
        return pid
      },
      postMessage: (message) => void (port === null ? early.push(message) : port.postMessage(message)),
      onMessage: (listener) => void listeners.push(listener),
      onExit: (listener) => void exits.push(listener),
      kill: () => from.post({ type: 'endDecoder', id }),
    }
  }
}
