import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CHANNELS } from '../../../src-main/shells/electron/channels.ts'
import { aFolder } from '../asking.ts'
import { aDesktop, event, Window } from './parts.ts'

const institution = {
  name: 'Archives',
  country: 'JP',
  language: 'eng',
  script: 'Latn',
  rightsStatement: 'In the public domain.',
}

describe('the desktop program', () => {
  it('answers a window from its own process, and nobody else', async () => {
    const desktop = await aDesktop()
    const window = await desktop.window()
    expect(window.webContents.url).toMatch(/^shoko:\/\/[0-9a-f]{12}\/$/)
    expect(await desktop.call('session/about', undefined)).toMatchObject({ shell: 'electron' })
    expect((await desktop.request('shoko://elsewhere/'))?.status).toBe(404)
    const answer = await desktop.fetch('/nothing')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const sockets = statSync(desktop.user).mode & 0o077
    expect(sockets).toBe(0)
  })

  it('lets the page start no minting of its own', async () => {
    const desktop = await aDesktop()
    await desktop.window()
    for (const headers of [{}, { 'x-shoko-mint': 'guessed' }] as Record<string, string>[]) {
      const body = JSON.stringify({ path: '/etc/passwd', purpose: 'read' })
      const answer = await desktop.fetch('/host/mint', { method: 'POST', headers, body })
      expect(answer.status).toBe(404)
    }
  })

  it('turns what a person chooses into handles that the calls take', async () => {
    const desktop = await aDesktop()
    await desktop.window()
    const folder = aFolder()
    desktop.chosen.open = [folder]
    const parent = await desktop.invoke(CHANNELS.chooseFolder, { purpose: 'write' })
    const { handle } = parent as { handle: string }
    expect(JSON.stringify(parent)).not.toContain(folder.slice(0, folder.lastIndexOf('/') + 1))
    const made = await desktop.call('catalogue/create', { handle, name: 'Chosen', institution })
    expect(made).toMatchObject({ name: 'Chosen' })
    expect(existsSync(join(folder, 'Chosen.shoko', 'catalogue.sqlite'))).toBe(true)

    writeFileSync(join(folder, 'scan.tif'), '')
    desktop.chosen.open = [join(folder, 'scan.tif')]
    expect(await desktop.invoke(CHANNELS.chooseFiles)).toMatchObject([{ name: 'scan.tif' }])
    expect(await desktop.invoke(CHANNELS.handleOf, join(folder, 'scan.tif'))).toMatchObject({
      name: 'scan.tif',
    })
    expect(await desktop.invoke(CHANNELS.handleOf, join(folder, 'none.tif'))).toBeNull()
    expect(await desktop.invoke(CHANNELS.handleOf, '../scan.tif')).toBeNull()
    desktop.chosen.save = join(folder, 'export.xml')
    expect(await desktop.invoke(CHANNELS.chooseSave, { name: 'export.xml' })).toMatchObject({
      name: 'export.xml',
    })
    expect(await desktop.invoke(CHANNELS.chooseSave, { name: '../../x' })).toMatchObject({})
    expect(desktop.dialogs.at(-1)).toMatchObject({ defaultPath: join(desktop.user, 'documents', 'export') })
    desktop.chosen.save = ''
    expect(await desktop.invoke(CHANNELS.chooseSave, { name: 'export.xml' })).toBeNull()
  })

  it('shows its dialogs to its own pages only', async () => {
    const desktop = await aDesktop()
    const { webContents } = await desktop.window()
    const frame = { url: webContents.mainFrame.url }
    await expect(desktop.invoke(CHANNELS.chooseFiles, undefined, webContents, frame)).rejects.toThrow(
      /not a page/,
    )
    webContents.mainFrame.url = 'https://elsewhere.example/'
    await expect(desktop.invoke(CHANNELS.chooseFiles)).rejects.toThrow(/not a page/)
    webContents.mainFrame.url = webContents.url
    const other = Object.assign(Object.create(webContents) as typeof webContents, { id: 99 })
    await expect(desktop.invoke(CHANNELS.chooseFiles, undefined, other)).rejects.toThrow(/not a page/)
    expect(desktop.dialogs).toEqual([])
  })

  it('has one window for a catalogue, however often it is started on it', async () => {
    const desktop = await aDesktop()
    const first = await desktop.window()
    const sample = join(desktop.user, 'documents', 'Shoko sample.shoko')
    desktop.app.emit('second-instance', {}, ['program', '--inspect', join(sample, 'open.shokocat')], '/')
    desktop.app.emit('second-instance', {}, ['program', 'documents/Shoko sample.shoko'], desktop.user)
    desktop.app.emit('second-instance', {}, ['program'], '/')
    expect(first.done.filter((what) => what === 'focus')).toHaveLength(3)
    expect(desktop.children).toHaveLength(1)

    const folder = aFolder()
    const { handle } = (await desktop.invoke(CHANNELS.handleOf, folder)) as { handle: string }
    expect(handle).toBeTruthy()
    const other = join(folder, 'Other.shoko')
    mkdirSync(other)
    desktop.app.emit('second-instance', {}, ['program', other], '/')
    expect(desktop.children).toHaveLength(2)
    await event(desktop.children[1] as never, 'exit')
    expect(desktop.errors).toEqual([[expect.any(String), expect.stringContaining('Other.shoko')]])
    expect(Window.all).toHaveLength(1)
  })

  it('comes to the front when a start in a terminal finds the catalogue open', async () => {
    const desktop = await aDesktop()
    const window = await desktop.window()
    const entry = join(import.meta.dirname, '../../../src-main/shells/server/main.ts')
    const second = spawn(process.execPath, [entry, '--no-open'], {
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
        LANG: 'en',
        SHOKO_USER_FOLDER: desktop.user,
        SHOKO_DOCUMENTS_FOLDER: join(desktop.user, 'documents'),
      },
    })
    let said = ''
    second.stdout.on('data', (part: Buffer) => (said += part.toString()))
    expect(await event(second, 'close')).toEqual([0, null])
    expect(said).toMatch(/come to the front/)
    expect(said).not.toMatch(/http/)
    expect(window.done).toContain('focus')
  })

  it('opens nothing for arguments that are not a catalogue', async () => {
    const desktop = await aDesktop()
    await desktop.window()
    for (const stray of [
      'https://elsewhere.example/X.shoko',
      'shoko://open',
      '/nowhere/X.shoko',
      desktop.user,
      '--x=X.shoko',
    ])
      desktop.app.emit('second-instance', {}, ['program', stray], '/')
    expect(desktop.children).toHaveLength(1)
  })

  it('leaves the work to the program that runs already', async () => {
    const desktop = await aDesktop({ isFirst: false })
    expect(desktop.app.quits).toBe(1)
    expect(desktop.children).toEqual([])
  })

  it('writes what is under way before a window goes, and ends with the last one', async () => {
    const desktop = await aDesktop()
    const window = await desktop.window()
    const quit = event(desktop.app, 'quit')
    const saving = desktop.call('settings/set', { who: 'M. S.' })
    window.close()
    expect(window.done).toContain('hide')
    expect(window.destroyed).toBe(false)
    expect(await saving).toMatchObject({ who: 'M. S.' })
    await quit
    expect(window.destroyed).toBe(true)
    expect(desktop.children.map(({ exitCode }) => exitCode)).toEqual([0])
    expect(readFileSync(join(desktop.user, 'settings.json'), 'utf8')).toContain('M. S.')
    expect(JSON.parse(readFileSync(join(desktop.user, 'window.json'), 'utf8'))).toMatchObject({
      x: 10,
      width: 1000,
    })
  })

  it('says so when its process has died, and ends', async () => {
    const desktop = await aDesktop()
    const window = await desktop.window()
    const quit = event(desktop.app, 'quit')
    desktop.children[0]?.kill('SIGKILL')
    await quit
    expect(window.destroyed).toBe(true)
    expect(desktop.errors).toHaveLength(1)
  })
})

