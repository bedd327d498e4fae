/** `shoko call`: any call of the contract. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { procedureOf, withHandles, writes } from '../call.ts'
import type { CliCore } from '../run.ts'
import { withCore } from '../run.ts'
import { UsageError } from './verb.ts'
import type { Verb } from './verb.ts'

export const callVerb: Verb = {
  usage: 'call CATALOGUE NOUN.VERB [JSON | -]   (a handle is written "path:FILE")',
  options: {},
  words: [2, 3],
  run: (io, [path = '', name = '', input]) =>
    withCore(io, async (core) => {
      const procedure = procedureOf(name)
      if (!procedure) throw new UsageError(name)
      let given: unknown
      try {
        given = input === undefined ? undefined : JSON.parse(input === '-' ? readFileSync(0, 'utf8') : input)
      } catch {
        throw new UsageError('JSON')
      }
      // Words of a command are seen by others on the machine, and kept by shells.
      if (input !== undefined && input !== '-' && SECRET.test(input) && name.startsWith('encryption.'))
        throw new UsageError(io.m.encryption.cli.notHere)
      await core.openCatalogue(resolve(io.base, path), writes(procedure) ? 'write' : 'read')
      const [noun = '', verb = ''] = name.split('.')
      const run = (
        core.client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
      )[noun]?.[verb]
      const value = await run?.(withHandles(core, name, given, (file) => resolve(io.base, file)))
      if (isStream(value)) {
        for await (const notice of value) process.stdout.write(`${JSON.stringify(notice)}\n`)
        return 0
      }
      const started = value as { jobId?: Parameters<CliCore['follow']>[0] } | null
      const answer = started?.jobId === undefined ? value : await core.follow(started.jobId)
      process.stdout.write(`${JSON.stringify(answer, null, io.json ? 0 : 2)}\n`)
      return 0
    }),
}

const SECRET = /"(passphrase|added|changed)"/

const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value
