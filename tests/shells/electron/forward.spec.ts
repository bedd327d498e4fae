import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { forward } from '../../../src-main/shells/electron/forward.ts'
import { PIPE_HEADER, servePipe } from '../../../src-main/shells/server/serve.ts'
import type { Fetch } from '../../../src-main/shells/server/serve.ts'
import { aFolder, aLog, ask } from '../asking.ts'

async function aPipe(fetch: Fetch) {
  const pipe = { path: join(aFolder(), 'pipe'), secret: 'the secret of the pipe' }
  const log = aLog()
  const serving = await servePipe({ ...pipe, fetch, log })
  onTestFinished(() => serving.close())
  return { pipe, log }
}

it('answers whoever knows the secret, and nobody else', async () => {
  const { pipe, log } = await aPipe(() => new Response('words'))
  expect(statSync(pipe.path).mode & 0o077).toBe(0)
  const where = { socketPath: pipe.path }
  expect((await ask(where, '/')).status).toBe(403)
  expect((await ask(where, '/', { headers: { [PIPE_HEADER]: 'guessed' } })).status).toBe(403)
  expect((await ask(where, '/', { headers: { [PIPE_HEADER]: pipe.secret } })).text).toBe('words')
  expect(log.lines).toHaveLength(2)
  expect(log.lines.join()).not.toContain('guessed')
})

it('passes a request on as it is, but for what a page could say to pass for its window', async () => {
  const { pipe } = await aPipe(async (request) =>
    Response.json({
      method: request.method,
      path: new URL(request.url).pathname + new URL(request.url).search,
      kind: request.headers.get('x-kind'),
      mint: request.headers.get('x-shoko-mint'),
      body: await request.text(),
    }),
  )
  const headers = {
    'x-kind': 'own',
    'x-shoko-mint': 'guessed',
    [PIPE_HEADER]: 'guessed',
    connection: 'close',
  }
  const page = new Request('shoko://a/rpc/x?y=1', { method: 'POST', headers, body: '書庫' })
  expect(await (await forward(pipe, page)).json()).toEqual({
    method: 'POST',
    path: '/rpc/x?y=1',
    kind: 'own',
    mint: null,
    body: '書庫',
  })
  const own = await forward(pipe, new Request('shoko://a/'), { 'x-shoko-mint': 'known' })
  expect(await own.json()).toMatchObject({ method: 'GET', mint: 'known', body: '' })
})

it('gives answers back as they come, and lets go of those that nobody reads on', async () => {
  const given: string[] = []
  let more = (_text: string) => {}
  const released = Promise.withResolvers<string>()
  const { pipe } = await aPipe((request) => {
    request.signal.addEventListener('abort', () => released.resolve('released'))
    const encoder = new TextEncoder()
    const body = new ReadableStream({
      start(stream) {
        more = (text) => stream.enqueue(encoder.encode(text))
        more('first')
      },
    })
    return new Response(body, { status: 206, headers: { 'x-kind': 'stream' } })
  })
  const answer = await forward(pipe, new Request('shoko://a/rpc/event/stream'))
  expect(answer.status).toBe(206)
  expect(answer.headers.get('x-kind')).toBe('stream')
  const reader = answer.body?.getReader()
  const read = async () => given.push(new TextDecoder().decode((await reader?.read())?.value))
  await read()
  more('second')
  await read()
  expect(given).toEqual(['first', 'second'])
  await reader?.cancel()
  expect(await released.promise).toBe('released')
})

it('gives back answers without a body', async () => {
  const { pipe } = await aPipe(() => new Response(null, { status: 204 }))
  const answer = await forward(pipe, new Request('shoko://a/'))
  expect(answer.status).toBe(204)
  expect(answer.body).toBeNull()
})

it('fails when nobody is there', async () => {
  const pipe = { path: join(aFolder(), 'nobody'), secret: '' }
  await expect(forward(pipe, new Request('shoko://a/'))).rejects.toMatchObject({ code: 'ENOENT' })
})
