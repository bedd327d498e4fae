/** Requests as a browser would send them, header by header, and servers to send them to. */
import { request } from 'node:http'
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Log } from '../../src-main/platform/log.ts'
import { serve } from '../../src-main/shells/server/serve.ts'
import type { Fetch } from '../../src-main/shells/server/serve.ts'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

export function ask(
  where: { port: number } | { socketPath: string },
  path: string,
  options: {
    method?: string
    headers?: OutgoingHttpHeaders | readonly string[]
    body?: string | Buffer
  } = {},
): Promise<Answer> {
  return new Promise((done, fail) => {
    const asked = request(
      {
        ...('port' in where ? { host: '127.0.0.1', port: where.port } : where),
        path,
        method: options.method ?? 'GET',
        ...(options.headers && { headers: options.headers }),
        agent: false,
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, text }))
      },
    )
    asked.on('error', fail)
    asked.end(options.body)
  })
}

/** What a browser adds when a person types an address. */
export const TYPED = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
/** … when a page asks its own server. */
export const OWN = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shoko-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }))
  return folder
}

/** A log that keeps its lines. */
export function aLog(): Log & { lines: string[] } {
  const lines: string[] = []
  const keep =
    (level: string) =>
    (...said: unknown[]) =>
      void lines.push(JSON.stringify([level, ...said]))
  return { lines, info: keep('info'), warn: keep('warn'), defect: keep('defect') }
}

/** A core in small: a page, an asset, a tile, a download, a call that repeats what it is told, and a stream. */
export const smallCore: Fetch = async (request) => {
  const { pathname } = new URL(request.url)
  if (pathname === '/')
    return new Response('<!doctype html><title>Shoko</title>', { headers: { 'content-type': 'text/html' } })
  if (pathname.startsWith('/assets/'))
    return new Response('body {}', { headers: { 'content-type': 'text/css' } })
  if (pathname.startsWith('/tiles/'))
    return new Response('tile', { headers: { 'cache-control': 'max-age=5' } })
  if (pathname === '/rpc/echo') return new Response(await request.text())
  return new Response('none', { status: 404 })
}

/** A running server shell, and the clock it goes by. */
export async function aServer(options: { fetch?: Fetch } = {}) {
  const log = aLog()
  const clock = { now: 1000 }
  const serving = await serve({ fetch: options.fetch ?? smallCore, log, now: () => clock.now })
  onTestFinished(() => serving.close())
  return { serving, log, clock, port: serving.port, host: `127.0.0.1:${serving.port}` }
}

/** Headers of a page that was let in. */
export async function letIn(serving: { port: number; invite(): string }) {
  const address = new URL(serving.invite())
  const entry = await ask({ port: serving.port }, address.pathname + address.search, { headers: TYPED })
  const [cookie = ''] = entry.headers['set-cookie']?.[0]?.split(';') ?? []
  const key = /#key=([\w-]+)/.exec(entry.text)?.[1] ?? ''
  return { entry, cookie, key, headers: { ...OWN, cookie, 'x-shoko-key': key } }
}
