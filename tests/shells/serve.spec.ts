import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { serve } from '../../src-main/shells/server/serve.ts'
import { TOKEN_LIFETIME } from '../../src-main/shells/server/way-in.ts'
import { aLog, aServer, ask, letIn, OWN, smallCore, TYPED } from './asking.ts'

const pathOf = (address: string) => address.slice(address.indexOf('/', 8))

describe('the way in', () => {
  it('turns a token into a strict cookie and a key for the page', async () => {
    const { serving, port } = await aServer()
    const { entry, headers, key } = await letIn(serving)
    expect(entry.status).toBe(200)
    expect(entry.headers['set-cookie']).toEqual([
      expect.stringMatching(/^shoko-[0-9a-f]{12}=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/),
    ])
    expect(entry.text).toContain(`content="0;url=/#key=${key}"`)
    expect(entry.headers['cache-control']).toBe('no-store')
    expect(entry.headers['referrer-policy']).toBe('no-referrer')
    expect(await ask({ port }, '/', { headers })).toMatchObject({ status: 200 })
    const echo = await ask({ port }, '/rpc/echo', { method: 'POST', headers, body: 'words' })
    expect(echo).toMatchObject({ status: 200, text: 'words' })
  })

  it('takes a token once', async () => {
    const { serving, port } = await aServer()
    const path = pathOf(serving.invite())
    expect((await ask({ port }, path, { headers: TYPED })).status).toBe(200)
    const again = await ask({ port }, path, { headers: TYPED })
    expect(again.status).toBe(403)
    expect(again.headers['set-cookie']).toBeUndefined()
    expect(again.text).toContain('older than a minute')
  })

  it('takes a token within a minute, and not after', async () => {
    const { serving, port, clock } = await aServer()
    const [inTime, late] = [pathOf(serving.invite()), pathOf(serving.invite())]
    clock.now += TOKEN_LIFETIME - 1
    expect((await ask({ port }, inTime, { headers: TYPED })).status).toBe(200)
    clock.now += 1
    expect((await ask({ port }, late, { headers: TYPED })).status).toBe(403)
  })

  it('does not lose a token to a wrong one, to a fetch in advance, or to another kind of request', async () => {
    const { serving, port } = await aServer()
    const path = pathOf(serving.invite())
    const refused = [
      await ask({ port }, '/enter?token=wrong', { headers: TYPED }),
      await ask({ port }, '/enter', { headers: TYPED }),
      await ask({ port }, path, { headers: { ...TYPED, 'sec-purpose': 'prefetch' } }),
      await ask({ port }, path, { headers: { ...TYPED, 'sec-fetch-dest': 'image' } }),
      await ask({ port }, path, { method: 'POST', headers: OWN }),
    ]
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    expect((await ask({ port }, path, { headers: TYPED })).status).toBe(200)
  })

  it('opens from a file of the disk, which browsers call another site', async () => {
    const { serving, port } = await aServer()
    const fromFile = { ...TYPED, 'sec-fetch-site': 'cross-site' }
    expect((await ask({ port }, pathOf(serving.invite()), { headers: fromFile })).status).toBe(200)
    const { headers } = await letIn(serving)
    expect((await ask({ port }, '/', { headers: { ...headers, ...fromFile } })).status).toBe(403)
  })

  it('does not know the cookie and key of another run', async () => {
    const [one, other] = [await aServer(), await aServer()]
    const { headers, cookie } = await letIn(one.serving)
    expect((await ask({ port: other.port }, '/', { headers })).status).toBe(403)
    const mine = await letIn(other.serving)
    const renamed = `${mine.cookie.split('=')[0]}=${cookie.split('=')[1]}`
    expect(
      (await ask({ port: other.port }, '/', { headers: { ...mine.headers, cookie: renamed } })).status,
    ).toBe(403)
    const withKey = { ...mine.headers, 'x-shoko-key': headers['x-shoko-key'] }
    expect((await ask({ port: other.port }, '/rpc/echo', { headers: withKey })).status).toBe(403)
  })
})

