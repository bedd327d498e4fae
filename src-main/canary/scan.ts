/**
 * Looks through a source and whatever can be unpacked of it, window by window: memory stays the same for files of gigabytes. What
 * is unpacked is bounded in size and depth, and what lies beyond is named.
 */
import type { Canary } from '../shared/domain/canary/index.ts'
import { refusal } from '../shared/contract/errors.ts'
import { deflatedIn } from './carve.ts'
import { createFtsIndex } from './fts.ts'
import type { FtsIndex } from './fts.ts'
import { inflateAt, inflateInParts } from './inflate.ts'
import { FORMS, layersOf } from './layers.ts'
import type { Matcher } from './matcher.ts'
import { joined, pixelsOf } from './pictures.ts'
import { scanPdf } from './pdf/scan.ts'
import type { Findings, Where } from './report.ts'
import { sourceOfBytes, without } from './source.ts'
import type { Source, Stretch } from './source.ts'

export interface Limits {
  /** Bytes that one unpacked piece may have to be held; more of it goes by in windows. */
  readonly piece: number
  /** Bytes that may be unpacked from one file. */
  readonly unpacked: number
  readonly depth: number
}
export const LIMITS: Limits = { piece: 64 << 20, unpacked: 8 * 2 ** 30, depth: 12 }

export interface Search {
  readonly matcher: Matcher
  readonly canaries: readonly Canary[]
  readonly findings: Findings
  readonly signal: AbortSignal
  readonly limits: Limits
  /** Pixels are looked at as well. */
  readonly pixels: boolean
  /** Bytes of the file that are done. */
  passed(to: number): void
  skipped(bytes: number): void
}

/** What has been unpacked of one file. */
export interface Spent {
  bytes: number
}

const WINDOW = 1 << 20
/** Read again with the next window: longer than any canary in any form, and than a page of SQLite. */
const OVERLAP = 1 << 16
const FORMS_IN_FORMS = 3
/** Of what says that something deflated begins. */
const LONGEST_SIGN = 4

const DATABASES = [
  Buffer.from('SQLite format 3\0'),
  Buffer.from([0x37, 0x7f, 0x06, 0x82]),
  Buffer.from([0x37, 0x7f, 0x06, 0x83]),
  Buffer.from([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]),
]

export async function scanSource(
  search: Search,
  source: Source,
  where: Where,
  spent: Spent,
  depth = 0,
): Promise<void> {
  const { findings, limits } = search
  if (depth > limits.depth) return findings.unread(where, 'tooDeep')
  const head = Buffer.from(await source.read(0, 1024))
  const pictures = await pixelsOf(source)
  const unpackedAlready: Stretch[] = []
  const goInto: Inner = (inner, bytes) =>
    into(search, bytes, { ...where, inner: [...where.inner, inner] }, spent, depth)
  if (head.includes('%PDF-')) {
    const pdf = await scanPdf(source, limits.piece, goInto)
    for (const why of pdf.unread) findings.unread(where, why)
    pictures.push(...pdf.pictures)
    unpackedAlready.push(...pdf.streams)
  }
  const fts = DATABASES.some((sign) => head.subarray(0, sign.length).equals(sign))
    ? createFtsIndex(search.canaries)
    : null
  const skipped = search.pixels ? [] : joined(pictures)
  unpackedAlready.push(...pictures)
  await scanWindows(search, windowsOf(source, skipped), {
    source,
    where,
    spent,
    depth,
    skipped,
    unpackedAlready,
    fts,
  })
  if (depth === 0) search.skipped(skipped.reduce((sum, [from, to]) => sum + to - from, 0))
  for (const canary of fts?.found() ?? []) findings.hit(where, canary, 'fts5', 0)
  if (fts?.isPartial) findings.unread(where, 'tooLarge')
}

export type Inner = (inner: string, bytes: Buffer) => Promise<void>

/** Goes on with what was unpacked. */
async function into(search: Search, bytes: Buffer, where: Where, spent: Spent, depth: number): Promise<void> {
  if (bytes.length === 0) return
  spent.bytes += bytes.length
  if (spent.bytes > search.limits.unpacked) return search.findings.unread({ ...where, inner: [] }, 'tooLarge')
  await scanSource(search, sourceOfBytes(bytes), where, spent, depth + 1)
}

interface Window {
  bytes: Buffer
  /** Offset of the first of them. */
  base: number
  /** What of them was in no window before. */
  fresh: number
}

async function* windowsOf(source: Source, skipped: readonly Stretch[]): AsyncGenerator<Window> {
  for (let at = 0; at < source.size; at += WINDOW) {
    const base = Math.max(0, at - OVERLAP)
    if (skipped.some(([from, to]) => from <= base && at + WINDOW <= to)) continue
    const bytes = await source.read(base, at + WINDOW - base)
    yield { bytes, base, fresh: at - base }
    if (base + bytes.length < at) return
  }
}

/** Windows of pieces that come one after the other. */
async function* windowsOfPieces(pieces: AsyncIterable<Buffer>): AsyncGenerator<Window> {
  let [base, fresh] = [0, 0]
  let held: Buffer[] = []
  let size = 0
  const window = (): Window => ({ bytes: Buffer.concat(held), base, fresh })
  for await (const piece of pieces) {
    held.push(piece)
    size += piece.length
    if (size < WINDOW) continue
    const whole = window()
    yield whole
    const rest = whole.bytes.subarray(-OVERLAP)
    base += whole.bytes.length - rest.length
    ;[held, size, fresh] = [[rest], rest.length, rest.length]
  }
  if (size > fresh) yield window()
}

