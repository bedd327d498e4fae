/** The server shell in a terminal: one person's browser on loopback, until Ctrl-C. */
import { join } from 'node:path'
import { forkDecoder } from '../../imaging/fork.ts'
import { createClock } from '../../platform/clock.ts'
import { systemCode } from '../../platform/files.ts'
import { runtimeFolder, userFolder } from '../../platform/folders.ts'
import { createHandles } from '../../platform/handles.ts'
import { createLog } from '../../platform/log.ts'
import type { Log } from '../../platform/log.ts'
import { isRefusal } from '../../shared/contract/errors.ts'
import { errorMessage, languageFor, messages } from '../../shared/i18n/index.ts'
import type { Messages } from '../../shared/i18n/index.ts'
import type { ServerArguments } from './arguments.ts'
import { findOpener, hasDisplay, openBrowser, removeRedirects } from './browser.ts'
import type { Opener } from './browser.ts'
import { script, startProgram } from './program.ts'
import type { Program } from './program.ts'
import { reveal } from './reveal.ts'
import { serve } from './serve.ts'
import type { Serving } from './serve.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)

export const wordsOf = ({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Messages =>
  messages[languageFor([LC_ALL || LC_MESSAGES || LANG || 'en'])]

/** Serves until it is asked to stop. Answers the exit code: 0, or 1 with the reason in one line. */
export async function runServer(asked: ServerArguments): Promise<number> {
  const m = wordsOf(process.env)
  const folder = userFolder()
  const log = createLog(join(folder, 'shoko.log'), createClock().now)
  endOnDefect(log, () => complain(m.errors.unexpected))
  const opens = asked.open && hasDisplay()
  let serving: Serving | null = null
  const invite = () => serving?.invite() ?? null
  const opener = opens ? findOpener({ runtimeFolder: runtimeFolder(), userFolder: folder }) : null
  const forgetWayIn = () => opener && serving && removeRedirects(opener.folder, serving.port)

  let program: Program | Awaited<ReturnType<typeof startProgram>>
  try {
    program = await startProgram({
      handles: createHandles(),
      log,
      userFolder: folder,
      catalogue: asked.catalogue,
      roots: asked.roots,
      host: { shell: 'server', reveal, invite: () => Promise.resolve(invite()) },
      spawnDecoder: forkDecoder(script('decoder')),
      answerDoor: () => ({ kind: 'address', address: invite() ?? '' }),
    })
  } catch (error) {
    complain(refusalOf(m, log, error))
    return 1
  }
  if ('elsewhere' in program) {
    const { elsewhere } = program
    if (elsewhere.kind === 'shown') say(m.native.shownElsewhere)
    else {
      say(m.native.runsAlready)
      await show(m, elsewhere.address, opener)
    }
    return 0
  }

  try {
    serving = await serve({ fetch: program.fetch, log, port: asked.port, onEntry: forgetWayIn })
  } catch (error) {
    await program.close()
    complain(
      systemCode(error) === 'EADDRINUSE'
        ? m.native.portTaken({ port: asked.port })
        : refusalOf(m, log, error),
    )
    return 1
  }
  const { invite: newAddress } = serving
  const stopped = untilStopped(() => say(newAddress()))
  await show(m, newAddress(), opener)
  say(process.stdin.isTTY ? m.native.howToGoOn : m.native.howToEnd)
  await stopped
  forgetWayIn()
  await serving.close()
  await program.close()
  return 0
}

/** Opens an address in the browser, or prints it where there is none. */
async function show({ native: m }: Messages, address: string, opener: Opener | null): Promise<void> {
  const opened = opener !== null && (await openBrowser(address, opener))
  say(opened ? m.opened : `${m.openThis}\n\n  ${address}\n`)
}

/** Resolves at Ctrl-C or its like; Enter on a terminal meanwhile asks for a new address. */
function untilStopped(onEnter: () => void): Promise<void> {
  const { stdin } = process
  if (stdin.isTTY) stdin.on('data', onEnter)
  return new Promise((done) => {
    const stop = () => {
      for (const signal of SIGNALS) process.off(signal, stop)
      // A second Ctrl-C ends at once, as it does by itself.
      stdin.destroy()
      done()
    }
    for (const signal of SIGNALS) process.on(signal, stop)
  })
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What nobody caught ends the process, with its frames in the log; Node's own words could quote a record. */
export function endOnDefect(log: Log, tell: () => void): void {
  for (const kind of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(kind, (error: unknown) => {
      log.defect(kind, error)
      tell()
      process.exit(1)
    })
  }
}

/** One line that says why; what was not expected goes to the log. */
export function refusalOf(m: Messages, log: Log, error: unknown): string {
  if (isRefusal(error)) return errorMessage(m, error.code, error.data)
  log.defect('start', error)
  return m.errors.unexpected
}
