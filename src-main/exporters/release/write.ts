/**
 * A release as a folder: beside its place until it is whole and has stood its own tests, then by one renaming. What
 * was finished before a stop is taken up again, item by item; half an item is made anew.
 */
import { createHash } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { sha256OfFile } from '../../platform/checksum.ts'
import type { Proof } from '../../shared/contract/release.ts'
import { writeAtomic, writingRefusal } from '../../platform/files.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { isOpen, ITEM_NAME } from './copy.ts'
import type { ReleaseCopy, ReleaseItem } from './copy.ts'
import { writeItem } from './item.ts'
import type { Burner } from './item.ts'
import { filesOf, MANIFEST, manifestOf, SIGNATURE, signatureOf } from './manifest.ts'
import type { ManifestItem } from './manifest.ts'
import { listed, proofOf } from './proof.ts'
import type { MadeFiles, Remaking } from './proof.ts'
import { parityOf } from './parity.ts'
import { registerCsv, registerHtml } from './register.ts'
import { verifyPage } from './verify-page.ts'
import { verifyRelease } from './verify.ts'
import type { Verified } from './verify.ts'

export interface WritingRelease {
  readonly burner: Burner
  /** An Ed25519 key of the office. */
  readonly privateKey?: KeyObject
  readonly signal?: AbortSignal
  /** Made once more with other content where something is withheld, and compared. */
  readonly proving?: Remaking
  /** Pages done, of how many. */
  readonly onProgress?: (done: number, total: number) => void
}

export interface WrittenRelease {
  readonly files: number
  readonly pages: number
  /** Items that an earlier run had finished. */
  readonly resumed: number
  /** SHA-256 of the manifest, to be published where the release is not. */
  readonly manifest: string
  readonly verified: Verified
  readonly proof: Proof | null
}

const JOURNAL = '.journal.json'
type Journal = Record<string, { of: string; item: ManifestItem }>

/**
 * Writes a release to `folder`, which must not exist.
 * @throws releaseExists, releaseTraces, releaseFaulty, releaseUnproved, diskFull, folderNotWritable, cancelled, and what the decoder
 *   refuses of a master
 */
export async function writeRelease(
  copy: ReleaseCopy,
  folder: string,
  options: WritingRelease,
): Promise<WrittenRelease> {
  check(copy)
  if ((await stat(folder).catch(() => null)) !== null)
    throw refusal('releaseExists', { file: basename(folder) })
  const unfinished = join(dirname(folder), `.unfinished-${basename(folder)}`)
  await mkdir(unfinished, { recursive: true }).catch((error: unknown) => {
    throw writingRefusal(error, unfinished)
  })
  const journal = await readJournal(unfinished)
  const pages = copy.items.reduce((sum, { pages }) => sum + pages.length, 0)
  const total = options.proving ? pages * 2 : pages
  let [done, resumed] = [0, 0]
  const told = (pages: number) => options.onProgress?.((done += pages), total)
  const items: ManifestItem[] = []
  for (const item of copy.items) {
    const of = digestOf(copy, item)
    const known = journal[item.name]
    if (known?.of === of && (await isThere(unfinished, known.item))) {
      items.push(known.item)
      resumed++
      told(item.pages.length)
      continue
    }
    const signal = options.signal ? { signal: options.signal } : {}
    const written = await writeItem(copy, item, unfinished, options.burner, {
      ...signal,
      onPage: () => told(1),
    })
    items.push(written)
    journal[item.name] = { of, item: written }
    await writeAtomic(join(unfinished, JOURNAL), JSON.stringify(journal))
  }
  await sweep(unfinished, items)
  await writeAtomic(join(unfinished, 'register.csv'), registerCsv(copy, items))
  await writeAtomic(join(unfinished, 'register.html'), registerHtml(copy, items, copy.items))
  await writeAtomic(join(unfinished, 'verify.html'), await verifyPage(copy.language))
  const { verified, proof } = await tested({ copy, items, folder: unfinished }, options, () => told(1))
  await rm(join(unfinished, JOURNAL), { force: true })
  await rename(unfinished, folder).catch((error: unknown) => {
    throw writingRefusal(error, folder)
  })
  return {
    files: (await readdir(folder)).length,
    pages,
    resumed,
    manifest: await sha256OfFile(join(folder, MANIFEST)),
    verified,
    proof,
  }
}

