/**
 * Passphrases for the command line: from the file that `SHOKO_PASSPHRASE_FILE` names, typed unseen, or from standard input;
 * one a line, in the order in which they are asked for. Never from the arguments, which every program can read.
 */
import { readFileSync } from 'node:fs'
import { text as allOf } from 'node:stream/consumers'
import { isRefusal } from '../../shared/contract/errors.ts'
import type { PersonId } from '../../shared/contract/ids.ts'
import { isSamePerson } from '../../shared/domain/review/person.ts'
import type { Io } from './io.ts'
import type { CliCore } from './run.ts'
import { UsageError } from './verbs/verb.ts'

let given: string[] | undefined

export async function askPassphrase(label: string): Promise<string> {
  const file = process.env['SHOKO_PASSPHRASE_FILE']
  if (file === undefined && process.stdin.isTTY) return typed(label)
  given ??= (file === undefined ? await allOf(process.stdin) : readFileSync(file, 'utf8')).split(/\r?\n/)
  const next = given.shift()
  if (next === undefined || next === '') throw new UsageError('SHOKO_PASSPHRASE_FILE')
  return next
}

const ENTER = new Set(['\r', '\n', '\u0004'])
const ERASE = new Set(['\u007f', '\b'])
const STOP = '\u0003'

/** What is typed shows nowhere. */
async function typed(label: string): Promise<string> {
  const { stdin, stderr } = process
  stderr.write(`${label}: `)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  const letters: string[] = []
  try {
    for await (const chunk of stdin) {
      for (const letter of String(chunk)) {
        if (letter === STOP) throw new UsageError('')
        if (ENTER.has(letter)) return letters.join('')
        if (ERASE.has(letter)) letters.pop()
        else letters.push(letter)
      }
    }
    return letters.join('')
  } finally {
    stdin.setRawMode(false)
    stderr.write('\n')
  }
}

/** Does something; where it takes a key that is locked, asks for its passphrase and does it again. */
export async function withKey<T>(io: Io, { client }: CliCore, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'keyLocked') throw error
    const { who } = error.data as { who: string }
    const m = io.m.persons
    const passphrase = await askPassphrase(who === '' ? m.officeKey : m.keyOf(who))
    await client.person.unlock({ owner: who === '' ? null : await ownerOf({ client }, who), passphrase })
    return act()
  }
}

export async function ownerOf({ client }: Pick<CliCore, 'client'>, name: string): Promise<PersonId> {
  const { persons } = await client.person.list()
  const found = persons.find((person) => isSamePerson(person.name, name))
  if (!found) throw new UsageError(persons.map((person) => person.name).join(' | '))
  return found.id
}
