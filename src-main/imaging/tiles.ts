/**
 * Pages as deep zoom tiles and thumbnails, made from the scans when somebody looks and kept in a cache folder
 * (`derivatives/` of a catalogue), which may be deleted at any time. Everything is kept under the hash of the scan, so
 * a changed scan never shows what was made of an earlier one.
 *
 * A whole pyramid takes seconds for a large scan, and is made once, unasked, after the first look. Until it is there
 * the low levels come from an overview, which costs no more than a thumbnail, and the high ones, where the scan itself
 * consists of tiles, from the scan.
 */
import { createHash } from 'node:crypto'
import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { sha256OfFile } from '../platform/checksum.ts'
import { partialBeside, systemCode } from '../platform/files.ts'
import { isSealed, sealedPath, sealingKeys } from '../platform/sealed-file/keys.ts'
import type { SealingKeys } from '../platform/sealed-file/keys.ts'
import { labelOf as labelOfSealed, wholeContent } from '../platform/sealed-file/read.ts'
import { sealedBytes, sealingOf } from '../platform/sealed-file/write.ts'
import type { Sealing } from '../platform/sealed-file/write.ts'
import { isRefusal, refusal } from '../shared/contract/errors.ts'
import type { Viewed } from '../shared/domain/page-view.ts'
import { createCache, type Cache, type Usage } from './cache.ts'
import type { Asking, Decoding } from './decoding.ts'
import { deepZoom, hasTile } from './levels.ts'
import { openPyramid, type PyramidFile } from './pyramid-file.ts'
import { createSharing } from './sharing.ts'

export interface PageImage {
  /** Where tiles and thumbnails are kept: `derivatives/` of the page's catalogue. */
  cacheFolder: string
  /** The keys under which they are kept; null: plain. Of an open catalogue, by the salt of its database. */
  sealedBy?: string | null
  /** The scan's file, its SHA-256 in lower-case hexadecimal, and which image of it. */
  path: string
  sha256: string
  frame: number
  /** Pixels of the upright image, as `probe` gave them. */
  width: number
  height: number
  /** A page of a PDF, which has the size that it was given when it was taken in. */
  drawn?: boolean
  /** What refusals call the scan; by default the base name of its path. */
  name?: string
  /** Bytes and own date (RFC 3339) of the file when it was hashed; where they differ, it is hashed again. */
  recorded?: { byteSize: number; fileModifiedAt: string | null }
}

/** Both calls are refused with what `Decoding` says of the scan, scanMissing when it is not the one hashed, diskFull,
 *  folderNotWritable, or cancelled. All pictures are JPEGs. */
export interface Tiles {
  /** Tile (x, y) of a level as `levels.ts` counts them; at the right and lower edge it may be wider or higher than its
   *  part of the picture, and is white there. Null where the page has no such tile. */
  tile(page: PageImage, level: number, x: number, y: number, signal?: AbortSignal): Promise<Uint8Array | null>
  /** The page within a square of `box` pixels (16 to 2048). `background`: nobody waits for it on a screen. */
  thumbnail(page: PageImage, box: number, asking?: Pick<Asking, 'signal' | 'background'>): Promise<Uint8Array>
  /** The page as it is shown: turned, straightened, cropped, with its tones; within a square of `box` pixels (16 to 2048). */
  shown(
    page: PageImage,
    look: Viewed,
    box: number,
    asking?: Pick<Asking, 'signal' | 'background'>,
  ): Promise<Uint8Array>
  /** Has a page that was set aside tried anew the next time somebody looks. */
  tryAgain(page: Pick<PageImage, 'cacheFolder' | 'sealedBy' | 'path' | 'sha256' | 'frame'>): Promise<void>
  /** How much is kept in a cache folder. */
  usage(cacheFolder: string): Promise<Usage>
  /** Brings a cache folder within its bound, after that was changed. */
  bound(cacheFolder: string): Promise<void>
  /** Deletes all that is kept, also while pages are looked at: it is made again. Returns what there was. */
  clear(cacheFolder: string): Promise<Usage>
  /** Stops what is being made and closes all files; tiles may be asked for again afterwards. */
  close(): Promise<void>
}

