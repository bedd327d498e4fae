/**
 * `npm start`: installs and builds what is due, then opens the program in its window or, where there is none, in the
 * browser. Plain JavaScript that runs on Node 20, before anything is installed.
 */
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { makeFresh, projectNode, root } from './fresh.mjs'
import {
  fetchElectron,
  findWindow,
  mayFetchElectron,
  NO_DISPLAY,
  rememberNoElectron,
} from './electron/binary.mjs'

const USAGE = `npm start [-- [CATALOGUE] [--browser] [--no-open] [--port N] [--root FOLDER]...]

  CATALOGUE   a NAME.shoko folder; without it, the last one used, or a sample at the first start
  --browser   open in the browser, not in a window
  --no-open   only print the address, and keep serving until Ctrl-C
  --port N    the port of 127.0.0.1 to serve on (any free one otherwise)
  --root F    another folder that may be browsed for files`

/**
 * What was asked for. @throws an Error of one line
 * @param {string[]} given
 */
export function parseStart(given) {
  /** @type {{catalogue: string | null, forServer: string[], window: boolean, help: boolean}} */
  const asked = { catalogue: null, forServer: [], window: true, help: false }
  for (let i = 0; i < given.length; i += 1) {
    const [name = '', inline] = given[i]?.split(/=(.*)/s) ?? []
    if (name === '--help' || name === '-h') asked.help = true
    else if (name === '--browser') asked.window = false
    else if (name === '--no-open') {
      asked.window = false
      asked.forServer.push(name)
    } else if (name === '--port' || name === '--root') {
      const value = inline ?? given[(i += 1)]
      if (value === undefined) throw new Error(`${name} needs a value`)
      asked.forServer.push(name, value)
      if (name === '--port') asked.window = false
    } else if (name.startsWith('-')) throw new Error(`unknown option ${name}`)
    else if (asked.catalogue !== null) throw new Error('one catalogue at a time')
    else asked.catalogue = given[i] ?? null
  }
  return asked
}

async function main() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Error(`Shoko needs Node 20 or later; this is ${process.versions.node}.`)
  }
  let asked
  try {
    asked = parseStart(process.argv.slice(2))
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`)
    return 2
  }
  if (asked.help) {
    console.log(USAGE)
    return 0
  }
  // npm runs scripts in the project's folder; the person may stand elsewhere.
  const base = process.env.INIT_CWD ?? process.cwd()
  const catalogue = asked.catalogue === null ? null : resolve(base, asked.catalogue)
  makeFresh()

  let why = asked.window ? null : ''
  if (why === null) {
    let found = findWindow(root)
    if (found.electron === null && found.fetchable && mayFetchElectron(root)) {
      const failed = fetchElectron(root)
      if (failed !== null) rememberNoElectron(root, failed)
      found = findWindow(root)
    }
    if (found.electron !== null) {
      const code = await run(found.electron, [root, ...(catalogue === null ? [] : [catalogue])])
      // What the dynamic linker says when a library of the desktop is missing.
      if (code !== 127) return code
      why = 'Electron does not start on this system'
    } else why = found.why
  }
  // Without a display nothing is opened: the address follows.
  if (why) console.error(why === NO_DISPLAY ? `${why}.` : `${why}; opening in the browser.`)
  return run(projectNode(), [
    resolve(root, 'out/main/server.js'),
    ...(catalogue === null ? [] : ['--catalogue', catalogue]),
    ...asked.forServer,
  ])
}

/**
 * Runs a program in the foreground until it ends; a signal for this one is for that one.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function run(command, args) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const child = spawn(command, args, { stdio: 'inherit', env })
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  // A terminal sends Ctrl-C to both; a second one would not do harm.
  for (const signal of signals) process.on(signal, () => signal !== 'SIGINT' && child.kill(signal))
  return new Promise((done) => {
    child.on('error', () => done(127))
    child.on('exit', (code, signal) => done(code ?? (signal === 'SIGINT' ? 0 : 1)))
  })
}

if (
  process.argv[1] !== undefined &&
  resolve(process.argv[1]) === resolve(root, 'src-main/shells/start.mjs')
) {
  try {
    process.exitCode = await main()
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
