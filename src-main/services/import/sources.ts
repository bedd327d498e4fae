/** Which files there are, and what each of them is. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { masterFile } from '../../catalogue/encryption/masters.ts'
import { IMPORTERS } from '../../importers/index.ts'
import type { Importer } from '../../importers/importer.ts'
import type { Probe } from '../../imaging/decoding.ts'
import { decodeText } from '../../importers/decode.ts'
import { openRegular, readingRefusal, systemCode } from '../../platform/files.ts'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'
import type { ImportResult } from '../../shared/contract/import.ts'
import { readPattern } from '../../shared/domain/file-pattern.ts'
import type { Context } from '../context.ts'
import type { Whole } from './journal.ts'
import type { ImportPlan, SourceFile } from './plan.ts'

export interface DocumentFile {
  path: string
  importer: Importer
  text: string
}

export interface ScanFile extends SourceFile {
  probe: Probe
}

type Refused = ImportResult['refused'][number]

/** The files named, and those in the folders named, at any depth, each folder in the order in which people count. @throws fileNotFound, folderUnreadable */
export async function gatherFiles(paths: readonly string[]): Promise<SourceFile[]> {
  const files: SourceFile[] = []
  for (const path of paths) {
    const entry = await stat(path).catch((error: unknown) => {
      throw readingRefusal(error, path)
    })
    if (entry.isDirectory()) files.push(...(await filesIn(path, basename(path))))
    else files.push({ path, name: basename(path) })
  }
  return files
}

const counting = new Intl.Collator('ja', { numeric: true })

async function filesIn(folder: string, called: string): Promise<SourceFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === 'EACCES') throw refusal('folderUnreadable', { file: basename(folder) })
    throw readingRefusal(error, folder)
  })
  const shown = entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((one, other) => counting.compare(one.name, other.name))
  const nested = await Promise.all(
    shown.map((entry) => {
      const path = join(folder, entry.name)
      const name = `${called}/${entry.name}`
      // A link may lead to a scan, or to one that is not there now; a pipe is refused by name. Nothing is passed over.
      return entry.isDirectory() ? filesIn(path, name) : Promise.resolve([{ path, name }])
    }),
  )
  return nested.flat()
}

/** Files that are looked at at once: as many as processes decode. */
const LANES = 2

/** Sorts files into documents and scans, by what is in them, in their order; what is neither is refused by name. */
export async function recogniseFiles(
  context: Context,
  plan: ImportPlan,
  whole: ReadonlyMap<string, Whole>,
  signal: AbortSignal,
  onFile: () => void,
): Promise<{ documents: DocumentFile[]; scans: ScanFile[]; refused: Refused[] }> {
  const found: (Recognised | undefined)[] = []
  const read = plan.pattern === null ? null : readPattern(plan.pattern)
  const fits = typeof read === 'function' ? (name: string) => read(name) !== null : () => true
  let next = 0
  const lane = async () => {
    for (let index = next++; index < plan.files.length && !signal.aborted; index = next++) {
      const file = plan.files[index]
      if (!file) return
      found[index] = await recognised(context, plan, file, { whole: whole.get(file.path), fits, signal })
      onFile()
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  // Of a cancelled one some are missing.
  const all = found.filter((one) => one !== undefined)
  return {
    documents: all.flatMap((one) => ('document' in one ? [one.document] : [])),
    scans: all.flatMap((one) => ('scan' in one ? [one.scan] : [])),
    refused: all.flatMap((one) => ('refused' in one ? [one.refused] : [])),
  }
}

type Recognised = { document: DocumentFile } | { scan: ScanFile } | { refused: Refused } | { cancelled: true }

async function recognised(
  context: Context,
  plan: ImportPlan,
  file: SourceFile,
  { whole, fits, signal }: { whole: Whole | undefined; fits: (name: string) => boolean; signal: AbortSignal },
): Promise<Recognised> {
  const { path, name } = file
  try {
    const document = whole ? null : await documentIn(path, plan.as)
    if (document) return { document }
    if (!fits(name)) throw refusal('fileOutsidePattern', { file: basename(path) })
    // The copy is there even where the source was given for one run only.
    const at =
      whole && plan.storage === 'copied' ? masterFile(context.catalogue().folder, whole.stored.path) : path
    // Who takes a file in asks for it to be tried, whatever it has done before.
    context.decoding.again(at)
    const { pdfPixelsPerInch: pixelsPerInch } = context.settings.read()
    const asking = { name: basename(path), background: true, signal, pixelsPerInch }
    return { scan: { ...file, probe: await context.decoding.probe(at, asking) } }
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (error.code === 'cancelled') return { cancelled: true }
    const data = (error.data ?? {}) as Record<string, unknown>
    return { refused: { file: basename(path), code: error.code, data } }
  }
}

/** The document in a file, or null when it is to be tried as a scan. */
async function documentIn(path: string, as: ImportPlan['as']): Promise<DocumentFile | null> {
  if (as === 'scans') return null
  const chosen = IMPORTERS.filter(({ id }) => as === 'auto' || id === as)
  const head = await beginningOf(path)
  const importer = chosen.find((candidate) => candidate.recognises(decodeText(head).text))
  if (importer) return { path, importer, text: decodeText(await wholeOf(path)).text }
  if (as === 'auto') return null
  throw refusal('scanUnsupported', { file: basename(path), format: as })
}

/** Enough of a file to know a document by. */
const BEGINNING = 65_536
/** No document is longer; what is can only be a mistake. */
const LONGEST_DOCUMENT = 64 * 1024 * 1024

async function beginningOf(path: string): Promise<Uint8Array> {
  const file = await openRegular(path)
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(BEGINNING), 0, BEGINNING, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function wholeOf(path: string): Promise<Uint8Array> {
  const { size } = await stat(path)
  if (size > LONGEST_DOCUMENT)
    throw refusal('uploadTooLarge', { file: basename(path), limit: LONGEST_DOCUMENT })
  return readFile(path)
}
