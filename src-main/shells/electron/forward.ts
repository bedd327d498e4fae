/** Sends the window's requests over the pipe, and the answers back as they come, without holding either whole. */
import { request as ask } from 'node:http'
import { Readable } from 'node:stream'
import { MINT_HEADER } from '../server/host-routes.ts'
import { PIPE_HEADER } from '../server/serve.ts'

/** Headers that belong to a connection, not to what is said on it. */
const OF_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'host']

export interface Pipe {
  path: string
  secret: string
}

/** `own` are headers of the window's process itself. */
export function forward(pipe: Pipe, request: Request, own: Record<string, string> = {}): Promise<Response> {
  const url = new URL(request.url)
  const headers = Object.fromEntries(
    // A page must not pass for the process of the window.
    [...request.headers].filter(([name]) => !OF_CONNECTION.includes(name) && name !== MINT_HEADER),
  )
  return new Promise((done, fail) => {
    const asked = ask(
      {
        socketPath: pipe.path,
        method: request.method,
        path: url.pathname + url.search,
        headers: { ...headers, ...own, host: 'shoko', [PIPE_HEADER]: pipe.secret },
      },
      (answer) => {
        const kept = Object.entries(answer.headersDistinct).filter(([name]) => !OF_CONNECTION.includes(name))
        const status = answer.statusCode ?? 502
        const empty = status === 204 || status === 304 || request.method === 'HEAD'
        if (empty) answer.resume()
        done(
          new Response(empty ? null : (Readable.toWeb(answer) as globalThis.ReadableStream<Uint8Array>), {
            status,
            headers: kept.flatMap(([name, values]) =>
              (values ?? []).map((value): [string, string] => [name, value]),
            ),
          }),
        )
      },
    )
    asked.on('error', fail)
    request.signal.addEventListener('abort', () => asked.destroy(), { once: true })
    if (request.body === null) asked.end()
    else
      Readable.fromWeb(request.body)
        .on('error', (error) => asked.destroy(error))
        .pipe(asked)
  })
}