export interface TilesOptions {
  decoding: Decoding
  /** Bytes of one cache folder, by default 4 GiB; asked whenever something is added. */
  maxBytes?: () => number
}

const DERIVATIVES = 'derivatives/'
const SET_ASIDE = 'set-aside'
type Pyramid = 'pyramid.tif' | 'overview.tif'

/** The overview reaches up to here: 2048 pixels, about a screen. */
const OVERVIEW_LEVEL = 3
const MAX_BYTES = 4 * 2 ** 30
const MOST_OPEN = 16
/** Pages whose pyramids are made unasked; the longest unseen is given up for the next. */
const MOST_PREPARED = 4
/** For this long a scan that could not be shown is not tried again: a page asks for many tiles at once. */
const REFUSED_FOR = 5_000

interface Place {
  level: number
  x: number
  y: number
}

export function createTiles({ decoding, maxBytes = () => MAX_BYTES }: TilesOptions): Tiles {
  const caches = new Map<string, Cache>()
  const open = new Map<string, Promise<PyramidFile>>()
  const making = createSharing<unknown>()
  const thumbnails = createSharing<Uint8Array>()
  const prepared = new Map<string, AbortController>()
  const refused = new Map<string, { error: unknown; until: number }>()
  const checked = new Set<string>()
  const withoutParts = new Set<string>()

  function cacheIn(cacheFolder: string): Cache {
    const known = caches.get(cacheFolder)
    if (known) return known
    const cache = createCache({
      folder: cacheFolder,
      maxBytes,
      owns: (name) => OWN.test(name),
      onRemove: (name) => shut(cache.path(name)),
    })
    caches.set(cacheFolder, cache)
    return cache
  }

  async function shut(path: string): Promise<void> {
    const file = open.get(path)
    open.delete(path)
    await file?.then(
      (pyramid) => pyramid.close(),
      () => undefined,
    )
  }

  function opened(path: string): Promise<PyramidFile> {
    const file = open.get(path) ?? openPyramid(path)
    // The map's order is that of the last use.
    open.delete(path)
    open.set(path, file)
    const [oldest] = open.keys()
    if (open.size > MOST_OPEN && oldest !== undefined) void shut(oldest)
    return file
  }

  /** A tile from a file of the cache; null when the file is not there, or not whole. */
  async function kept(page: PageImage, name: string, at: Place, again = false): Promise<Buffer | null> {
    const cache = cacheIn(page.cacheFolder)
    const path = cache.path(name)
    const file = opened(path)
    try {
      const tile = await (await file).tile(at.level, at.x, at.y)
      cache.used(name)
      return tile
    } catch (error) {
      if (open.get(path) === file) await shut(path)
      // Opening another file may have closed this one on the way.
      if (systemCode(error) === 'EBADF' && !again) return kept(page, name, at, true)
      // A loss of power may leave a name without its bytes.
      if (!(isRefusal(error) && error.code === 'fileNotFound')) await cache.remove(name)
      return null
    }
  }

  /** Makes the pyramid of a page up to a level, or whole, once for all who wait for it. */
  function make(
    page: PageImage,
    kind: Pyramid,
    level: number | undefined,
    signal?: AbortSignal,
  ): Promise<unknown> {
    const cache = cacheIn(page.cacheFolder)
    const name = nameOf(page, kind)
    return making.join(cache.path(name), signal, (stop) =>
      guarded(page, name, async () => {
        // Whoever looked for it a moment before it was whole comes here.
        if (await exists(cache.path(name))) return
        const before = await checkedFile(page, checked)
        await cache.add(name, async (target) => {
          const { width, height, drawn = false } = page
          const size = await decoding.pyramid(page.path, page.frame, target, {
            ...called(page),
            signal: stop,
            sealing: sealingFor(page, kind),
            ...(level !== undefined && { level }),
            ...(drawn && { size: { width, height } }),
          })
          const same =
            size.width === page.width && size.height === page.height && before === (await fileState(page))
          if (same) return
          await rm(target, { force: true })
          throw missing(page)
        })
      }),
    )
  }

  async function guarded<T>(page: PageImage, name: string, work: () => Promise<T>): Promise<T> {
    const key = cacheIn(page.cacheFolder).path(name)
    const earlier = refused.get(key)
    if (earlier && performance.now() < earlier.until) throw earlier.error
    refused.delete(key)
    try {
      return await noting(page, work)
    } catch (cause) {
      const error = isRefusal(cause) && cause.code === 'fileNotFound' ? missing(page) : cause
      if (isRefusal(error) && error.code !== 'cancelled') {
        refused.set(key, { error, until: performance.now() + REFUSED_FOR })
        const [oldest] = refused.keys()
        if (refused.size > 1000 && oldest !== undefined) refused.delete(oldest)
      }
      throw error
    }
  }

  /** Keeps in the cache folder that a page was set aside, so that it stays so. @throws scanSetAside */
  async function noting<T>(page: PageImage, work: () => Promise<T>): Promise<T> {
    const cache = cacheIn(page.cacheFolder)
    const mark = markOf(page)
    if (await exists(cache.path(mark)))
      throw refusal('scanSetAside', { file: page.name ?? basename(page.path) })
    return work().catch(async (error: unknown) => {
      if (isRefusal(error) && error.code === 'scanSetAside') {
        const nothing = sealedFor(page, SET_ASIDE, new Uint8Array())
        await cache.add(mark, (target) => writeFile(target, nothing)).catch(unlessNoRoom)
      }
      throw error
    })
  }

  /** Has the whole pyramid made, though nobody waits for it. */
  function prepare(page: PageImage): void {
    const name = nameOf(page, 'pyramid.tif')
    const key = cacheIn(page.cacheFolder).path(name)
    if (prepared.has(key)) return
    const controller = new AbortController()
    prepared.set(key, controller)
    const [oldest] = prepared.entries()
    if (prepared.size > MOST_PREPARED && oldest) {
      prepared.delete(oldest[0])
      oldest[1].abort()
    }
    make(page, 'pyramid.tif', undefined, controller.signal)
      // Whoever needs it asks again, and is told then.
      .catch(() => undefined)
      .finally(() => prepared.get(key) === controller && prepared.delete(key))
  }

  async function lowTile(page: PageImage, at: Place, signal?: AbortSignal): Promise<Uint8Array | null> {
    const overview = nameOf(page, 'overview.tif')
    const found = await kept(page, overview, at)
    if (!found) await make(page, 'overview.tif', OVERVIEW_LEVEL, signal)
    prepare(page)
    return found ?? kept(page, overview, at)
  }

  /** A tile cut from the scan itself, where that consists of tiles; null for others. */
  async function partOf(page: PageImage, at: Place, signal?: AbortSignal): Promise<Uint8Array | null> {
    const scan = `${page.sha256}-${page.frame}`
    if (withoutParts.has(scan)) return null
    await checkedFile(page, checked)
    const asking = { ...called(page), ...(signal ? { signal } : {}) }
    const part = await noting(page, () => decoding.tile(page.path, page.frame, at.level, at.x, at.y, asking))
    if (!part && at.level === deepZoom(page.width, page.height).maxLevel) withoutParts.add(scan)
    return part
  }

  async function highTile(page: PageImage, at: Place, signal?: AbortSignal): Promise<Uint8Array | null> {
    const part = await partOf(page, at, signal)
    prepare(page)
    if (part) return part
    const pyramid = nameOf(page, 'pyramid.tif')
    await make(page, 'pyramid.tif', undefined, signal)
    return kept(page, pyramid, at)
  }

  /** A picture of a page that is kept as a file of its own. */
  function small(
    page: PageImage,
    kind: string,
    { signal, background = false }: Pick<Asking, 'signal' | 'background'> = {},
    draw: (asking: Asking) => Promise<Uint8Array>,
  ): Promise<Uint8Array> {
    const name = nameOf(page, kind)
    const cache = cacheIn(page.cacheFolder)
    return thumbnails.join(cache.path(name), signal, async (stop) => {
      const found = await wholeContent(cache.path(name)).catch(() => null)
      if (found && isWholeJpeg(found)) {
        cache.used(name)
        return found
      }
      return guarded(page, name, async () => {
        const before = await checkedFile(page, checked)
        const jpeg = await draw({ ...called(page), signal: stop, background })
        if (before !== (await fileState(page))) throw missing(page)
        const written = sealedFor(page, kind, jpeg)
        await cache.add(name, (target) => writeBeside(target, written)).catch(unlessNoRoom)
        return jpeg
      })
    })
  }

  return {
    async tile(page, level, x, y, signal) {
      const zoom = deepZoom(page.width, page.height)
      if (!hasTile(zoom, level, x, y)) return null
      const at = { level, x, y }
      const pyramid = nameOf(page, 'pyramid.tif')
      const found = await kept(page, pyramid, at)
      if (found) return found
      if (zoom.maxLevel > OVERVIEW_LEVEL)
        return (level > OVERVIEW_LEVEL ? highTile : lowTile)(page, at, signal)
      await make(page, 'pyramid.tif', undefined, signal)
      return kept(page, pyramid, at)
    },

    thumbnail(page, box, asking) {
      const size = sizeOf(box)
      return small(page, `${size}.jpg`, asking, (given) =>
        decoding.thumbnail(page.path, page.frame, size, given),
      )
    },

    shown(page, look, box, asking) {
      const size = sizeOf(box)
      const digest = createHash('sha256').update(JSON.stringify(look)).digest('hex').slice(0, 16)
      return small(page, `shown-${digest}-${size}.jpg`, asking, (given) =>
        decoding.shown(page.path, page.frame, look, size, given),
      )
    },

    async tryAgain(page) {
      decoding.again(page.path)
      refused.clear()
      await cacheIn(page.cacheFolder).remove(markOf(page))
    },
    usage: (cacheFolder) => cacheIn(cacheFolder).usage(),
    bound: (cacheFolder) => cacheIn(cacheFolder).bound(),
    clear: (cacheFolder) => cacheIn(cacheFolder).clear(),

    async close() {
      for (const controller of prepared.values()) controller.abort()
      prepared.clear()
      await Promise.all([...open.keys()].map(shut))
      caches.clear()
      refused.clear()
      withoutParts.clear()
    },
  }
}

