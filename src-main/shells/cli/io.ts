/** What the command line reads from and writes to: one value or plain text out, everything else on standard error. */
import { errorMessage, languageFor, messages } from '../../shared/i18n/index.ts'
import type { Language, Messages } from '../../shared/i18n/index.ts'
import type { Job } from '../../shared/contract/job.ts'

export interface Io {
  readonly language: Language
  readonly m: Messages
  readonly json: boolean
  /** Absolute folder from which relative paths start. */
  readonly base: string
  /** One line of the answer, when it is for people. */
  say(line: string): void
  /** The answer as one JSON value, when it is for programs. */
  answer(value: unknown): void
  /** Progress, warnings, refusals. */
  note(line: string): void
  progress(job: Job): void
  /** The file with the passphrase, if one is given. */
  readonly passphraseFile: string | undefined
  /** The passphrase of the catalogue: out of that file, or typed. */
  passphrase(prompt: string): Promise<string>
}

export function createIo(json: boolean, environment: NodeJS.ProcessEnv): Io {
  const { LC_ALL, LC_MESSAGES, LANG } = environment
  const language = languageFor([LC_ALL ?? LC_MESSAGES ?? LANG ?? 'en'])
  const m = messages[language]
  const { stdout, stderr } = process
  let shownAt = 0
  return {
    language,
    m,
    json,
    // Under `npm run` the working folder is the project's; npm keeps the person's own.
    base: environment['npm_lifecycle_event'] ? (environment['INIT_CWD'] ?? process.cwd()) : process.cwd(),
    say: (line) => void (json || stdout.write(`${line}\n`)),
    answer: (value) => void (json && stdout.write(`${JSON.stringify(value)}\n`)),
    passphraseFile: undefined,
    passphrase: () => Promise.resolve(''),
    note: (line) => void stderr.write(`${line}\n`),
    progress({ done, total, state }) {
      const now = Date.now()
      const running = state === 'running'
      if (running && now - shownAt < (stderr.isTTY ? 100 : 5000)) return
      shownAt = now
      const share = total ? Math.min(1, done / total) : 0
      if (stderr.isTTY) {
        const width = 30
        const full = Math.round(share * width)
        stderr.write(
          `\r[${'█'.repeat(full)}${' '.repeat(width - full)}] ${Math.round(share * 100)} %${running ? '' : '\n'}`,
        )
      } else if (running && total) stderr.write(`${Math.round(share * 100)} %\n`)
    },
  }
}

/** The sentence for a code with its details. */
export const sentence = ({ m }: Io, code: string, data: unknown): string =>
  errorMessage(m, code, data).replaceAll('\n', ' ')
