/** The server shell behind a window: on a private pipe, told what to do by the window's process. */
import { join } from 'node:path'
import { forkDecoder } from '../../imaging/fork.ts'
import { createClock } from '../../platform/clock.ts'
import { runtimeFolder, userFolder } from '../../platform/folders.ts'
import { createHandles } from '../../platform/handles.ts'
import { createLog } from '../../platform/log.ts'
import { withMinting } from './host-routes.ts'
import type { ToServer } from './messages.ts'
import { findOpener, openBrowser } from './browser.ts'
import { decodersOf, parent } from './parent.ts'
import { script, startProgram } from './program.ts'
import { endOnDefect, refusalOf, wordsOf } from './run.ts'
import { servePipe } from './serve.ts'

/** Serves until the window's process says `close`, or is gone. Answers the exit code. */
export async function runOnPipe(path: string): Promise<number> {
  const from = parent()
  const handles = createHandles()
  const folder = userFolder()
  const log = createLog(join(folder, 'shoko.log'), createClock().now)
  endOnDefect(log, () => {})
  const ended = new Promise<void>((done) => {
    from.onGone(done)
    from.onMessage(({ type }) => type === 'close' && done())
  })
  const start = await new Promise<Extract<ToServer, { type: 'start' }>>((done) =>
    from.onMessage((message) => message.type === 'start' && done(message)),
  )
  const electron = 'parentPort' in process
  // Ctrl-C reaches every process of a terminal; the window writes what was typed last before this one ends.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
  try {
    const program = await startProgram({
      handles,
      log,
      userFolder: folder,
      catalogue: start.catalogue,
      roots: [],
      host: {
        shell: 'electron',
        reveal(file) {
          from.post({ type: 'reveal', path: file })
          return Promise.resolve(true)
        },
        invite: () => Promise.resolve(null),
      },
      spawnDecoder: electron ? decodersOf(from) : forkDecoder(script('decoder')),
      answerDoor() {
        from.post({ type: 'show' })
        return { kind: 'shown' }
      },
      onCatalogue: (opened) => from.post({ type: 'catalogue', path: opened }),
    })
    if ('elsewhere' in program) {
      const { elsewhere } = program
      if (elsewhere.kind === 'address')
        await openBrowser(
          elsewhere.address,
          findOpener({ runtimeFolder: runtimeFolder(), userFolder: folder }),
        )
      from.post({ type: 'elsewhere' })
      await ended
      return 0
    }
    const serving = await servePipe({
      fetch: withMinting(program.fetch, handles, start.mintSecret),
      log,
      path,
      secret: start.pipeSecret,
    })
    from.post({ type: 'ready' })
    await ended
    await serving.close()
    await program.close()
    return 0
  } catch (error) {
    from.post({ type: 'failed', sentence: refusalOf(wordsOf(process.env), log, error) })
    await ended
    return 1
  }
}