const sizeOf = (box: number): number => Math.min(2048, Math.max(16, Math.round(box)))

/** As `startOf` begins them; findings of checks lie in the same folder. */
const OWN = /^[0-9a-f]{2}\/[0-9a-f]{64}-/

/** A folder for each first byte of the hash keeps folders small. What is no hash may lead anywhere. */
function startOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256')
  return `${sha256.slice(0, 2)}/${sha256}`
}

type Made = Pick<PageImage, 'sha256' | 'frame' | 'sealedBy'> & Partial<Pick<PageImage, 'width' | 'drawn'>>

/** What a picture is called where it is plain, and what it is labelled with where it is not. */
function labelOf({ sha256, frame, width, drawn = false }: Made, kind: string): string {
  const size = drawn && kind !== SET_ASIDE ? `-${String(width)}` : ''
  return `${DERIVATIVES}${startOf(sha256)}-${frame}${size}-${kind}`
}

function keysOf({ sealedBy = null }: Pick<PageImage, 'sealedBy'>): SealingKeys | null {
  const keys = sealedBy === null ? null : sealingKeys(sealedBy)
  if (sealedBy !== null && keys === null) throw refusal('noCatalogueOpen', {})
  return keys
}

function nameOf(page: Made, kind: string): string {
  const keys = keysOf(page)
  const label = labelOf(page, kind)
  return (keys === null ? label : sealedPath(keys, label)).slice(DERIVATIVES.length)
}