describe('who may ask', () => {
  it('wants the cookie for everything, the key for calls, the host and whatever is not a GET', async () => {
    const { serving, port } = await aServer()
    const { headers } = await letIn(serving)
    const { cookie, 'x-shoko-key': _, ...bare } = headers
    const status = async (path: string, method: string, sent: Record<string, string>) =>
      (await ask({ port }, path, { method, headers: sent })).status
    for (const path of ['/', '/assets/index-abcdefgh.css', '/tiles/1', '/nothing']) {
      expect(await status(path, 'GET', bare)).toBe(403)
      expect(await status(path, 'GET', { ...bare, 'x-shoko-key': headers['x-shoko-key'] })).toBe(403)
      expect(await status(path, 'GET', { ...bare, cookie })).not.toBe(403)
    }
    const keyed: [string, string][] = [
      ['/rpc', 'GET'],
      ['/rpc/echo', 'GET'],
      ['/rpc/echo', 'POST'],
      ['/host/roots', 'GET'],
      ['/host/upload', 'PUT'],
      ['/tiles/1', 'DELETE'],
      ['/', 'OPTIONS'],
    ]
    for (const [path, method] of keyed) {
      expect(await status(path, method, { ...bare, cookie }), `${method} ${path}`).toBe(403)
      expect(await status(path, method, { ...bare, cookie, 'x-shoko-key': 'wrong' })).toBe(403)
      expect(await status(path, method, headers), `${method} ${path}`).not.toBe(403)
    }
  })

  it('answers to its own names only (DNS rebinding)', async () => {
    const { serving, port, log } = await aServer()
    const { headers } = await letIn(serving)
    const status = async (host: string) =>
      (await ask({ port }, '/', { headers: { ...headers, host } })).status
    expect(await status(`127.0.0.1:${port}`)).toBe(200)
    expect(await status(`localhost:${port}`)).toBe(200)
    for (const host of [
      `rebound.example:${port}`,
      'rebound.example',
      '127.0.0.1',
      `127.0.0.1:${port + 1}`,
      `127.0.0.1:${port}.rebound.example`,
      `rebound.example@127.0.0.1:${port}`,
      `[::1]:${port}`,
      `0.0.0.0:${port}`,
    ])
      expect(await status(host), host).toBe(403)
    expect(log.lines.at(-1)).toContain('"breach":"host"')
    const two = ['host', `127.0.0.1:${port}`, 'host', `127.0.0.1:${port}`, ...Object.entries(headers).flat()]
    expect((await ask({ port }, '/', { headers: two })).status).not.toBe(200)
  })

  it('answers pages of its own origin only', async () => {
    const { serving, port, log } = await aServer()
    const { headers } = await letIn(serving)
    const status = async (origin: string) =>
      (await ask({ port }, '/rpc/echo', { method: 'POST', headers: { ...headers, origin }, body: 'x' }))
        .status
    expect(await status(`http://127.0.0.1:${port}`)).toBe(200)
    for (const origin of [
      'https://elsewhere.example',
      `http://127.0.0.1:${port + 1}`,
      `http://localhost:${port}`,
      `https://127.0.0.1:${port}`,
      'null',
      'file://',
    ])
      expect(await status(origin), origin).toBe(403)
    expect(log.lines.at(-1)).toContain('"breach":"origin"')
  })

  it('answers neither other sites, nor other ports of the machine, nor requests that do not say', async () => {
    const { serving, port } = await aServer()
    const { headers } = await letIn(serving)
    const { 'sec-fetch-site': _, ...unsaid } = headers
    const status = async (path: string, sent: Record<string, string>) =>
      (await ask({ port }, path, { headers: sent })).status
    for (const site of ['cross-site', 'same-site', 'none', 'same-origin, none', '']) {
      expect(await status('/rpc/echo', { ...headers, 'sec-fetch-site': site }), site).toBe(403)
      expect(await status('/tiles/1', { ...headers, ...TYPED, 'sec-fetch-site': site }), site).toBe(403)
    }
    expect(await status('/', unsaid)).toBe(403)
    expect(await status('/', { ...headers, ...TYPED })).toBe(200)
    expect(await status('/', { ...headers, ...TYPED, 'sec-fetch-dest': 'iframe' })).toBe(403)
  })

  it('takes addresses in one plain spelling', async () => {
    const { serving, port } = await aServer()
    const { headers } = await letIn(serving)
    for (const path of [
      '//elsewhere.example/',
      'http://elsewhere.example/',
      '/assets/../rpc/echo',
      '/assets/%2e%2e/rpc/echo',
      '/assets/..%2frpc/echo',
      '/assets\\..\\rpc',
      '/%5c..%5cpackage.json',
      '/%00',
      '/%2561',
      '/%e0%a4%a',
    ])
      expect((await ask({ port }, path, { headers })).status, path).toBe(403)
    const query = await ask({ port }, '/tiles/1?name=..%2F%25', { headers })
    expect(query.status).toBe(200)
  })

  it('writes one line for a refusal, with the rule and without what was sent', async () => {
    const { serving, port, log } = await aServer()
    const path = pathOf(serving.invite())
    const { headers } = await letIn(serving)
    await ask({ port }, path, { headers: { ...TYPED, 'sec-fetch-site': 'same-site' } })
    await ask({ port }, `/rpc/echo?words=canary`, { headers: { ...headers, 'x-shoko-key': 'canary' } })
    await ask({ port }, `/enter?token=canary`, { headers: TYPED })
    await ask({ port }, `/canary`, { headers: { ...headers, cookie: 'canary' } })
    expect(log.lines.map((line): unknown => JSON.parse(line))).toEqual([
      ['warn', 'request.refused', { breach: 'fetchSite', method: 'GET', area: 'enter' }],
      ['warn', 'request.refused', { breach: 'key', method: 'GET', area: 'rpc' }],
      ['warn', 'request.refused', { breach: 'token', method: 'GET', area: 'enter' }],
      ['warn', 'request.refused', { breach: 'cookie', method: 'GET', area: 'page' }],
    ])
    expect(log.lines.join()).not.toContain(path.split('=')[1])
  })
})

