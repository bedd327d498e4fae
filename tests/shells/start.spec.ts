import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  executableName,
  findWindow,
  mayFetchElectron,
  rememberNoElectron,
} from '../../src-main/shells/electron/binary.mjs'
import { parseStart } from '../../src-main/shells/start.mjs'
import { parseServerArguments } from '../../src-main/shells/server/arguments.ts'
import { aFolder } from './asking.ts'

describe('npm start', () => {
  it('takes a catalogue, and options for the browser', () => {
    expect(parseStart([])).toEqual({ catalogue: null, forServer: [], window: true, help: false })
    expect(parseStart(['X.shoko'])).toMatchObject({ catalogue: 'X.shoko', window: true })
    expect(parseStart(['--no-open', '--port=80', '--root', 'scans', 'X.shoko'])).toEqual({
      catalogue: 'X.shoko',
      forServer: ['--no-open', '--port', '80', '--root', 'scans'],
      window: false,
      help: false,
    })
    expect(parseStart(['--browser'])).toMatchObject({ window: false })
  })

  it.each([[['--wrong']], [['--port']], [['X.shoko', 'Y.shoko']]])('refuses %j', (given) => {
    expect(() => parseStart(given)).toThrow(/^[^\n]+$/)
  })

  it('says how it is used, and ends with 2 when it was used wrongly', () => {
    const script = join(import.meta.dirname, '../../src-main/shells/start.mjs')
    const run = (...given: string[]) => spawnSync(process.execPath, [script, ...given], { encoding: 'utf8' })
    expect(run('--help')).toMatchObject({ status: 0, stderr: '' })
    expect(run('--help').stdout).toContain('CATALOGUE')
    const wrong = run('--wrong')
    expect(wrong.status).toBe(2)
    expect(wrong.stderr).toMatch(/^unknown option --wrong\n/)
  })
})

describe('the server shell', () => {
  it('reads its arguments, with paths from where the person stands', () => {
    expect(
      parseServerArguments(['--catalogue', 'X.shoko', '--port', '8080', '--no-open', '--root', 'a'], '/b'),
    ).toEqual({
      catalogue: '/b/X.shoko',
      port: 8080,
      open: false,
      roots: ['/b/a'],
      socket: null,
    })
    expect(parseServerArguments([], '/b')).toMatchObject({ catalogue: null, port: 0, open: true })
  })

  it.each([['--port=x'], ['--port=70000'], ['--wrong'], ['stray']])('refuses %s', (argument) => {
    expect(() => parseServerArguments([argument], '/')).toThrow()
  })
})

describe('the window', () => {
  function anElectron(helperMode?: number) {
    const dist = aFolder()
    writeFileSync(join(dist, executableName('linux')), '')
    if (helperMode !== undefined) {
      writeFileSync(join(dist, 'chrome-sandbox'), '')
      chmodSync(join(dist, 'chrome-sandbox'), helperMode)
    }
    return dist
  }
  /** What the kernel says, as files. */
  function aKernel(settings: Record<string, string> = {}) {
    const proc = aFolder()
    for (const [path, value] of Object.entries(settings)) {
      mkdirSync(dirname(join(proc, path)), { recursive: true })
      writeFileSync(join(proc, path), `${value}\n`)
    }
    return proc
  }
  const on = (env: Record<string, string>, system: { uid?: number; proc?: string } = {}) =>
    findWindow(aFolder(), { platform: 'linux', env, uid: 1000, proc: aKernel(), ...system })

  it('is used where the binary and a display are', () => {
    const dist = anElectron()
    const env = { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: dist }
    expect(on(env)).toEqual({ electron: join(dist, 'electron'), why: null, fetchable: false })
    expect(on({ ...env, DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' }).electron).not.toBeNull()
  })

  it('is not used without a display, nor by root, and nothing is fetched for it then', () => {
    const env = { ELECTRON_OVERRIDE_DIST_PATH: anElectron() }
    expect(on(env)).toMatchObject({ electron: null, fetchable: false, why: 'There is no display' })
    expect(on({ ...env, DISPLAY: ':0' }, { uid: 0 })).toMatchObject({ electron: null, fetchable: false })
  })

  it('is not used where its sandbox cannot be made', () => {
    const env = { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: anElectron(0o755) }
    for (const path of ['kernel/unprivileged_userns_clone', 'user/max_user_namespaces'])
      expect(on(env, { proc: aKernel({ [path]: '0' }) }).why).toMatch(/sandbox/)
    const restricted = aKernel({ 'kernel/apparmor_restrict_unprivileged_userns': '1' })
    expect(on(env, { proc: restricted }).why).toMatch(/sandbox/)
    if (process.getuid?.() === 0) {
      const helped = { ...env, ELECTRON_OVERRIDE_DIST_PATH: anElectron(0o4755) }
      expect(on(helped, { proc: restricted }).electron).not.toBeNull()
    }
  })

  it('is fetched where it is missing, but its server is not asked again for a day', () => {
    const root = aFolder()
    const system = { platform: 'linux', env: { DISPLAY: ':0' }, uid: 1000, proc: aKernel() } as const
    expect(findWindow(root, system)).toMatchObject({ electron: null, fetchable: true })
    expect(mayFetchElectron(root)).toBe(true)
    rememberNoElectron(root, 'The server does not answer')
    expect(mayFetchElectron(root)).toBe(false)
    expect(findWindow(root, system).why).toBe('The server does not answer')
    expect(mayFetchElectron(root, Date.now() + 25 * 60 * 60 * 1000)).toBe(true)
  })

  it('is not fetched where somebody says so', () => {
    expect(on({ DISPLAY: ':0', ELECTRON_SKIP_BINARY_DOWNLOAD: '1' }).fetchable).toBe(false)
    expect(on({ DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: aFolder() }).fetchable).toBe(false)
  })
})
