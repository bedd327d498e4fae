/**
 * Opens the system's browser. An address with a token must not stand on a command line, which every user of the
 * machine can read; the browser is given a file that only this user can read, and that sends it on.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { privateFolder } from '../../platform/folders.ts'
import { TOKEN_LIFETIME } from './way-in.ts'

type Environment = Record<string, string | undefined>

export const hasDisplay = (env: Environment = process.env): boolean =>
  process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)

/** A file that sends a browser on to an address, for one minute. Answers its path. */
export function redirectFile(folder: string, address: string): string {
  privateFolder(folder)
  for (const { path, age } of redirectFiles(folder)) {
    // Left by a start that ended at once, because the program ran already.
    if (age > TOKEN_LIFETIME) rmSync(path, { force: true })
  }
  const path = join(folder, `open-${new URL(address).port}-${randomBytes(9).toString('hex')}.html`)
  writeFileSync(
    path,
    `<!doctype html><meta charset="utf-8"><title>Shoko</title><meta http-equiv="refresh" content="0;url=${address}">`,
    { mode: 0o600, flag: 'wx' },
  )
  setTimeout(() => rmSync(path, { force: true }), TOKEN_LIFETIME).unref()
  return path
}

/** Takes away the files that lead to a port, also those that another start has written. */
export function removeRedirects(folder: string, port: number): void {
  for (const found of redirectFiles(folder)) if (found.port === port) rmSync(found.path, { force: true })
}

function redirectFiles(folder: string): { path: string; port: number; age: number }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) => {
    const port = /^open-(\d+)-\w+\.html$/.exec(name)?.[1]
    const path = join(folder, name)
    const facts = port === undefined ? undefined : statSync(path, { throwIfNoEntry: false })
    return facts === undefined ? [] : [{ path, port: Number(port), age: Date.now() - facts.mtimeMs }]
  })
}

export interface Opener {
  command: string
  arguments: string[]
  /** Where the file must lie for this browser to be able to read it. */
  folder: string
}

/**
 * How an address is opened here: a Chromium in a window and with a profile of its own, without extensions, where there
 * is one; otherwise whatever the system opens pages with.
 */
export function findOpener(options: {
  runtimeFolder: string
  userFolder: string
  env?: Environment
}): Opener {
  const { runtimeFolder, userFolder, env = process.env } = options
  const chromium = chromiums(env).find(isOwnProgram)
  if (chromium !== undefined) {
    return {
      command: chromium,
      arguments: chromiumArguments(privateFolder(join(userFolder, 'browser'))),
      folder: runtimeFolder,
    }
  }
  if (process.platform === 'darwin') return { command: 'open', arguments: [], folder: runtimeFolder }
  if (process.platform === 'win32') {
    return { command: 'rundll32.exe', arguments: ['url.dll,FileProtocolHandler'], folder: runtimeFolder }
  }
  return { command: 'xdg-open', arguments: [], folder: confinedFolder() ?? runtimeFolder }
}

export function chromiumArguments(profile: string): string[] {
  return [
    `--user-data-dir=${profile}`,
    // Chromium remembers the size of a window by its address, and ours is a new one each time.
    '--window-size=1440,900',
    '--disable-extensions',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-features=Translate,MediaRouter,OptimizationHints',
    '--no-first-run',
    '--no-default-browser-check',
    // The sandbox of Chromium does not start for root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
}

/** Opens `address`; false when nothing here can. */
export async function openBrowser(address: string, opener: Opener): Promise<boolean> {
  const path = redirectFile(opener.folder, address)
  const target = opener.arguments.some((argument) => argument.startsWith('--user-data-dir='))
    ? `--app=${pathToFileURL(path).href}`
    : path
  const child = spawn(opener.command, [...opener.arguments, target], { detached: true, stdio: 'ignore' })
  const opened = await new Promise<boolean>((done) => {
    child.once('error', () => done(false))
    child.once('spawn', () => done(true))
  })
  child.unref()
  if (!opened) rmSync(path, { force: true })
  return opened
}

function chromiums(env: Environment): string[] {
  if (env.CHROMIUM_PATH) return [env.CHROMIUM_PATH]
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  }
  if (process.platform === 'win32') {
    const programs = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter(
      (path) => path !== undefined,
    )
    const inside = [
      ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ['Chromium', 'Application', 'chrome.exe'],
      ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
    ]
    return programs.flatMap((folder) => inside.map((steps) => join(folder, ...steps)))
  }
  const names = ['chromium', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'brave-browser']
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'))
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** A program that sees the person's files as they are: a confined one (snap) reads no hidden or runtime folder. */
function isOwnProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    if (process.platform !== 'linux') return true
    const file = openSync(path, 'r')
    try {
      const start = Buffer.alloc(4096)
      const script = start.toString('latin1', 0, readSync(file, start))
      return (
        !/\/snap(d|\/|$)/.test(realpathSync(path)) && !(script.startsWith('#!') && script.includes('/snap/'))
      )
    } finally {
      closeSync(file)
    }
  } catch {
    return false
  }
}

/** The one folder that a default browser packed as a snap can read, if it is one. */
function confinedFolder(): string | null {
  const asked = spawnSync('xdg-settings', ['get', 'default-web-browser'], { encoding: 'utf8', timeout: 2000 })
  const snap = asked.error ? undefined : /^(\w+)_\1\.desktop\s*$/.exec(asked.stdout)?.[1]
  const folder = snap === undefined ? null : join(homedir(), 'snap', snap, 'common')
  return folder !== null && existsSync(folder) ? join(folder, 'shoko') : null
}
