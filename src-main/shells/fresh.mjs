/**
 * Whether what is installed and built still matches the sources, and how to make it so. Plain JavaScript that runs on
 * Node 20: it is there before anything is installed.
 */
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** What a build is made of, and what makes it. */
const SOURCES = [
  'src-main',
  'src-renderer',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
]
const OUT = 'out'
/** In the build: how young its youngest source was. */
const BUILT = '.built'
const CACHE = join('node_modules', '.cache')

/** Whether `node_modules` holds the versions that the lock file names. */
export function isInstalled(folder = root) {
  const wanted = packagesIn(join(folder, 'package-lock.json'))
  const there = packagesIn(join(folder, 'node_modules', '.package-lock.json'))
  if (wanted === null || there === null) return false
  return Object.entries(wanted).every(([path, { version, optional, devOptional, peer, link }]) => {
    // Packages for other systems are not installed; npm leaves them out of its record.
    const found = there[path]
    if (path === '' || link === true) return true
    return found === undefined
      ? optional === true || devOptional === true || peer === true
      : found.version === version
  })
}

/**
 * @param {string} file
 * @returns {Record<string, {version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean}> | null}
 */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null
  } catch {
    return null
  }
}

/** Whether the build is whole, and no source has changed since: it records how young the youngest was. */
export function isBuilt(folder = root) {
  const built = join(folder, OUT, BUILT)
  return existsSync(built) && readFileSync(built, 'utf8') === youngestSource(folder)
}

/** @param {string} folder */
const youngestSource = (folder) => String(youngest(SOURCES.map((path) => join(folder, path))))

/** A package without sources is built once and for all. */
export const hasSources = (folder = root) => existsSync(join(folder, 'electron.vite.config.ts'))

/** @param {string[]} paths */
function youngest(paths) {
  let time = 0
  for (const path of paths) {
    const entry = statSync(path, { throwIfNoEntry: false })
    if (entry === undefined) continue
    // A folder is as young as the last file that came or went in it.
    time = Math.max(time, entry.mtimeMs)
    if (entry.isDirectory())
      time = Math.max(time, youngest(readdirSync(path).map((name) => join(path, name))))
  }
  return time
}

/** Runs `npm ci`. @throws an Error of one line */
export function install(folder = root) {
  console.error('Installing what package-lock.json names (once; this takes a minute or two) …')
  const npm = npmCommand()
  const result = spawnSync(
    npm.command,
    [...npm.arguments, 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: folder,
      stdio: ['ignore', 2, 2],
      shell: npm.shell,
    },
  )
  if (result.status !== 0) throw new Error('npm ci did not succeed; its reason stands above.')
}

/** npm as it was started, or the one on the PATH. */
export function npmCommand() {
  const script = process.env.npm_execpath
  if (script !== undefined && /npm-cli\.[cm]?js$/.test(script)) {
    return { command: process.execPath, arguments: [script], shell: false }
  }
  const windows = process.platform === 'win32'
  return { command: windows ? 'npm.cmd' : 'npm', arguments: [], shell: windows }
}

/** Node 24, as the project installs it, or this Node where it is as new. @throws an Error of one line */
export function projectNode(folder = root) {
  const path = join(folder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(path)) return path
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Error(
    'Node 24 is not in node_modules: run `npm ci` with install scripts allowed for the package "node".',
  )
}

/**
 * Builds the program; of two at the same time, one waits for the other. It is built aside and put in place when it is
 * whole, since another one may be running from there. @throws an Error of one line
 */
export function build(folder = root) {
  const release = lock(join(folder, CACHE, 'shoko-building'))
  try {
    if (isBuilt(folder)) return
    console.error('Building …')
    // Taken before: a source that changes while the build runs makes it old.
    const sources = youngestSource(folder)
    const [made, old] = [join(folder, CACHE, 'shoko-out'), join(folder, CACHE, 'shoko-out-before')]
    rmSync(made, { recursive: true, force: true })
    const script = join(folder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
    const result = spawnSync(projectNode(folder), [script, 'build', '--outDir', made, '--logLevel', 'warn'], {
      cwd: folder,
      encoding: 'utf8',
    })
    if (result.status !== 0) {
      process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`)
      throw new Error('The build did not succeed; its reason stands above.')
    }
    writeFileSync(join(made, BUILT), sources)
    rmSync(old, { recursive: true, force: true })
    if (existsSync(join(folder, OUT))) renameSync(join(folder, OUT), old)
    renameSync(made, join(folder, OUT))
    rmSync(old, { recursive: true, force: true })
  } finally {
    release()
  }
}

/**
 * Holds a folder as a sign that nobody else may go on; one that a dead process left is taken over.
 * @param {string} path
 */
function lock(path) {
  mkdirSync(dirname(path), { recursive: true })
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      return () => rmSync(path, { force: true })
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error
    }
    if (!isRunning(pidIn(path))) rmSync(path, { force: true })
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
  }
}

/** @param {string} path */
function pidIn(path) {
  try {
    return Number(readFileSync(path, 'utf8'))
  } catch {
    return 0
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Installs and builds where that is due. @throws an Error of one line */
export function makeFresh(folder = root) {
  if (!hasSources(folder)) return
  if (!isInstalled(folder)) install(folder)
  if (!isBuilt(folder)) build(folder)
}
