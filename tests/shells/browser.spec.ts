import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { describe, expect, it, vi } from 'vitest'
import {
  findOpener,
  hasDisplay,
  openBrowser,
  redirectFile,
  removeRedirects,
} from '../../src-main/shells/server/browser.ts'
import { revealCommand } from '../../src-main/shells/server/reveal.ts'
import { TOKEN_LIFETIME } from '../../src-main/shells/server/way-in.ts'
import { aFolder } from './asking.ts'

const address = 'http://127.0.0.1:4000/enter?token=secret'

describe('the file that opens the browser', () => {
  it('is readable by its user alone, and goes when somebody has come in there', () => {
    const folder = join(aFolder(), 'run')
    const [path, again, other] = [address, address, address.replace('4000', '4001')].map((to) =>
      redirectFile(folder, to),
    ) as [string, string, string]
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(readFileSync(path, 'utf8')).toContain(`content="0;url=${address}"`)
    removeRedirects(folder, 4000)
    expect([path, again, other].map((one) => existsSync(one))).toEqual([false, false, true])
  })

  it('goes after a minute, used or not', () => {
    vi.useFakeTimers()
    const path = redirectFile(aFolder(), address)
    vi.advanceTimersByTime(TOKEN_LIFETIME - 1)
    expect(existsSync(path)).toBe(true)
    vi.advanceTimersByTime(1)
    expect(existsSync(path)).toBe(false)
    vi.useRealTimers()
  })

  it('takes those along that earlier starts left', () => {
    const folder = aFolder()
    const [old, young] = [redirectFile(folder, address), redirectFile(folder, address)]
    utimesSync(old, 1000, 1000)
    redirectFile(folder, address)
    expect(existsSync(old)).toBe(false)
    expect(existsSync(young)).toBe(true)
  })
})

describe.skipIf(process.platform !== 'linux')('the browser', () => {
  /** Programs on a PATH of their own; `opened` is what one was called with. */
  function someBrowsers(programs: Record<string, string>) {
    const folder = aFolder()
    mkdirSync(join(folder, 'bin'))
    for (const [name, script] of Object.entries(programs)) {
      writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${script}\n`)
      chmodSync(join(folder, 'bin', name), 0o755)
    }
    const find = (env: Record<string, string> = {}) =>
      findOpener({
        runtimeFolder: join(folder, 'run'),
        userFolder: join(folder, 'user'),
        env: { PATH: join(folder, 'bin'), ...env },
      })
    return { folder, find }
  }

  it('is a Chromium with a profile of its own and no extensions, where there is one', () => {
    const { folder, find } = someBrowsers({ chromium: '', 'google-chrome': '' })
    const opener = find()
    expect(opener.command).toBe(join(folder, 'bin', 'chromium'))
    expect(opener.arguments).toContain(`--user-data-dir=${join(folder, 'user', 'browser')}`)
    expect(opener.arguments).toContain('--disable-extensions')
    expect(statSync(join(folder, 'user', 'browser')).mode & 0o077).toBe(0)
    expect(find({ CHROMIUM_PATH: join(folder, 'bin', 'google-chrome') }).command).toMatch(/google-chrome$/)
  })

  it('is the default one where there is none, or one that cannot read our files', () => {
    const { find } = someBrowsers({ chromium: 'exec /snap/bin/chromium "$@"' })
    expect(find()).toMatchObject({ command: 'xdg-open', arguments: [] })
    expect(find({ PATH: 'relative' })).toMatchObject({ command: 'xdg-open' })
  })

  it('is never given a token on its command line', async () => {
    const { folder, find } = someBrowsers({
      chromium: 'echo "$@" > "$0.called"; mkfifo "$0.done"; cat "$0.done"',
    })
    const opened = await openBrowser(address, find())
    expect(opened).toBe(true)
    // The program holds still until it is read from.
    const called = join(folder, 'bin', 'chromium.called')
    spawnSync('sh', [
      '-c',
      `while ! [ -p "${join(folder, 'bin', 'chromium.done')}" ]; do :; done; echo > "${join(folder, 'bin', 'chromium.done')}"`,
    ])
    const given = readFileSync(called, 'utf8')
    expect(given).toMatch(/--app=file:\/\/\S+\/run\/open-4000-[0-9a-f]{18}\.html\n$/)
    expect(given).not.toContain('secret')
    expect(readdirSync(join(folder, 'run'))).toHaveLength(1)
  })

  it('leaves no file when nothing could be opened', async () => {
    const { folder, find } = someBrowsers({})
    const opened = await openBrowser(address, { ...find(), command: join(folder, 'none') })
    expect(opened).toBe(false)
    expect(readdirSync(join(folder, 'run'))).toEqual([])
  })

  it('is not looked for without a display', () => {
    expect(hasDisplay({})).toBe(false)
    expect(hasDisplay({ DISPLAY: ':0' })).toBe(true)
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
  })
})

it('a file is shown in the file manager of the system', () => {
  expect(revealCommand('/a/b.xml', 'linux')).toEqual(['xdg-open', '/a'])
  expect(revealCommand('/a/b.xml', 'darwin')).toEqual(['open', '-R', '/a/b.xml'])
  expect(revealCommand('C:\\b.xml', 'win32')).toEqual(['explorer.exe', '/select,C:\\b.xml'])
})
