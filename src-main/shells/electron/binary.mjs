/**
 * Whether Electron's binary is there and can run; it is no part of the npm package and is fetched once. Plain
 * JavaScript that runs on Node 20.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectNode } from '../fresh.mjs'

/** Inside a distribution, by platform; the same names as Electron's own installer uses. */
const EXECUTABLES = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}

export const NO_DISPLAY = 'There is no display'

/** How long a failure to reach the download server is believed: a start must not wait for it every time. */
const BELIEVED = 24 * 60 * 60 * 1000
const REMEMBERED = join('node_modules', '.cache', 'shoko-no-electron')

/** @param {NodeJS.Platform} platform */
export const executableName = (platform) =>
  platform === 'darwin' || platform === 'win32' ? EXECUTABLES[platform] : 'electron'

/**
 * The folder of Electron's distribution, or null where it is not installed.
 * @param {string} root
 * @param {NodeJS.Platform} [platform]
 * @param {Record<string, string | undefined>} [env]
 */
export function distribution(root, platform = process.platform, env = process.env) {
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH || join(root, 'node_modules', 'electron', 'dist')
  return existsSync(join(dist, executableName(platform))) ? dist : null
}

/**
 * The binary to run, or in one clause why there is none; `fetchable` when fetching it would help.
 * @param {string} root
 * @param {{platform?: NodeJS.Platform, env?: Record<string, string | undefined>, uid?: number | undefined, proc?: string}} [system]
 * @returns {{electron: string, why: null, fetchable: false} | {electron: null, why: string, fetchable: boolean}}
 */
export function findWindow(root, system = {}) {
  const {
    platform = process.platform,
    env = process.env,
    uid = process.getuid?.(),
    proc = '/proc/sys',
  } = system
  /** @param {string} why */
  const none = (why, fetchable = false) => ({ electron: null, why, fetchable })
  if (platform === 'linux') {
    if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return none(NO_DISPLAY)
    if (uid === 0) return none('Electron keeps its sandbox on, and that does not work for root')
  }
  const dist = distribution(root, platform, env)
  if (dist === null) {
    if (env.ELECTRON_SKIP_BINARY_DOWNLOAD) return none('Electron is not installed and is not to be fetched')
    return none(remembered(root) ?? 'Electron is not installed', !env.ELECTRON_OVERRIDE_DIST_PATH)
  }
  if (platform === 'linux' && !sandboxWorks(dist, proc)) {
    return none('This system does not let Electron make its sandbox (unprivileged user namespaces are off)')
  }
  return { electron: join(dist, executableName(platform)), why: null, fetchable: false }
}

/**
 * Whether it is worth asking the download server.
 * @param {string} root
 */
export function mayFetchElectron(root, now = Date.now()) {
  const asked = statSync(join(root, REMEMBERED), { throwIfNoEntry: false })
  return asked === undefined || now - asked.mtimeMs > BELIEVED
}

/**
 * Fetches the binary; null when it is there now, or in one clause why not.
 * @param {string} root
 */
export function fetchElectron(root) {
  const script = join(root, 'src-main', 'shells', 'electron', 'fetch.mjs')
  const { status, stdout } = spawnSync(projectNode(root), [script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  return status === 0 ? null : stdout.trim().split('\n').at(-1) || 'Electron could not be fetched'
}

/**
 * @param {string} root
 * @param {string} why one clause
 */
export function rememberNoElectron(root, why) {
  mkdirSync(dirname(join(root, REMEMBERED)), { recursive: true })
  writeFileSync(join(root, REMEMBERED), why)
}

/** @param {string} root */
function remembered(root) {
  const file = join(root, REMEMBERED)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

/**
 * Chromium's sandbox takes a helper that belongs to root, or namespaces that any user may make.
 * @param {string} dist
 * @param {string} proc
 */
function sandboxWorks(dist, proc) {
  const helper = statSync(join(dist, 'chrome-sandbox'), { throwIfNoEntry: false })
  if (helper !== undefined && helper.uid === 0 && (helper.mode & 0o4000) !== 0) return true
  /** @param {string} path */
  const setting = (path) =>
    existsSync(join(proc, path)) ? readFileSync(join(proc, path), 'utf8').trim() : null
  return (
    setting('kernel/unprivileged_userns_clone') !== '0' &&
    setting('kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
    setting('user/max_user_namespaces') !== '0'
  )
}
