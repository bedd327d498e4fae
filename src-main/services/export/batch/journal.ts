/**
 * What a run has written, beside the folder of its files, one line for each that is whole: a run that was paused or cut off
 * goes on after the last line. It names nothing but files that the public may have.
 */
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ExportRemark } from '../../../shared/contract/export.ts'

const Head = z.object({ of: z.string() })
export const WrittenFile = z.object({
  /** Path inside the folder of the batch, with `/`. */
  file: z.string().refine((file) => !file.split('/').some((part) => part === '' || part === '..')),
  byteSize: z.number().int(),
  sha256: z.string(),
  units: z.number().int(),
  /** What it was checked against. */
  schema: z.string().default(''),
  remarks: z.array(ExportRemark),
})
export type WrittenFile = z.infer<typeof WrittenFile>

export const journalPath = (parent: string, name: string): string =>
  join(parent, `${name} (unfinished).jsonl`)

export interface Journal {
  /** Files of the run before, by their paths. */
  readonly whole: ReadonlyMap<string, WrittenFile>
  add(file: WrittenFile): void
  /** The run is at its end: nothing is left to go on with. */
  end(): void
  close(): void
}

/** Goes on with a journal of the same run (`of` says of which), or begins one. */
export function openJournal(path: string, of: string): Journal {
  const before = readJournal(path)
  const goesOn = before?.of === of
  const whole = new Map((goesOn ? before.files : []).map((file) => [file.file, file]))
  // What was cut off in the middle of a line is not there.
  writeFileSync(
    path,
    [JSON.stringify({ of }), ...[...whole.values()].map((file) => JSON.stringify(file)), ''].join('\n'),
  )
  const handle = openSync(path, 'a')
  return {
    whole,
    add(file) {
      appendFileSync(handle, `${JSON.stringify(file)}\n`)
    },
    end() {
      rmSync(path, { force: true })
    },
    close() {
      if (existsSync(path)) fsyncSync(handle)
      closeSync(handle)
    },
  }
}

/** Null when there is none, or none that can be read. */
export function readJournal(path: string): { of: string; files: WrittenFile[] } | null {
  let lines: string[]
  try {
    lines = readFileSync(path, 'utf8').split('\n')
  } catch {
    return null
  }
  const [head, ...rest] = lines.map(parsed)
  const first = Head.safeParse(head)
  if (!first.success) return null
  return {
    of: first.data.of,
    files: rest.flatMap((line) => WrittenFile.safeParse(line).data ?? []),
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
