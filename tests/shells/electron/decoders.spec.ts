import { fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startProcess } from '../../../src-main/shells/electron/process.ts'
import type { FromServer, ToServer } from '../../../src-main/shells/server/messages.ts'
import { decodersOf } from '../../../src-main/shells/server/parent.ts'
import type { Parent } from '../../../src-main/shells/server/parent.ts'
import { aFolder } from '../asking.ts'
import { Channel } from './parts.ts'

const SERVER = `process.on('message', (said) => {
  if (said.type === 'start') process.send({ type: 'startDecoder', id: 1 })
})`
const DECODER = `process.on('message', (said) => {
  if (said === 'end') process.exit(7)
  process.send({ said, environment: Object.keys(process.env), heap: process.execArgv })
})`

/** The window's process with a server that wants one decoder, and both ends of what they say. */
function aWindowProcess() {
  const folder = aFolder()
  writeFileSync(join(folder, 'server.cjs'), SERVER)
  writeFileSync(join(folder, 'decoder.cjs'), DECODER)
  const posted: { message: ToServer; ports: Channel['port1'][] }[] = []
  let tell = () => {}
  const parts = {
    MessageChannelMain: Channel,
    utilityProcess: {
      fork(entry: string, given: string[], options: { env?: NodeJS.ProcessEnv; execArgv?: string[] }) {
        const child = fork(entry, given, options)
        onTestFinished(() => void child.kill('SIGKILL'))
        const postMessage = (message: ToServer, ports: Channel['port1'][] = []) => {
          posted.push({ message, ports })
          child.send(message)
          tell()
        }
        return Object.assign(child, { postMessage })
      },
    },
  }
  startProcess(parts as unknown as Parameters<typeof startProcess>[0], {
    serverEntry: join(folder, 'server.cjs'),
    decoderEntry: join(folder, 'decoder.cjs'),
    runtimeFolder: folder,
    catalogue: null,
    onMessage: () => {},
    onExit: () => {},
  })
  const posts = async (type: ToServer['type']) => {
    for (;;) {
      const found = posted.find(({ message }) => message.type === type)
      if (found) return found
      await new Promise<void>((done) => (tell = done))
    }
  }
  return { posts }
}

it('a decoder is started by the window’s process with nothing of the person’s environment, and spoken to through it', async () => {
  process.env['SHOKO_CANARY'] = 'canary'
  onTestFinished(() => void delete process.env['SHOKO_CANARY'])
  const { posts } = aWindowProcess()
  const { message, ports } = await posts('decoderStarted')

  // The server's side, over the same port.
  const listeners: ((message: ToServer, ports: readonly Channel['port1'][]) => void)[] = []
  const sent: FromServer[] = []
  const parent: Parent = {
    post: (said) => void sent.push(said),
    onMessage: (listener) => void listeners.push(listener),
    onGone: () => {},
  }
  const decoder = decodersOf(parent)()
  expect(sent).toEqual([{ type: 'startDecoder', id: 1 }])
  const answered = new Promise<unknown>((done) => decoder.onMessage(done))
  decoder.postMessage('before it runs')
  for (const listener of listeners) listener(message, ports)
  const answer = (await answered) as { said: string; environment: string[]; heap: string[] }
  expect(answer.said).toBe('before it runs')
  expect(answer.environment).not.toContain('SHOKO_CANARY')
  expect(answer.environment).not.toContain('HOME')
  expect(answer.heap).toEqual(['--max-old-space-size=256'])
  expect(decoder.pid).toBeGreaterThan(0)

  const ended = new Promise<void>((done) => decoder.onExit(done))
  decoder.postMessage('end')
  for (const listener of listeners) listener((await posts('decoderEnded')).message, [])
  await ended
  decoder.kill()
  expect(sent.at(-1)).toEqual({ type: 'endDecoder', id: 1 })
})
