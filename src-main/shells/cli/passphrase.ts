/** Passphrases on the command line: from a file, or typed unseen; never in the words of a command, which others can see. */
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'
import type { Core } from '../../core.ts'
import type { Io } from './io.ts'
import { UsageError } from './verbs/verb.ts'

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

/** A new one, which is typed twice. @throws UsageError */
export async function newPassphrase(io: Io, path: string | undefined): Promise<string> {
  const m = io.m.encryption.cli
  const given = await passphraseFrom(io, path, m.new)
  if (path === undefined && (await passphraseFrom(io, path, m.again)) !== given)
    throw new UsageError(m.differs)
  return given
}

/** Does what may meet an encrypted catalogue; where it does, its passphrase is given and it is done again. */
export async function unlocking<T>(
  io: Io,
  { client }: Pick<Core, 'client'>,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'catalogueLocked') throw error
    const { id, file } = error.data as { id: string; file: string }
    const passphrase = await io.passphrase(io.m.encryption.unlock.prompt(file))
    if (passphrase === '') throw refusal('passphraseWrong', {})
    await client.encryption.unlock({ id, passphrase })
    return act()
  }
}
