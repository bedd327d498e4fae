/** Passphrases on the command line: from a file, or typed unseen; never in the words of a command, which others can see. */
import { readFileSync } from 'node:fs'
import { text as allOf } from 'node:stream/consumers'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Io } from './io.ts'
import { UsageError } from './verbs/verb.ts'

/** What is typed shows nowhere. */
async function typed(prompt: string): Promise<string> {
  process.stderr.write(prompt)
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const line = createInterface({ input: process.stdin, output: unseen, terminal: true })
  try {
    return await line.question('')
  } finally {
    line.close()
    process.stderr.write('\n')
  }
}

/** The first line of the file at `path`, or what is typed. @throws UsageError */
export async function passphraseFrom(io: Io, path: string | undefined, prompt: string): Promise<string> {
  if (path !== undefined) {
    try {
      return readFileSync(path, 'utf8').split(/\r?\n/)[0] ?? ''
    } catch {
      throw new UsageError(path)
    }
  }
  if (!process.stdin.isTTY) throw new UsageError(io.m.encryption.cli.noPassphrase)
  return typed(prompt)
}

/** A new one, which is typed twice. @throws UsageError */
export async function newPassphrase(io: Io, path: string | undefined): Promise<string> {
  const m = io.m.encryption.cli
  const given = await passphraseFrom(io, path, m.new)
  if (path === undefined && (await passphraseFrom(io, path, m.again)) !== given)
    throw new UsageError(m.differs)
  return given
}

let given: string[] | undefined

/**
 * Those of persons: from the file that `SHOKO_PASSPHRASE_FILE` names, typed, or from standard input; one a line, in the
 * order in which they are asked for. @throws UsageError
 */
export async function passphraseOfPerson(label: string): Promise<string> {
  const file = process.env['SHOKO_PASSPHRASE_FILE']
  if (file === undefined && process.stdin.isTTY) return typed(`${label}: `)
  given ??= (file === undefined ? await allOf(process.stdin) : readFileSync(file, 'utf8')).split(/\r?\n/)
  const next = given.shift()
  if (next === undefined || next === '') throw new UsageError('SHOKO_PASSPHRASE_FILE')
  return next
}