interface Around {
  /** To read ahead in; null where there is nothing but windows. */
  source: Source | null
  where: Where
  spent: Spent
  depth: number
  skipped: readonly Stretch[]
  unpackedAlready: readonly Stretch[]
  fts: FtsIndex | null
}

async function scanWindows(search: Search, windows: AsyncIterable<Window>, around: Around): Promise<void> {
  const { matcher, findings, signal } = search
  const { where, depth, skipped, unpackedAlready, fts } = around
  let done = 0
  for await (const { bytes, base, fresh } of windows) {
    if (signal.aborted) throw refusal('cancelled', {})
    const end = base + bytes.length
    for (const [from, to] of without(base, end, skipped)) {
      const stretch = bytes.subarray(from - base, to - base)
      matcher.search(stretch, ({ canary, encoding, at }) => findings.hit(where, canary, encoding, from + at))
    }
    fts?.read(bytes)
    // Of what was in the window before, only what had no more bytes behind it is taken up again.
    const first = base + fresh - (around.source ? LONGEST_SIGN : OVERLAP)
    for (const [from, to] of without(base, end, [...skipped, ...unpackedAlready])) {
      const stretch = Buffer.from(bytes.subarray(from - base, to - base))
      await scanForms(search, stretch, from, where, [], around)
      done = await scanDeflated(search, stretch, from, Math.max(done, first), around)
    }
    if (depth === 0) search.passed(base + bytes.length)
  }
}

/** Reads a stretch in every form in which text can be written, and that again. */
async function scanForms(
  search: Search,
  bytes: Buffer,
  base: number,
  where: Where,
  read: readonly string[],
  around: Around,
) {
  const seen = new Set<string>()
  for (const layer of layersOf(bytes, read)) {
    const inside = { ...where, inner: [...where.inner, layer.name] }
    if (!(FORMS as readonly string[]).includes(layer.name)) {
      await into(
        search,
        layer.bytes,
        { ...where, inner: [...where.inner, `${layer.name} ${base + layer.at}`] },
        around.spent,
        around.depth,
      )
      continue
    }
    const key = layer.bytes.length < 1 << 16 ? layer.bytes.toString('latin1') : `${layer.name} ${layer.at}`
    if (seen.has(key)) continue
    seen.add(key)
    search.matcher.search(layer.bytes, ({ canary, encoding, at }) =>
      search.findings.hit(inside, canary, encoding, base + layer.at + at),
    )
    if (read.length + 1 < FORMS_IN_FORMS)
      await scanForms(search, layer.bytes, base + layer.at, inside, [...read, layer.name], around)
  }
}

/** Unpacks what is deflated in a stretch; gives the offset up to which it was read for that. */
async function scanDeflated(
  search: Search,
  bytes: Buffer,
  base: number,
  done: number,
  around: Around,
): Promise<number> {
  const { findings, limits } = search
  const { where, spent, depth } = around
  const source = around.source ?? offset(bytes, base)
  let read = done
  for (const { kind, at, from, name, closed } of await deflatedIn(bytes, base, source)) {
    if (at < read) continue
    const shown = name.length === 0 ? `${kind} ${at}` : entryName(search, name, where, at)
    const inner = { ...where, inner: [...where.inner, shown] }
    if (closed !== null) {
      findings.unread(inner, closed)
      continue
    }
    const inflated = await inflateAt(source, from, limits.piece)
    if (inflated === null) {
      // What only begins like deflated data is none; an entry that does is damaged.
      if (kind !== 'zlib') await scanParts(search, source, from, inner, around, true)
      continue
    }
    if (inflated === 'tooLarge') {
      if (kind === 'zlib' && spent.bytes > limits.unpacked) continue
      await scanParts(search, source, from, inner, around, false)
      continue
    }
    if (!inflated.isWhole && kind !== 'zlib') findings.unread(inner, 'damaged')
    if (inflated.bytes.length < LEAST) continue
    read = Math.max(read, from + inflated.consumed)
    await into(search, inflated.bytes, inner, spent, depth)
  }
  return read
}

/** Shorter, nothing can be in it. */
const LEAST = 6

const offset = (bytes: Buffer, base: number): Source => ({
  size: base + bytes.length,
  read: (at, length) =>
    Promise.resolve(at < base ? bytes.subarray(0, 0) : bytes.subarray(at - base, at - base + length)),
})

/** What is too large to be held, or breaks off: looked at as it comes. */
async function scanParts(
  search: Search,
  source: Source,
  from: number,
  where: Where,
  around: Around,
  isDamaged: boolean,
) {
  const { findings, limits } = search
  const { spent } = around
  if (around.depth >= limits.depth) return findings.unread(where, 'tooDeep')
  async function* counted() {
    for await (const piece of inflateInParts(source, from)) {
      spent.bytes += piece.length
      if (spent.bytes > limits.unpacked) return findings.unread(where, 'tooLarge')
      yield piece
    }
  }
  if (isDamaged) findings.unread(where, 'damaged')
  await scanWindows(search, windowsOfPieces(counted()), {
    source: null,
    where,
    spent,
    depth: around.depth + 1,
    skipped: [],
    unpackedAlready: [],
    fts: null,
  })
}

/** The name of an entry; its place, where the name itself tells what is withheld. */
function entryName(search: Search, name: Buffer, where: Where, at: number): string {
  const told = search.matcher.hits(name)
  for (const { canary } of told)
    search.findings.hit({ ...where, inner: [...where.inner, `zip ${at}`] }, canary, 'name', at)
  return told.length > 0 ? `zip ${at}` : name.toString('utf8')
}
