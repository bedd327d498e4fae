/** Which files there are, and what each of them is. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { IMPORTERS } from '../../importers/index.ts'
import type { Importer } from '../../importers/importer.ts'
import type { Probe } from '../../imaging/decoding.ts'
import { decodeText } from '../../importers/decode.ts'
import { openRegular, readingRefusal, systemCode } from '../../platform/files.ts'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'
import type { ImportResult } from '../../shared/contract/import.ts'
import type { Context } from '../context.ts'
import type { ImportPlan } from './index.ts'

export interface DocumentFile {
  path: string
  importer: Importer
  text: string
}

export interface ScanFile {
  path: string
  probe: Probe
}

type Refused = ImportResult['refused'][number]

/** The files named, and those in the folders named, at any depth, each folder in the order in which people count. @throws fileNotFound, folderUnreadable */
export async function gatherFiles(paths: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const path of paths) {
    const entry = await stat(path).catch((error: unknown) => {
      throw readingRefusal(error, path)
    })
    if (entry.isDirectory()) files.push(...(await filesIn(path)))
    else files.push(path)
  }
  return files
}

const counting = new Intl.Collator('ja', { numeric: true })

async function filesIn(folder: string): Promise<string[]> {
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
      if (entry.isDirectory()) return filesIn(path)
      return Promise.resolve(entry.isFile() ? [path] : [])
    }),
  )
  return nested.flat()
}

/** Sorts files into documents and scans, by what is in them; what is neither is refused by name. */
export async function recogniseFiles(
  context: Context,
  plan: ImportPlan,
  signal: AbortSignal,
  onFile: () => void,
): Promise<{ documents: DocumentFile[]; scans: ScanFile[]; refused: Refused[] }> {
  const documents: DocumentFile[] = []
  const scans: ScanFile[] = []
  const refused: Refused[] = []
  const { pdfPixelsPerInch: pixelsPerInch } = context.settings.read()
  const asking = { background: true, signal, pixelsPerInch }
  for (const path of plan.files) {
    if (signal.aborted) break
    try {
      const found = await documentIn(path, plan.as)
      if (found) {
        documents.push(found)
      } else {
        // Who takes a file in asks for it to be tried, whatever it has done before.
        context.decoding.again(path)
        scans.push({ path, probe: await context.decoding.probe(path, asking) })
      }
    } catch (error) {
      if (!isRefusal(error)) throw error
      refused.push({
        file: basename(path),
        code: error.code,
        data: (error.data ?? {}) as Record<string, unknown>,
      })
    }
    onFile()
  }
  return { documents, scans, refused }
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
