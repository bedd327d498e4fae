/** The addresses below `/host`, as `shared/domain/host.ts` describes them. */
import { z } from 'zod'
import type { Handles } from '../../platform/handles.ts'
import { ERRORS, isRefusal } from '../../shared/contract/errors.ts'
import { ChooseInput } from '../../shared/domain/host.ts'
import type { HostRefusal } from '../../shared/domain/host.ts'
import type { FolderBrowser } from './files.ts'
import type { Fetch } from './serve.ts'
import type { Uploads } from './uploads.ts'
import { sameSecret } from './way-in.ts'

/** What the window's process sends to `/host/mint`, and the header that says it is not the page that asks. */
export const MINT_HEADER = 'x-shoko-mint'
export const MintInput = z.object({ path: z.string(), purpose: z.enum(['read', 'write']) })

const MOST_JSON = 64 * 1024

/** Answers `/host/…` and leaves the rest to `next`. */
export function withBrowsing(next: Fetch, browser: FolderBrowser, uploads: Uploads): Fetch {
  return routed(next, async (request, url) => {
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /host/roots':
        return Response.json(await browser.roots())
      case 'GET /host/folder':
        return Response.json(await browser.folder(url.searchParams.get('id') ?? ''))
      case 'POST /host/choose':
        return Response.json(await browser.choose(ChooseInput.parse(await json(request))))
      case 'PUT /host/upload': {
        const expected = Number(request.headers.get('content-length') ?? NaN)
        const name = url.searchParams.get('name') ?? ''
        return Response.json(
          await uploads.receive(name, request.body, Number.isFinite(expected) ? expected : null),
        )
      }
      case 'DELETE /host/upload':
        await uploads.release(url.searchParams.get('handle') ?? '')
        return new Response(null, { status: 204 })
      default:
        return null
    }
  })
}

/** Answers the window's process, which has shown the system's dialogs and says what the person chose there. */
export function withMinting(next: Fetch, handles: Handles, secret: string): Fetch {
  return routed(next, async (request, url) => {
    if (request.method !== 'POST' || url.pathname !== '/host/mint') return null
    if (!sameSecret(secret, request.headers.get(MINT_HEADER) ?? undefined)) return null
    const { path, purpose } = MintInput.parse(await json(request))
    return Response.json(handles.mint(path, purpose))
  })
}

function routed(next: Fetch, answer: (request: Request, url: URL) => Promise<Response | null>): Fetch {
  return async (request) => {
    const url = new URL(request.url)
    if (!url.pathname.startsWith('/host/')) return next(request)
    try {
      return (await answer(request, url)) ?? new Response('Not found.\n', { status: 404 })
    } catch (error) {
      if (isRefusal(error)) {
        const body: HostRefusal = { code: error.code, data: { ...(error.data as object) } }
        return Response.json(body, { status: ERRORS[error.code].status })
      }
      if (error instanceof z.ZodError || error instanceof SyntaxError) {
        return new Response('Not understood.\n', { status: 400 })
      }
      throw error
    }
  }
}

async function json(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.length > MOST_JSON) throw new SyntaxError('too long')
  return JSON.parse(text)
}
