/**
 * The core's side of decoding: foreign bytes are opened in processes that may die. Each handles one request at a time,
 * within a limit of time and memory; the death of one fails that request and nothing else, and a picture that has ended
 * two is set aside: not tried again until it is asked for, or its file is another.
 */
import { constants, readFileSync } from 'node:fs'
import { access, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { partialBeside, writingRefusal } from '../platform/files.ts'
import { isSealed } from '../platform/sealed-file/keys.ts'
import { sweepScratch } from '../platform/scratch.ts'
import { keyOfSealed } from '../platform/sealed-file/read.ts'
import type { Sealing } from '../platform/sealed-file/write.ts'
import { ERRORS, refusal, type ErrorCode } from '../shared/contract/errors.ts'
import type { Coding } from '../shared/domain/box/coding.ts'
import type { Viewed } from '../shared/domain/page-view.ts'
import type { BurnPlan, Burnt, SnapPlan } from './burn/plan.ts'
import type { SnappedMark } from '../shared/domain/box/snap.ts'
import type { Registered } from './register.ts'
import {
  Answer,
  PDF_PIXELS_PER_INCH,
  RESULTS,
  type Call,
  type PageToRegister,
  type Probe,
  type Request,
  type Result,
} from './protocol.ts'
import type { OcrCandidate, OcrModel, OcrWork, Recognised } from './protocol.ts'

export type { OcrCandidate, OcrModel, OcrWork, Probe, Recognised } from './protocol.ts'

/** A decoding process as a shell starts it: `fork` under Node, `utilityProcess` in Electron. */
export interface DecoderProcess {
  readonly pid: number | undefined
  postMessage(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, whatever ended the process or kept it from starting. */
  onExit(listener: () => void): void
  /** Ends the process at once, whatever it is doing. */
  kill(): void
}

export interface DecodingOptions {
  spawn: () => DecoderProcess
  /** How many processes may run. */
  processes?: number
  /** How many stay when there is nothing to do, by default one. */
  kept?: number
  /**
   * Bytes of memory of one process, by default 1 GiB. On Linux the core looks ten times a second and ends a process
   * that holds more. Elsewhere the process looks itself, whenever it is not busy in one piece of native code; there
   * the sizes that `sniff` refuses are what bounds it.
   */
  memoryLimit?: number
  /** Milliseconds after which a process is ended. */
  timeLimits?: Partial<Record<Verb, number>>
  /** Something failed that is not an expected failure; `name` is that of the error, without its words. */
  onDefect?: (name: string) => void
}

export interface OcrReading {
  work: OcrWork
  models: readonly OcrModel[]
  /** Of the page, along its width; null where nothing says it. */
  pixelsPerInch: number | null
}

export interface Asking {
  /** What refusals call the file; by default the base name of its path. */
  name?: string
  signal?: AbortSignal
  /** For work nobody waits for on a screen: done in the order asked, after all that somebody waits for. */
  background?: boolean
}

type Verb = Request['verb']

/**
 * All calls are refused with what `sniff` says of the file (fileNotFound, fileUnreadable, fileNotRegular, fileTampered, scanEmpty,
 * scanTruncated, scanDamaged, scanUnsupported, scanTooLarge), pdfEncrypted, decoderFailed, scanSetAside, or cancelled. Widths and
 * heights are pixels of the upright image; frames count from 0.
 */
export interface Decoding {
  /** Format and pages, without decoding them. A page of a PDF that is no single image is drawn, at `pixelsPerInch`. */
  probe(path: string, asking?: Asking & { pixelsPerInch?: number }): Promise<Probe>
  /** A JPEG that fits into a square of `box` pixels; a smaller page keeps its size. */
  thumbnail(path: string, frame: number, box: number, asking?: Asking): Promise<Uint8Array>
  /** The page as it is shown (domain/page-view.ts), as a JPEG that fits into a square of `box` pixels. */
  shown(path: string, frame: number, look: Viewed, box: number, asking?: Asking): Promise<Uint8Array>
  /** One tile as a JPEG (see `levels.ts`); null where the file does not lend itself to reading a part of it. */
  tile(
    path: string,
    frame: number,
    level: number,
    x: number,
    y: number,
    asking?: Asking,
  ): Promise<Uint8Array | null>
  /** Lays a new image of a page over the old one (see `register.ts`); null where they do not fit. */
  register(
    fresh: Omit<PageToRegister, 'name'>,
    old: Omit<PageToRegister, 'name'>,
    asking?: Asking,
  ): Promise<Registered | null>
  /**
   * Writes the levels of a page, from 0 up to `level` or all, into one tiled pyramid TIFF that appears at `target`
   * when it is whole (see `pyramid-file.ts`). A page of a PDF is drawn at `size`. Answers the full size of the page.
   * Under a key where `sealing` says so. May also refuse with diskFull or folderNotWritable.
   */
  pyramid(
    path: string,
    frame: number,
    target: string,
    asking?: Asking & { level?: number; size?: { width: number; height: number }; sealing?: Sealing | null },
  ): Promise<{ width: number; height: number }>
  /** How far a pixel of the page reaches in its file. */
  coding(path: string, frame: number, asking?: Asking): Promise<Coding>
  /** Marks taken outward to whole ink (see `domain/box/snap.ts`); null for one around which too much would have to be read. */
  snap(path: string, frame: number, plan: SnapPlan, asking?: Asking): Promise<(SnappedMark | null)[]>
  /**
   * Writes a new image of a page with its boxes burnt in, which appears at `target` when it is whole. May also refuse
   * with diskFull or folderNotWritable, and with scanDamaged where the master has another size than was said.
   */
  burn(path: string, frame: number, plan: BurnPlan, target: string, asking?: Asking): Promise<Burnt>
  /** Forgets what a file has done to processes: its pictures are tried anew. */
  again(path: string): void
  /** The words of a page or a part of it, with their places. Stopped with its process when it is cancelled. */
  read(path: string, frame: number, reading: OcrReading, asking?: Asking): Promise<Recognised>
  /** How each of the models gets on with a piece of the page, the best first. */
  tryReaders(path: string, frame: number, reading: OcrReading, asking?: Asking): Promise<OcrCandidate[]>
  /** The page as it is when it is read, as a JPEG that fits into a square of `box` pixels; with its own size. */
  prepared(
    path: string,
    frame: number,
    work: OcrWork,
    box: number,
    asking?: Asking,
  ): Promise<Result<'prepared'>>
  /** Starts a process before it is needed. */
  warm(): void
  /** Ends all processes; what waits is refused as cancelled. */
  close(): Promise<void>
}

const TIME_LIMITS: Record<Verb, number> = {
  probe: 60_000,
  thumbnail: 120_000,
  shown: 120_000,
  tile: 30_000,
  register: 240_000,
  pyramid: 600_000,
  coding: 60_000,
  snap: 60_000,
  burn: 600_000,
  read: 300_000,
  tryReaders: 120_000,
  prepared: 60_000,
}
/** Work that is ended with its process when nobody wants it any more. */
const LONG: ReadonlySet<Verb> = new Set(['pyramid', 'burn', 'read'])
const MEMORY_LIMIT = 2 ** 30
const WATCH_INTERVAL = 100
const IDLE_TIME = 30_000
const STRIKES = 2
/** By how much more than a plain one an encrypted file may take. */
const MOST_SECRET = 2 ** 30

interface Job {
  request: Request
  background: boolean
  /** Rises with every request. */
  turn: number
  /** The picture in the file as it is now: another file of that name, or the same one mended, starts anew. */
  picture: string
  keys: Call['keys']
  /** Bytes of its files that are encrypted, which may have to be held in memory. */
  secret: number
  settle(outcome: { result: unknown } | { error: Error }): void
  settled: boolean
}

interface Child {
  process: DecoderProcess
  job: Job | null
  id: number
  timers: NodeJS.Timeout[]
}

export function createDecoding(options: DecodingOptions): Decoding {
  const { processes = 2, kept = 1, memoryLimit = MEMORY_LIMIT, onDefect = () => undefined } = options
  const timeLimits = { ...TIME_LIMITS, ...options.timeLimits }
  const children = new Set<Child>()
  const waiting: Job[] = []
  /** Processes that each picture has ended, by the path of its file. */
  const strikes = new Map<string, Map<string, number>>()
  let lastId = 0
  let lastTurn = 0
  let closed = false

  function start(): Child {
    const child: Child = { process: options.spawn(), job: null, id: 0, timers: [] }
    children.add(child)
    child.process.onMessage((message) => answered(child, message))
    const { pid } = child.process
    child.process.onExit(() => {
      // Of a picture that it was at when it ended, nothing stays on the disk.
      if (pid !== undefined) sweepScratch(undefined, pid)
      died(child)
    })
    return child
  }

  /** Takes a process out of service; whatever it still says or does is not heard. */
  function discard(child: Child): void {
    children.delete(child)
    for (const timer of child.timers.splice(0)) clearTimeout(timer)
    child.process.kill()
  }

  function died(child: Child): void {
    if (!children.has(child)) return
    discard(child)
    const { job } = child
    if (job) {
      const { path } = job.request
      const ofFile = strikes.get(path) ?? new Map<string, number>()
      strikes.set(path, ofFile.set(job.picture, (ofFile.get(job.picture) ?? 0) + 1))
      job.settle({
        error: isSetAside(job.request, job.picture) ? setAside(job.request) : failed(job.request),
      })
    }
    next()
  }

  const isSetAside = ({ path }: Request, picture: string) => (strikes.get(path)?.get(picture) ?? 0) >= STRIKES

  function answered(child: Child, message: unknown): void {
    const { data: answer } = Answer.safeParse(message)
    const { job } = child
    if (!children.has(child) || !job || answer?.id !== child.id) return
    for (const timer of child.timers.splice(0)) clearTimeout(timer)
    child.job = null
    job.settle(outcomeOf(job.request, answer))
    // Memory that was needed once is not given back by the C library, nor ever by WebAssembly.
    if (memoryOf(child.process.pid) > memoryLimit / 2) discard(child)
    else if (children.size > kept) child.timers.push(setTimeout(() => discard(child), IDLE_TIME).unref())
    next()
  }

  function outcomeOf(request: Request, answer: Answer): { result: unknown } | { error: Error } {
    if (answer.refusal) {
      const { code, data } = answer.refusal
      const known = Object.hasOwn(ERRORS, code) ? ERRORS[code as ErrorCode].data.safeParse(data) : undefined
      if (known?.success) return { error: refusal(code as ErrorCode, known.data) }
    } else if (answer.failure === undefined) {
      const result = RESULTS[request.verb].safeParse(answer.result)
      if (result.success) return { result: result.data }
    }
    onDefect(answer.failure ?? 'answer')
    return { error: failed(request) }
  }

  /** Gives waiting jobs to free processes. */
  function next(): void {
    for (;;) {
      const free = [...children].find(({ job }) => job === null)
      if (closed || (!free && children.size >= processes)) return
      const job = choose()
      if (!job) return
      begin(free ?? start(), job)
    }
  }

  /**
   * What was asked for last is what a person looks at, and what is quickly done comes before what takes long; work in
   * the background comes in order. Whole pyramids never take every process.
   */
  function choose(): Job | undefined {
    const long = ({ request }: Job) => request.verb === 'pyramid' && request.level === null
    const busy = [...children].filter(({ job }) => job && long(job)).length
    const may = (job: Job) => !long(job) || busy < Math.max(1, processes - 1)
    const ready = waiting.filter(may).sort((one, other) => one.turn - other.turn)
    const found =
      ready.findLast((job) => !job.background && !long(job)) ??
      ready.findLast(({ background }) => !background) ??
      ready[0]
    if (found) waiting.splice(waiting.indexOf(found), 1)
    return found
  }

  function begin(child: Child, job: Job): void {
    for (const timer of child.timers.splice(0)) clearTimeout(timer)
    child.job = job
    child.id = ++lastId
    const most = memoryLimit + job.secret
    child.timers.push(
      setTimeout(() => died(child), timeLimits[job.request.verb]),
      setInterval(() => {
        if (memoryOf(child.process.pid) > most) died(child)
      }, WATCH_INTERVAL),
    )
    const call: Call = { id: child.id, memoryLimit: most, keys: job.keys, ...job.request }
    child.process.postMessage(call)
  }

  async function ask<V extends Verb>(request: Request & { verb: V }, asking: Asking): Promise<Result<V>> {
    const { signal, background = false } = asking
    const turn = ++lastTurn
    const [picture, { keys, secret }] = await Promise.all([identity(request), secretsOf(request)])
    if (closed || signal?.aborted) throw refusal('cancelled', {})
    if (isSetAside(request, picture)) throw setAside(request)
    return new Promise((resolve, reject) => {
      const job: Job = {
        request,
        background,
        turn,
        picture,
        keys,
        secret,
        settled: false,
        settle(outcome) {
          if (job.settled) return
          job.settled = true
          signal?.removeEventListener('abort', cancel)
          if ('error' in outcome) reject(outcome.error)
          else resolve(outcome.result as Result<V>)
        },
      }
      const cancel = () => {
        const index = waiting.indexOf(job)
        if (index !== -1) waiting.splice(index, 1)
        job.settle({ error: refusal('cancelled', {}) })
        // Short work runs to its end unheard.
        const child = [...children].find((one) => one.job === job)
        if (child && LONG.has(request.verb)) {
          discard(child)
          // Something else is about to be looked at; starting takes longer than most of what it does.
          start()
          next()
        }
      }
      signal?.addEventListener('abort', cancel)
      waiting.push(job)
      next()
    })
  }

  const subject = (path: string, { name }: Asking) => ({ path, name: name ?? basename(path) })

  return {
    probe: (path, asking = {}) => {
      const { pixelsPerInch = PDF_PIXELS_PER_INCH } = asking
      return ask({ verb: 'probe', ...subject(path, asking), pixelsPerInch }, asking)
    },
    thumbnail: (path, frame, box, asking = {}) =>
      ask({ verb: 'thumbnail', ...subject(path, asking), frame, box }, asking),
    shown: (path, frame, look, box, asking = {}) =>
      ask({ verb: 'shown', ...subject(path, asking), frame, look, box }, asking),
    tile: (path, frame, level, x, y, asking = {}) =>
      ask({ verb: 'tile', ...subject(path, asking), frame, level, x, y }, asking),
    register: (fresh, old, asking = {}) =>
      ask(
        {
          verb: 'register',
          ...fresh,
          ...subject(fresh.path, asking),
          old: { ...old, ...subject(old.path, asking) },
        },
        asking,
      ),
    read: (path, frame, reading, asking = {}) =>
      ask({ verb: 'read', ...subject(path, asking), frame, ...reading }, asking),
    tryReaders: (path, frame, reading, asking = {}) =>
      ask({ verb: 'tryReaders', ...subject(path, asking), frame, ...reading }, asking),
    prepared: (path, frame, work, box, asking = {}) =>
      ask({ verb: 'prepared', ...subject(path, asking), frame, work, box }, asking),
    coding: (path, frame, asking = {}) => ask({ verb: 'coding', ...subject(path, asking), frame }, asking),
    snap: (path, frame, plan, asking = {}) =>
      ask({ verb: 'snap', ...subject(path, asking), frame, ...plan }, asking),
    burn: (path, frame, plan, target, asking = {}) =>
      beside(target, async (partial) => {
        const burnt = await ask(
          { verb: 'burn', ...subject(path, asking), frame, target: partial, plan },
          asking,
        )
        if (plan.fill !== 'noise') await flush(partial)
        return burnt
      }),
    pyramid(path, frame, target, asking = {}) {
      const { level = null, size = null, sealing = null } = asking
      return beside(target, (partial) =>
        ask(
          { verb: 'pyramid', ...subject(path, asking), frame, target: partial, level, size, sealing },
          asking,
        ),
      )
    },
    again: (path) => void strikes.delete(path),
    warm() {
      if (!closed && children.size === 0) start()
    },
    close() {
      closed = true
      const ending = [...children].map((child) => new Promise<void>((end) => child.process.onExit(end)))
      for (const child of [...children]) {
        discard(child)
        child.job?.settle({ error: refusal('cancelled', {}) })
      }
      for (const job of waiting.splice(0)) job.settle({ error: refusal('cancelled', {}) })
      return Promise.all(ending).then(() => undefined)
    },
  }
}

/** What `write` leaves beside the target gets its name when it is whole. */
async function beside<T>(target: string, write: (partial: string) => Promise<T>): Promise<T> {
  const partial = partialBeside(target)
  // The decoder could not tell this from a fault of the scan.
  await access(dirname(target), constants.W_OK).catch((error: unknown) => {
    throw writingRefusal(error, target)
  })
  try {
    const written = await write(partial)
    await rename(partial, target)
    return written
  } finally {
    await rm(partial, { force: true })
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const failed = ({ name }: Request) => refusal('decoderFailed', { file: name })
const setAside = ({ name }: Request) => refusal('scanSetAside', { file: name })

async function identity(request: Request): Promise<string> {
  const found = await stat(request.path).catch(() => null)
  const frame = 'frame' in request ? request.frame : null
  return JSON.stringify([frame, found?.ino, found?.size, found?.mtimeMs])
}

/** The keys that a process gets for a request: of each encrypted file its own. @throws fileTampered */
async function secretsOf(request: Request): Promise<{ keys: Call['keys']; secret: number }> {
  const files = 'old' in request ? [request, request.old] : [request]
  const keys: Call['keys'] = {}
  let secret = 0
  for (const { path, name } of files) {
    if (!isSealed(path)) continue
    keys[path] = await keyOfSealed(path, name)
    secret += (await stat(path)).size
  }
  return { keys, secret: Math.min(secret, MOST_SECRET) }
}

/** Bytes that a process has for itself, without the files mapped into it; 0 where the system does not say. */
function memoryOf(pid: number | undefined): number {
  if (process.platform !== 'linux' || pid === undefined) return 0
  try {
    const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes ?? 0) * 1024
  } catch {
    // It has just ended.
    return 0
  }
}