function sealingFor(page: Made, kind: string): Sealing | null {
  const keys = keysOf(page)
  return keys && sealingOf(keys, labelOf(page, kind))
}

function sealedFor(page: Made, kind: string, content: Uint8Array): Uint8Array {
  const sealing = sealingFor(page, kind)
  return sealing === null ? content : sealedBytes(sealing, content)
}

/** An empty file says that a page was set aside. */
const markOf = (page: Made) => nameOf(page, SET_ASIDE)
const MARK = /([0-9a-f]{64})-(\d+)-set-aside$/
export const isSetAsideMark = (label: string): boolean => MARK.test(label)

/** What a file in the cache would be called if it were plain; null of one that does not open. */
export const labelOfPicture = (path: string): Promise<string | null> =>
  isSealed(path) ? labelOfSealed(path).catch(() => null) : Promise.resolve(path.replaceAll('\\', '/'))

/** Pages whose pictures are not tried any more because they have stopped the decoder. */
export async function picturesSetAside(cacheFolder: string): Promise<{ sha256: string; frame: number }[]> {
  const names = await readdir(cacheFolder, { recursive: true }).catch(() => [])
  const found: { sha256: string; frame: number }[] = []
  for (const name of names) {
    const [, sha256, frame] = MARK.exec((await labelOfPicture(join(cacheFolder, name))) ?? '') ?? []
    if (sha256 !== undefined) found.push({ sha256, frame: Number(frame) })
  }
  return found
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
const called = ({ name }: PageImage): { name?: string } => (name === undefined ? {} : { name })
const missing = ({ name, path }: PageImage) => refusal('scanMissing', { file: name ?? basename(path) })

/** The file's state as one value, to be compared with itself later. @throws scanMissing when it is not there */
async function fileState(page: PageImage): Promise<string> {
  const { ino, size, mtimeMs } = await stat(page.path).catch(() => {
    throw missing(page)
  })
  return `${ino} ${size} ${mtimeMs}`
}

/** Makes sure that the file is the one that was hashed. @throws scanMissing */
async function checkedFile(page: PageImage, checked: Set<string>): Promise<string> {
  const state = await fileState(page)
  const { recorded } = page
  const known = `${page.sha256} ${page.path} ${state}`
  if (!recorded || checked.has(known)) return state
  const { size, mtime } = await stat(page.path)
  if (size !== recorded.byteSize) throw missing(page)
  if (mtime.toISOString() !== recorded.fileModifiedAt && (await sha256OfFile(page.path)) !== page.sha256) {
    throw missing(page)
  }
  checked.add(known)
  return state
}

const isWholeJpeg = (bytes: Buffer) => bytes.length > 4 && bytes.readUInt16BE(bytes.length - 2) === 0xffd9

/** What can be made again is not worth waiting for the disk. */
async function writeBeside(target: string, bytes: Uint8Array): Promise<void> {
  const partial = partialBeside(target)
  try {
    await writeFile(partial, bytes)
    await rename(partial, target)
  } finally {
    await rm(partial, { force: true })
  }
}

/** A thumbnail that cannot be kept can still be shown. */
function unlessNoRoom(error: unknown): void {
  const noRoom = isRefusal(error) && (error.code === 'diskFull' || error.code === 'folderNotWritable')
  if (!noRoom && !['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'ENOENT'].includes(systemCode(error))) throw error
}
