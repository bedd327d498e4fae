/** Which files there are, and what each of them is. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { IMPORTERS } from '../../importers/index.ts'
import type { Importer } from '../../importers/importer.ts'
import type { Probe } from '../../imaging/decoding.ts'
import { decodeText } from '../../platform/decode-text.ts'
import { readingRefusal, systemCode } from '../../platform/files.ts'
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

/** No document importer reads more than this; a bigger file can only be a scan. */
const LONGEST_DOCUMENT = 20 * 1024 * 1024

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
  for (const path of plan.files) {
    if (signal.aborted) break
    try {
      const found = await documentIn(path, plan.as)
      if (found) documents.push(found)
      else scans.push({ path, probe: await context.decoding.probe(path) })
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
  const { size } = await stat(path).catch((error: unknown) => {
    throw readingRefusal(error, path)
  })
  const text = size > LONGEST_DOCUMENT ? null : await textOf(path)
  const importer = text === null ? undefined : chosen.find((candidate) => candidate.recognises(text))
  if (text !== null && importer) return { path, importer, text }
  if (as === 'auto') return null
  throw refusal('scanUnsupported', { file: basename(path), format: as })
}

/** The text of a file, or null when its bytes are no text. */
async function textOf(path: string): Promise<string | null> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw readingRefusal(error, path)
  })
  return decodeText(bytes)
}