/** What is wrong here is a fault of the program, not of a person. */
function check({ items }: ReleaseCopy): void {
  const names = new Set(items.map(({ name }) => name))
  const regions = items.flatMap(({ pages, withheldWords }) => [
    ...pages.flatMap((page) =>
      'marks' in page ? page.marks.map(({ region }) => region) : [page.withheld.region],
    ),
    ...withheldWords.map(({ region }) => region),
  ])
  if (names.size !== items.length || [...names].some((name) => !ITEM_NAME.test(name)))
    throw new Error('names of items that are not those of a release')
  // One identifier on two pages would say that they hide the same.
  if (new Set(regions).size !== regions.length) throw new Error('an identifier of two places')
  for (const { pages, decision, withheldWords, texts } of items) {
    if (pages.some(({ number }, index) => number !== index + 1)) throw new Error('pages that are not counted')
    const isWhole =
      pages.every((page) => isOpen(page) && page.marks.length === 0) && withheldWords.length === 0
    if (decision === 'full' && !isWhole) throw new Error('released in full, with something withheld')
    if (decision === 'withheld' && (texts.length > 0 || pages.some(isOpen)))
      throw new Error('withheld in full, with something open')
  }
}

async function readJournal(folder: string): Promise<Journal> {
  try {
    return JSON.parse(await readFile(join(folder, JOURNAL), 'utf8')) as Journal
  } catch {
    return {}
  }
}

/** Of everything that an item's files depend on. */
function digestOf({ items: _, ...copy }: ReleaseCopy, item: ReleaseItem): string {
  return createHash('sha256')
    .update(JSON.stringify([copy, item]))
    .digest('hex')
}

async function isThere(folder: string, item: ManifestItem): Promise<boolean> {
  const names = new Set(await readdir(folder))
  return filesOf(item).every((name) => names.has(name))
}

/** What an earlier run left half done, or of items that are no more in the release. */
async function sweep(folder: string, items: readonly ManifestItem[]): Promise<void> {
  const ours = new Set([...items.flatMap(filesOf), JOURNAL])
  for (const name of await readdir(folder))
    if (!ours.has(name)) await rm(join(folder, name), { recursive: true, force: true })
}

/** A release that fails a test keeps no manifest that says otherwise. */
async function tested(
  made: Omit<MadeFiles, 'files'>,
  { privateKey, signal, proving }: WritingRelease,
  onPage: () => void,
): Promise<{ verified: Verified; proof: Proof | null }> {
  const { copy, items, folder } = made
  const names = (await readdir(folder)).filter((name) => name !== JOURNAL)
  const files = await listed(folder, names, signal)
  const manifest = join(folder, MANIFEST)
  await writeAtomic(manifest, manifestOf(copy, items, files, { tests: null, proof: null }))
  const verified = await verifyRelease(folder, undefined, signal, [JOURNAL])
  const parity = await parityOf(folder, copy.items, items)
  const faults = [...verified.faults, ...parity.items.map((file) => ({ test: 'T7', file, what: 'markers' }))]
  const unchanged = items.flatMap(({ pages }) => pages.filter((page) => page.unchanged === true))
  const checked = { ...verified.checked, T2: unchanged.length, T7: parity.markers }
  if (faults.length > 0) throw refusal('releaseFaulty', { faults: faults.length })
  const options = signal ? { signal } : {}
  const proof = proving ? await proofOf({ ...made, files }, proving, { ...options, onPage }) : null
  if (proof?.result === 'differs') throw refusal('releaseUnproved', { files: proof.differing })
  const text = manifestOf(copy, items, files, { tests: { checked, faults }, proof })
  await writeAtomic(manifest, text)
  if (privateKey) await writeAtomic(join(folder, SIGNATURE), signatureOf(text, privateKey))
  return { verified, proof }
}
