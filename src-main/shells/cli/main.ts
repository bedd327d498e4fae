/** The entry of the command line. Exit codes: 0 done, 1 refused, 2 wrong usage, 3 damaged catalogue, 130 stopped. */
import { resolve } from 'node:path'
import { ORPCError } from '@orpc/contract'
import { isRefusal } from '../../shared/contract/errors.ts'
import { version } from '../../version.ts'
import { createIo, sentence } from './io.ts'
import type { Io } from './io.ts'
import { parseVerb, VERBS } from './verbs/index.ts'
import { passphraseFrom } from './passphrase.ts'
import { text, UsageError } from './verbs/verb.ts'
import type { Values } from './verbs/verb.ts'

async function run(given: readonly string[]): Promise<number> {
  const [name = '--help', ...rest] = given
  const json = rest.includes('--json')
  const io = createIo(json, process.env)
  if (name === '--version') {
    process.stdout.write(`${version}\n`)
    return 0
  }
  const verb = VERBS[name]
  if (!verb) {
    const help = Object.values(VERBS).map(({ usage }) => `  shoko ${usage}`)
    const asked = name === '--help' || name === 'help'
    ;(asked ? process.stdout : process.stderr).write(
      `${io.m.cli.usage}\n${help.join('\n')}\n\n${io.m.cli.everywhere}\n`,
    )
    return asked && given.length > 0 ? 0 : 2
  }
  try {
    const { words, values } = parseVerb(verb, rest)
    if (values['help'] === true) {
      process.stdout.write(`${io.m.cli.usage}\n  shoko ${verb.usage}\n\n${io.m.cli.everywhere}\n`)
      return 0
    }
    return await verb.run(withPassphrase(io, values), words, values)
  } catch (error) {
    if (!(error instanceof UsageError)) return failed(io, error)
    if (error.message !== '') io.note(`shoko: ${error.message}`)
    io.note(`${io.m.cli.usage}\n  shoko ${verb.usage}`)
    return 2
  }
}

/** Any verb may meet an encrypted catalogue. */
function withPassphrase(io: Io, values: Values): Io {
  const given = text(values, 'passphrase-file')
  const passphraseFile = given === undefined ? undefined : resolve(io.base, given)
  return { ...io, passphraseFile, passphrase: (prompt) => passphraseFrom(io, passphraseFile, prompt) }
}

function failed(io: Io, error: unknown): number {
  if (isRefusal(error)) {
    const message = sentence(io, error.code, error.data)
    io.note(`shoko: ${message}`)
    io.answer({ error: { code: error.code, data: error.data, message } })
    return error.code === 'catalogueDamaged' ? 3 : error.code === 'cancelled' ? 130 : 1
  }
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') {
    const issues =
      (error.data as { issues?: { path?: PropertyKey[]; message: string }[] } | undefined)?.issues ?? []
    io.note(`shoko: ${issues.map(({ path = [], message }) => `${path.join('.')}: ${message}`).join('; ')}`)
    return 2
  }
  io.note(`shoko: ${io.m.errors.unexpected}`)
  if (process.env['SHOKO_TRACE']) io.note(String(error instanceof Error ? error.stack : error))
  io.answer({ error: { code: 'defect', data: {}, message: io.m.errors.unexpected } })
  return 1
}

// A pipe that closes early, as `| head` does, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
process.exitCode = await run(process.argv.slice(2))
