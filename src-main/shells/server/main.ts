/** The entry of the server shell, in a terminal or behind a window. */
import { parseServerArguments } from './arguments.ts'
import type { ServerArguments } from './arguments.ts'
import { runOnPipe } from './run-on-pipe.ts'
import { runServer } from './run.ts'

async function main(): Promise<number> {
  let asked: ServerArguments
  try {
    asked = parseServerArguments(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd())
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
  return asked.socket === null ? runServer(asked) : runOnPipe(asked.socket)
}

process.exitCode = await main()
// The way to a parent keeps a process alive that has nothing left to do.
process.exit()
