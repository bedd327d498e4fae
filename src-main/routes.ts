/** What `core.fetch` answers beside the calls: tiles, thumbnails, downloads, and the page itself. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, extname, join, normalize, sep } from 'node:path'
import { Readable } from 'node:stream'
import { RPCHandler } from '@orpc/server/fetch'
import type { AnyRouter } from '@orpc/server'
import { Hono } from 'hono'
import { isEncrypted } from './catalogue/encryption/keyring.ts'
import { databasePath } from './catalogue/open.ts'
import { readPage, scanById, scanOfPage } from './catalogue/scan.ts'
import { readVersion } from './catalogue/version.ts'
import { deepZoom } from './imaging/levels.ts'
import type { PageImage } from './imaging/tiles.ts'
import type { Context } from './services/context.ts'
import { pageImage } from './services/export/page-image.ts'
import { readingView, shownPage } from './services/export/reading/index.ts'
import { isRefusal, refusal } from './shared/contract/errors.ts'

export interface Routes {
  context: Context
  router: AnyRouter
  rendererFolder: string | null
}

const OF_CATALOGUE = [
  '/rpc/*',
  '/tiles/*',
  '/thumbnails/*',
  '/shown/*',
  '/reading/*',
  '/versions/*',
  '/proposed/*',
  '/downloads/*',
]

const MEDIA_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.xml': 'application/xml',
}

export function createFetch({
  context,
  router,
  rendererFolder,
}: Routes): (request: Request) => Promise<Response> {
  const { tiles } = context
  const calls = new RPCHandler(router)
  const app = new Hono()

  // Of a catalogue that is encrypted no browser keeps anything on a disk.
  for (const path of OF_CATALOGUE)
    app.use(path, async (hono, next) => {
      await next()
      const open = context.current()
      if (open && isEncrypted(databasePath(open.folder))) hono.header('cache-control', 'no-store')
    })
  app.use('/rpc/*', async (hono, next) => {
    const { matched, response } = await calls.handle(hono.req.raw, { prefix: '/rpc', context: {} })
    return matched ? response : next()
  })
  app.get('/tiles/:pageId', (hono) => {
    const { width, height, sha256, frame } = imageOf(context, hono.req.param('pageId'))
    return hono.json({ ...deepZoom(width, height), scan: `${sha256.slice(0, 16)}-${String(frame)}` })
  })
  app.get('/tiles/:pageId/:level/:x/:y', async (hono) => {
    const { pageId, level, x, y } = hono.req.param()
    const image = imageOf(context, pageId)
    const tile = await tiles.tile(image, whole(level), whole(x), whole(y), hono.req.raw.signal)
    return tile === null ? hono.notFound() : jpeg(tile)
  })
  app.get('/thumbnails/:pageId', async (hono) => {
    const box = Math.min(1024, Math.max(64, Number(hono.req.query('box') ?? 256) || 256))
    return jpeg(await tiles.thumbnail(imageOf(context, hono.req.param('pageId')), box))
  })
  app.get('/shown/:pageId', async (hono) => {
    const page = readPage(context.catalogue().db, whole(hono.req.param('pageId')))
    const picture = page && (await shownPage(context, page, { signal: hono.req.raw.signal }))
    return picture ? jpeg(picture) : hono.notFound()
  })
  app.get('/reading/:descriptionId', async (hono) => {
    const asked = { language: hono.req.query('language'), theme: hono.req.query('theme') }
    const html = await readingView(context, whole(hono.req.param('descriptionId')), {
      language: asked.language === 'ja' ? 'ja' : 'en',
      theme: asked.theme === 'dark' ? 'dark' : 'light',
    })
    return hono.html(html)
  })
  app.get('/versions/:versionId', async (hono) =>
    jpeg(await tiles.thumbnail(versionOf(context, hono.req.param('versionId')), VERSION_BOX)),
  )
  app.get('/proposed/:jobId', async (hono) => {
    const proposed = context.proposedScans.get(whole(hono.req.param('jobId')))
    if (!proposed) return hono.notFound()
    const { path, fileName: name, image } = proposed
    return jpeg(await context.decoding.thumbnail(path, image.frame, PROPOSED_BOX, { name }))
  })
  app.get('/downloads/:jobId/:index', async (hono) => {
    const path = context.exported.pathsOf(whole(hono.req.param('jobId')))[whole(hono.req.param('index'))]
    return path === undefined ? hono.notFound() : fileResponse(path, true)
  })
  app.get('*', async (hono) => {
    if (rendererFolder === null) return hono.notFound()
    const wanted = normalize(decodeURIComponent(hono.req.path))
    const path = join(rendererFolder, wanted === sep ? 'index.html' : wanted)
    if (!path.startsWith(rendererFolder + sep)) return hono.notFound()
    return (await stat(path).catch(() => null))?.isFile() ? fileResponse(path, false) : hono.notFound()
  })
  app.onError((error, hono) => {
    if (isRefusal(error)) return hono.json({ code: error.code, data: error.data }, error.status as 404)
    if (error instanceof URIError) return hono.notFound()
    context.log.defect('fetch', error)
    return hono.json({ code: 'defect' }, 500)
  })
  return async (request) => app.fetch(request)
}

/** A segment of an address that is a whole number; anything else is no page and no tile. */
const whole = (text: string): number => (/^\d{1,15}$/.test(text) ? Number(text) : -1)

/** Long edges of an earlier version in a list, and of a better scan that is proposed. */
const VERSION_BOX = 256
const PROPOSED_BOX = 1024

/** The image of an earlier version. @throws noCatalogueOpen, versionNotFound */
function versionOf(context: Context, versionId: string): PageImage {
  const catalogue = context.catalogue()
  const id = whole(versionId)
  const version = readVersion(catalogue.db, id)
  const scan = version && scanById(catalogue.db, version.scanId)
  if (!scan) throw refusal('versionNotFound', { id })
  const { frame, width, height } = version
  return pageImage(catalogue, { ...scan, frame, width: width ?? 1, height: height ?? 1 })
}

/** The image behind a page of the open catalogue. @throws noCatalogueOpen, pageNotFound */
function imageOf(context: Context, pageId: string): PageImage {
  const catalogue = context.catalogue()
  const id = whole(pageId)
  const scan = scanOfPage(catalogue.db, id)
  if (!scan) throw refusal('pageNotFound', { id })
  return pageImage(catalogue, scan)
}

const jpeg = (bytes: Uint8Array) =>
  new Response(new Uint8Array(bytes), { headers: { 'content-type': 'image/jpeg' } })

async function fileResponse(path: string, asDownload: boolean): Promise<Response> {
  const { size } = await stat(path)
  const headers = new Headers({
    'content-type': MEDIA_TYPES[extname(path)] ?? 'application/octet-stream',
    'content-length': String(size),
  })
  if (asDownload) {
    headers.set('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}`)
  }
  return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, { headers })
}