describe('answers', () => {
  it('carry the same protection, refused or not', async () => {
    const { serving, port } = await aServer()
    const { headers } = await letIn(serving)
    for (const sent of [headers, {}]) {
      const answer = await ask({ port }, '/', { headers: sent })
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      })
      const policy = String(answer.headers['content-security-policy']).split('; ')
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy.join()).not.toMatch(/unsafe|https?:|\*/)
    }
  })

  it('let the reading view be shown in the page, with nothing in it that runs', async () => {
    const { serving, port } = await aServer()
    const { headers } = await letIn(serving)
    const policyOf = async (path: string) => {
      const answer = await ask({ port }, path, { headers })
      return String(answer.headers['content-security-policy']).split('; ')
    }
    const policy = await policyOf('/reading/1')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy.join()).not.toMatch(/script|connect|https?:|\*/)
    for (const path of ['/readings/1', '/', '/rpc/reading/1'])
      expect(await policyOf(path)).toContain("frame-ancestors 'none'")
  })

  it('are kept by the browser only when their name says what is in them', async () => {
    const { serving, port } = await aServer()
    const { headers } = await letIn(serving)
    const kept = async (path: string) => (await ask({ port }, path, { headers })).headers['cache-control']
    expect(await kept('/assets/index-Bx81_k2Q.css')).toBe('private, max-age=31536000, immutable')
    expect(await kept('/assets/index.css')).toBe('no-store')
    expect(await kept('/tiles/index-Bx81_k2Q.css')).toBe('no-store')
    expect(await kept('/nothing/assets/index-Bx81_k2Q.css')).toBe('no-store')
  })

  it('say no more than that they failed', async () => {
    const { serving, port, log } = await aServer({
      fetch: () => {
        throw new Error('canary')
      },
    })
    const { headers } = await letIn(serving)
    const answer = await ask({ port }, '/rpc/echo', { headers })
    expect(answer).toMatchObject({ status: 500, text: 'Failed.\n' })
    expect(log.lines).toHaveLength(1)
  })

  it('end when the shell closes, streams included', async () => {
    const started = Promise.withResolvers<null>()
    const endless = new ReadableStream({
      start: (stream) => stream.enqueue(new TextEncoder().encode('first')),
    })
    const fetch = () => {
      started.resolve(null)
      return new Response(endless)
    }
    const serving = await serve({ fetch, log: aLog() })
    const { headers } = await letIn(serving)
    const cut = ask({ port: serving.port }, '/rpc/event/stream', { headers })
    const failed = expect(cut).rejects.toThrow(/aborted|hang up|reset/i)
    await started.promise
    await serving.close()
    await failed
    await expect(ask({ port: serving.port }, '/', { headers })).rejects.toThrow(/ECONNREFUSED/)
  })
})

it('binds loopback only, and says which port it could not have', async () => {
  const { serving } = await aServer()
  await expect(serve({ fetch: smallCore, log: aLog(), port: serving.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
  for (const { address: host } of outside) {
    const reached = new Promise((done, fail) =>
      connect({ host, port: serving.port }, () => done('')).on('error', fail),
    )
    await expect(reached).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  }
  expect(serving.invite()).toMatch(
    new RegExp(`^http://127\\.0\\.0\\.1:${serving.port}/enter\\?token=[\\w-]{43}$`),
  )
})
