/**
 * What an import has done so far, file by file, beside the person's settings: whatever ends the program, the next one
 * goes on from there. A line is written for each file that is whole; nothing in it is needed once the import is recorded.
 */
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { ImportPlan } from './plan.ts'
import type { StoredScan } from './tasks.ts'

/** The first line. */
interface Head {
  format: 1
  /** By uid and by folder: a copy of the catalogue is another one. */
  catalogue: { uid: string; folder: string }
  startedAt: string
  plan: ImportPlan
}

/** A file that is whole, with size and date by which it is known to be the same. */
export interface Whole {
  path: string
  size: number
  modified: number
  stored: StoredScan
}

export interface Journal {
  readonly id: string
  readonly path: string
  readonly startedAt: string
  readonly plan: ImportPlan
  readonly whole: ReadonlyMap<string, Whole>
}

const folderIn = (userFolder: string) => join(userFolder, 'imports')

export function beginJournal(userFolder: string, head: Omit<Head, 'format'>): { id: string; path: string } {
  const id = randomUUID()
  const folder = folderIn(userFolder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${id}.jsonl`)
  writeFileSync(path, `${JSON.stringify({ format: 1, ...head } satisfies Head)}\n`, { mode: 0o600 })
  return { id, path }
}

/** One write: lines of two threads never mix. */
export const writeWhole = (path: string, whole: Whole): void =>
  appendFileSync(path, `${JSON.stringify(whole)}\n`)

export const endJournal = (path: string): void => rmSync(path, { force: true })

/** Imports into a catalogue that were begun and not recorded, as far as their journals can be read; the newest last. */
export function journalsOf(userFolder: string, catalogue: Head['catalogue']): Journal[] {
  return namesIn(folderIn(userFolder))
    .flatMap((name) => {
      const found = readJournal(join(folderIn(userFolder), name), name.slice(0, -'.jsonl'.length), catalogue)
      return found ? [found] : []
    })
    .sort((one, other) => one.startedAt.localeCompare(other.startedAt))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  } catch {
    return []
  }
}

function readJournal(path: string, id: string, catalogue: Head['catalogue']): Journal | null {
  const [first, ...lines] = readFileSync(path, 'utf8').split('\n')
  const head = parsed<Head>(first)
  if (
    head?.format !== 1 ||
    head.catalogue.uid !== catalogue.uid ||
    head.catalogue.folder !== catalogue.folder
  )
    return null
  const whole = new Map<string, Whole>()
  for (const text of lines) {
    // The last line may have been cut off with the program.
    const line = parsed<Whole>(text)
    if (line) whole.set(line.path, line)
  }
  return { id, path, startedAt: head.startedAt, plan: head.plan, whole }
}

function parsed<T>(line: string | undefined): T | null {
  try {
    return JSON.parse(line ?? '') as T
  } catch {
    return null
  }
}
