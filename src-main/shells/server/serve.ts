/** An HTTP server around a fetch function: on loopback for one person's browser, or on a private pipe for the window. */
import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener, Server } from 'node:http'
import { chmodSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Log } from '../../platform/log.ts'
import { KEY_FRAGMENT } from '../../shared/domain/host.ts'
import { breachOfPerson, breachOfPlace, ENTRY, pathOf } from './guard.ts'
import type { Breach, RequestFacts } from './guard.ts'
import { answerHeaders, secured } from './headers.ts'
import { createWayIn, sameSecret } from './way-in.ts'

export type Fetch = (request: Request) => Response | Promise<Response>

export interface Serving {
  port: number
  /** An address that lets one person in, once, within a minute. */
  invite(): string
  close(): Promise<void>
}

export interface ServeOptions {
  fetch: Fetch
  log: Log
  /** 0 for any free one. */
  port?: number
  /** Milliseconds, never going back. */
  now?: () => number
  /** Somebody has come in. */
  onEntry?: () => void
}

/** On 127.0.0.1 only. @throws the system's error when the port is taken. */
export async function serve({
  fetch,
  log,
  port = 0,
  now = () => performance.now(),
  onEntry,
}: ServeOptions): Promise<Serving> {
  const wayIn = createWayIn(now)
  const answer = listener(fetch, log)
  let bound = port
  const server = createServer((request, response) => {
    const facts = factsOf(request)
    const path = pathOf(facts.target)
    const refuse = (breach: Breach) => {
      log.warn('request.refused', { breach, method: facts.method, area: areaOf(path) })
      response.writeHead(403, {
        ...answerHeaders(path, 403),
        'content-type': 'text/plain; charset=utf-8',
        connection: 'close',
      })
      response.end(breach === 'token' || (breach === 'cookie' && path === '/') ? NEW_WAY_IN : 'Refused.\n')
    }
    const misplaced = breachOfPlace(facts, bound)
    if (misplaced !== null) return refuse(misplaced)
    if (path === ENTRY && facts.method === 'GET') {
      // What a browser fetches in advance is not yet a person; the token stays good for them.
      if (facts.headers['sec-purpose'] !== undefined) return refuse('prefetch')
      const token = new URLSearchParams(facts.target.slice(ENTRY.length + 1)).get('token')
      if (token === null || !wayIn.redeem(token)) return refuse('token')
      response.writeHead(200, {
        ...answerHeaders(path, 200),
        'content-type': 'text/html; charset=utf-8',
        'set-cookie': `${wayIn.cookieName}=${wayIn.cookie}; HttpOnly; SameSite=Strict; Path=/`,
      })
      // A redirect would still count as coming from the file that opened the browser, and a strict cookie would not
      // be sent with it; a page that goes on by itself is of this place.
      response.end(entryPage(`/#${KEY_FRAGMENT}=${wayIn.key}`))
      onEntry?.()
      return
    }
    const unknown = breachOfPerson(facts, wayIn)
    if (unknown !== null) return refuse(unknown)
    void answer(request, response)
  })
  // A window that asks again after a while must not meet a connection that is just being closed.
  server.keepAliveTimeout = 75_000
  await listen(server, { host: '127.0.0.1', port })
  bound = (server.address() as AddressInfo).port
  return {
    port: bound,
    invite: () => `http://127.0.0.1:${bound}${ENTRY}?token=${wayIn.mint()}`,
    close: () => closed(server),
  }
}

/** The header of a request on the pipe that says it comes from the window's process. */
export const PIPE_HEADER = 'x-shoko-pipe'

/** On a Unix socket in a private folder or a Windows named pipe, for whoever knows the secret. */
export async function servePipe(options: {
  fetch: Fetch
  log: Log
  path: string
  secret: string
}): Promise<{ close(): Promise<void> }> {
  const { log, path, secret } = options
  const answer = listener(options.fetch, log)
  const server = createServer((request, response) => {
    const given = request.headers[PIPE_HEADER]
    if (typeof given === 'string' && sameSecret(secret, given)) return void answer(request, response)
    log.warn('request.refused', { breach: 'pipe', method: request.method ?? '' })
    response.writeHead(403).end()
  })
  await listenOnPipe(server, path)
  return { close: () => closed(server) }
}

/** Listens on a pipe whose place is ours: what lies there is left over from a run that was killed. */
export async function listenOnPipe(server: Server, path: string): Promise<void> {
  const isFile = process.platform !== 'win32'
  if (isFile) rmSync(path, { force: true })
  await listen(server, { path })
  if (isFile) chmodSync(path, 0o600)
}

function listener(fetch: Fetch, log: Log): RequestListener {
  const listen = getRequestListener(
    async (request) => {
      const { pathname } = new URL(request.url)
      try {
        return secured(await fetch(request), pathname)
      } catch (error) {
        if (!request.signal.aborted) log.defect('request.failed', error, { area: areaOf(pathname) })
        return secured(new Response('Failed.\n', { status: 500 }), pathname)
      }
    },
    { overrideGlobalObjects: false, hostname: 'localhost' },
  )
  return (request, response) => void listen(request, response)
}

const listen = (server: Server, where: { host: string; port: number } | { path: string }) =>
  new Promise<void>((done, fail) => {
    // An upload of many gigabytes takes as long as it takes; nobody but the person can reach this server.
    server.requestTimeout = 0
    server.once('error', fail)
    server.listen(where, () => {
      server.off('error', fail)
      done()
    })
  })

/** Event streams never end by themselves, so the connections are cut. */
export const closed = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })

function factsOf(request: IncomingMessage): RequestFacts {
  const hosts = request.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length
  return { method: request.method ?? '', target: request.url ?? '', headers: request.headers, hosts }
}

/** A word for the log that cannot carry what somebody typed. */
const areaOf = (path: string): string =>
  ['rpc', 'host', 'tiles', 'thumbnails', 'shown', 'reading', 'downloads', 'assets', 'enter'].find(
    (area) => path === `/${area}` || path.startsWith(`/${area}/`),
  ) ?? 'page'

const entryPage = (address: string) =>
  `<!doctype html><html lang="en" translate="no"><meta charset="utf-8"><title>Shoko</title>` +
  `<meta http-equiv="refresh" content="0;url=${address}">`

const NEW_WAY_IN = `This address has been used, or is older than a minute.
Press Enter in the terminal where Shoko runs, or start it again, and it opens with a new one.

このアドレスは使用済みか、1分を過ぎています。
Shoko を動かしている端末で Enter を押すか、もう一度起動すると、新しいアドレスで開きます。
`
