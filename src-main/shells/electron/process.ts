/** The process that answers the calls of one window, and the decoders it asks for. */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { UtilityProcess } from 'electron'
import { bareEnvironment } from '../../imaging/fork.ts'
import type { HandlePurpose } from '../../platform/handles.ts'
import { MINT_HEADER } from '../server/host-routes.ts'
import { FromServer } from '../server/messages.ts'
import type { ToServer } from '../server/messages.ts'
import { forward } from './forward.ts'
import type { Electron } from './parts.ts'

type Parts = Electron<'utilityProcess' | 'MessageChannelMain'>

export interface ProcessOptions {
  serverEntry: string
  decoderEntry: string
  /** A private folder for the pipe. */
  runtimeFolder: string
  catalogue: string | null
  onMessage(message: Exclude<FromServer, { type: 'startDecoder' | 'endDecoder' }>): void
  onExit(code: number): void
}

export interface CatalogueProcess {
  fetch(request: Request): Promise<Response>
  /** A handle for a path that the person chose in a dialog of the system. */
  mint(path: string, purpose: HandlePurpose): Promise<string>
  /** Resolves when no call is under way; the one stream of events never ends and does not count. */
  settled(): Promise<void>
  /** Asks it to end, and sees to it. */
  close(): Promise<void>
}

/** How long a process may take to end before it is ended. */
const END_WITHIN = 10_000

export function startProcess(
  { utilityProcess, MessageChannelMain }: Parts,
  options: ProcessOptions,
): CatalogueProcess {
  const secret = () => randomBytes(32).toString('base64url')
  const name = randomBytes(9).toString('hex')
  const isWindows = process.platform === 'win32'
  const pipe = {
    path: isWindows ? `\\\\.\\pipe\\shoko-${name}` : join(options.runtimeFolder, `${name}.sock`),
    secret: secret(),
  }
  const mintSecret = secret()
  const child = utilityProcess.fork(options.serverEntry, ['--socket', pipe.path], {
    serviceName: 'Shoko catalogue',
  })
  const decoders = new Map<number, UtilityProcess>()
  const post = (message: ToServer, ports?: Parameters<typeof child.postMessage>[1]) =>
    child.postMessage(message, ports)

  const startDecoder = (id: number) => {
    const { port1, port2 } = new MessageChannelMain()
    const decoder = utilityProcess.fork(options.decoderEntry, [], {
      serviceName: 'Shoko decoder',
      // Foreign bytes are read here: nothing of the person's environment, and a bound on memory.
      env: bareEnvironment(),
      execArgv: ['--max-old-space-size=256'],
    })
    decoders.set(id, decoder)
    decoder.on('exit', () => {
      decoders.delete(id)
      port1.close()
      post({ type: 'decoderEnded', id })
    })
    // A decoder talks to whoever started it; its words are passed on as they are.
    port1.on('message', ({ data }) => decoder.postMessage(data))
    decoder.on('message', (said: unknown) => port1.postMessage(said))
    port1.start()
    decoder.once('spawn', () =>
      post({ type: 'decoderStarted', id, ...(decoder.pid && { pid: decoder.pid }) }, [port2]),
    )
  }

  let ended = false
  const exited = new Promise<void>((done) =>
    child.once('exit', (code) => {
      ended = true
      for (const decoder of decoders.values()) decoder.kill()
      if (!isWindows) rmSync(pipe.path, { force: true })
      options.onExit(code)
      done()
    }),
  )
  child.on('message', (said: unknown) => {
    const message = FromServer.parse(said)
    if (message.type === 'startDecoder') startDecoder(message.id)
    else if (message.type === 'endDecoder') decoders.get(message.id)?.kill()
    else options.onMessage(message)
  })
  child.once('spawn', () =>
    post({
      type: 'start',
      pipeSecret: pipe.secret,
      mintSecret,
      catalogue: options.catalogue,
    }),
  )

  let underWay = 0
  let whenIdle: (() => void)[] = []
  return {
    async fetch(request) {
      const isStream = new URL(request.url).pathname === '/rpc/event/stream'
      underWay += isStream ? 0 : 1
      try {
        return await forward(pipe, request)
      } finally {
        underWay -= isStream ? 0 : 1
        if (underWay === 0) for (const tell of whenIdle.splice(0)) tell()
      }
    },
    async mint(path, purpose) {
      const answer = await forward(
        pipe,
        new Request('shoko://window/host/mint', {
          method: 'POST',
          body: JSON.stringify({ path, purpose }),
        }),
        { [MINT_HEADER]: mintSecret },
      )
      return String(await answer.json())
    },
    settled: () =>
      new Promise((done) => {
        if (underWay === 0) done()
        else whenIdle = [...whenIdle, done]
      }),
    async close() {
      if (ended) return
      post({ type: 'close' })
      const timer = setTimeout(() => child.kill(), END_WITHIN)
      await exited
      clearTimeout(timer)
    },
  }
}