describe('a page in a window', () => {
  it('has no power over the machine', async () => {
    const desktop = await aDesktop()
    const { options } = await desktop.window()
    expect(options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
    expect(desktop.app.sandboxed).toBe(true)
    expect(desktop.app.switches).toContainEqual(['host-resolver-rules', 'MAP * ~NOTFOUND'])
    expect(desktop.schemes).toEqual([
      [
        {
          scheme: 'shoko',
          privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
        },
      ],
    ])
  })

  it('stays where it is', async () => {
    const desktop = await aDesktop()
    const { webContents } = await desktop.window()
    desktop.app.emit('web-contents-created', {}, webContents)
    expect(webContents.openHandler?.({ url: webContents.url })).toEqual({ action: 'deny' })
    const goes = (name: string, details: object) => {
      let prevented = false
      webContents.emit(name, { ...details, preventDefault: () => (prevented = true) })
      return !prevented
    }
    expect(goes('will-navigate', { url: `${webContents.url}#there` })).toBe(true)
    for (const url of [
      'https://elsewhere.example/',
      'file:///etc/passwd',
      'shoko://elsewhere/',
      'javascript:0',
    ])
      expect(goes('will-navigate', { url }), url).toBe(false)
    expect(goes('will-frame-navigate', { url: webContents.url, isMainFrame: false })).toBe(false)
    const framed = (url: string) => goes('will-frame-navigate', { url, isMainFrame: false })
    expect(framed(`${webContents.url}reading/1`)).toBe(true)
    for (const url of ['https://elsewhere.example/reading/1', 'shoko://elsewhere/reading/1'])
      expect(framed(url), url).toBe(false)
    expect(goes('will-redirect', { url: webContents.url })).toBe(false)
    expect(goes('will-attach-webview', {})).toBe(false)
  })

  it('asks nothing of the network, and gets no permission, device or foreign download', async () => {
    const { session } = await aDesktop()
    const goesOut = (url: string) => {
      let cancelled = true
      session.before?.({ url }, ({ cancel }: { cancel: boolean }) => (cancelled = cancel))
      return !cancelled
    }
    expect(['shoko://a/rpc', 'blob:shoko://a/1', 'data:image/png;base64,'].map(goesOut)).toEqual([
      true,
      true,
      true,
    ])
    for (const url of [
      'https://a.example/',
      'http://127.0.0.1/',
      'ws://a/',
      'file:///etc/passwd',
      'ftp://a/',
      'blob:https://a',
    ])
      expect(goesOut(url), url).toBe(false)
    const granted = (permission: string, requestingUrl: string) => {
      let answer = true
      session.request?.({}, permission, (given: boolean) => (answer = given), { requestingUrl })
      return answer
    }
    expect(granted('clipboard-sanitized-write', 'shoko://a/')).toBe(true)
    expect(granted('clipboard-sanitized-write', 'https://a/')).toBe(false)
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'fileSystem',
      'hid',
    ])
      expect(granted(permission, 'shoko://a/'), permission).toBe(false)
    expect(session.check?.({}, 'fullscreen', 'shoko://a')).toBe(true)
    expect(session.check?.({}, 'media', 'shoko://a')).toBe(false)
    expect(session.device?.({})).toBe(false)
    const downloads = (url: string) => {
      let prevented = false
      session['will-download']?.({ preventDefault: () => (prevented = true) }, { getURL: () => url })
      return !prevented
    }
    expect(downloads('shoko://a/downloads/1')).toBe(true)
    expect(downloads('https://a.example/x')).toBe(false)
  })
})
