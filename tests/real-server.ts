/** The real server shell as a process of its own, and a client that comes in as a browser would. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { KEY_FRAGMENT, KEY_HEADER } from '../src-main/shared/domain/host.ts'
import type { Client } from '../src-main/shared/contract/index.ts'
import { afterwards, know } from './builders.ts'
import { ask, TYPED } from './shells/asking.ts'

const entry = resolve(import.meta.dirname, '..', 'src-main', 'shells', 'server', 'main.ts')

/** A server, and the address that it prints: good for one way in. */
export interface StartedServer {
  address: URL
  process: ChildProcess
  /** SIGKILL, as a power cut would; resolves when the process is gone. */
  kill(): Promise<void>
}

export async function startServer(home: string, catalogue: string): Promise<StartedServer> {
  know(join(home, 'user'), catalogue)
  const child = spawn(process.execPath, [entry, '--catalogue', catalogue, '--no-open'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      LANG: 'en',
      SHOKO_USER_FOLDER: join(home, 'user'),
      SHOKO_DOCUMENTS_FOLDER: join(home, 'documents'),
    },
  })
  const exited = once(child, 'exit')
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await exited
  }
  afterwards(kill)
  return { address: new URL(await printedAddress(child)), process: child, kill }
}

export interface RealServer extends StartedServer {
  client: Client
  /** A request with the cookie and the key of a person who has come in. */
  fetch(path: string, init?: RequestInit): Promise<Response>
}

/** Starts the server on a catalogue, and comes in with the address that it prints. */
export async function aRealServer(home: string, catalogue: string): Promise<RealServer> {
  const server = await startServer(home, catalogue)
  const { address } = server
  const { cookie, key } = await comeIn(address)
  const headers = { cookie, [KEY_HEADER]: key, origin: address.origin, 'sec-fetch-site': 'same-origin' }
  const link = new RPCLink({ url: `${address.origin}/rpc`, headers })
  return {
    ...server,
    client: createORPCClient(link),
    fetch: (path, init = {}) =>
      fetch(address.origin + path, {
        ...init,
        headers: { ...headers, ...(init.headers as Record<string, string>) },
      }),
  }
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = ''
    const listen = (part: Buffer) => {
      said += part.toString()
      const address = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(said)?.[0]
      if (address !== undefined) done(address)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.on('exit', (code) => fail(new Error(`the server ended with ${String(code)}: ${said}`)))
  })
}

async function comeIn(address: URL): Promise<{ cookie: string; key: string }> {
  const answer = await ask({ port: Number(address.port) }, address.pathname + address.search, {
    headers: { host: address.host, ...TYPED },
  })
  const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0]
  const key = new RegExp(`#${KEY_FRAGMENT}=([\\w-]+)`).exec(answer.text)?.[1]
  if (cookie === undefined || key === undefined) throw new Error(`not let in: ${answer.status}`)
  return { cookie, key }
}
