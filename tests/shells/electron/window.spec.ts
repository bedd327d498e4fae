import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { catalogueAmong, catalogueAt } from '../../../src-main/shells/electron/argument.ts'
import { menuTemplate } from '../../../src-main/shells/electron/menu.ts'
import { openWindow } from '../../../src-main/shells/electron/window.ts'
import { placed, windowStateFile } from '../../../src-main/shells/electron/window-state.ts'
import { messages } from '../../../src-main/shared/i18n/index.ts'
import { aFolder } from '../asking.ts'
import { Window } from './parts.ts'

describe('the place of a window', () => {
  const left = { x: 0, y: 0, width: 1920, height: 1040 }
  const right = { x: 1920, y: 0, width: 1280, height: 984 }
  const state = { x: 2000, y: 100, width: 1000, height: 700, maximized: false }

  it('is what it was, while a screen shows it', () => {
    expect(placed(state, [left, right])).toEqual({ x: 2000, y: 100, width: 1000, height: 700 })
  })

  it('is left to the system when its screen has gone, with its size', () => {
    expect(placed(state, [left])).toEqual({ width: 1000, height: 700 })
    expect(placed({ ...state, x: -990 }, [left])).toEqual({ width: 1000, height: 700 })
  })

  it('is moved and shrunk onto a screen that shows a part of it', () => {
    expect(placed({ ...state, x: 1500, y: 900 }, [left])).toEqual({
      x: 920,
      y: 340,
      width: 1000,
      height: 700,
    })
    expect(placed({ ...state, width: 5000, height: 3000 }, [right])).toEqual({ ...right, y: 0 })
  })

  it('has a usual size the first time, and on a small screen what fits', () => {
    expect(placed(null, [left])).toEqual({ width: 1440, height: 900 })
    expect(placed(null, [{ ...left, width: 1280, height: 700 }])).toEqual({ width: 1280, height: 700 })
  })

  it('is forgotten where the file says nothing of use', () => {
    const file = join(aFolder(), 'window.json')
    expect(windowStateFile(file).read()).toBeNull()
    for (const text of ['', '{"x":1}', '{"x":"1","y":0,"width":1,"height":1,"maximized":true}']) {
      writeFileSync(file, text)
      expect(windowStateFile(file).read()).toBeNull()
    }
    windowStateFile(file).write(state)
    expect(windowStateFile(file).read()).toEqual(state)
  })
})

describe('closing a window', () => {
  const parts = {
    BrowserWindow: Window,
    screen: { getPrimaryDisplay: () => ({ id: 1, workArea: {} }), getAllDisplays: () => [] },
  }

  function aClosingWindow(settled: () => Promise<void>) {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const window = openWindow(parts as unknown as Parameters<typeof openWindow>[0], {
      address: 'shoko://a/',
      preload: '',
      icon: '',
      stateFile: join(aFolder(), 'window.json'),
      settled,
      onClosed: () => {},
    }) as unknown as Window
    window.close()
    expect(window.done).toEqual(['hide'])
    return window
  }

  it('waits for what is being written', async () => {
    const written = Promise.withResolvers<null>()
    const window = aClosingWindow(() => written.promise.then(() => {}))
    await vi.advanceTimersByTimeAsync(1000)
    expect(window.destroyed).toBe(false)
    written.resolve(null)
    await vi.advanceTimersByTimeAsync(0)
    expect(window.destroyed).toBe(true)
  })

  it('does not wait for ever', async () => {
    const window = aClosingWindow(() => new Promise(() => {}))
    await vi.advanceTimersByTimeAsync(2999)
    expect(window.destroyed).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(window.destroyed).toBe(true)
  })
})

describe('an argument', () => {
  function somePlaces() {
    const folder = aFolder()
    mkdirSync(join(folder, 'X.shoko'))
    mkdirSync(join(folder, 'plain'))
    writeFileSync(join(folder, 'X.shoko', 'open.shokocat'), '')
    writeFileSync(join(folder, 'file.shoko'), '')
    mkdirSync(join(folder, 'plain', 'open.shokocat'))
    writeFileSync(join(folder, 'plain', 'other.shokocat'), '')
    return folder
  }

  it('is a catalogue when it names its folder or the file in it that a desktop opens', () => {
    const folder = somePlaces()
    const found = join(folder, 'X.shoko')
    expect(catalogueAt(found)).toBe(found)
    expect(catalogueAt(join(found, 'open.shokocat'))).toBe(found)
    symlinkSync(found, join(folder, 'link'))
    expect(catalogueAt(join(folder, 'link'))).toBe(found)
    expect(catalogueAmong(['program', '.', 'X.shoko', '--flag'], folder)).toBe(found)
  })

  it('is nothing otherwise', () => {
    const folder = somePlaces()
    for (const name of [
      '',
      'plain',
      'file.shoko',
      'none.shoko',
      'plain/open.shokocat',
      'plain/other.shokocat',
      '\0',
    ])
      expect(catalogueAt(join(folder, name)), name).toBeNull()
    expect(catalogueAmong(['X.shoko'], folder)).toBeNull()
    expect(catalogueAmong(['program', '--catalogue=X.shoko', '-X.shoko'], folder)).toBeNull()
  })
})

it('the menu speaks both languages, and leaves undo to the page', () => {
  let opened = 0
  const template = (language: 'en' | 'ja', platform: NodeJS.Platform) =>
    menuTemplate(messages[language], platform, { openCatalogue: () => (opened += 1) })
  const flat = (menu: ReturnType<typeof template>) => JSON.stringify(menu)
  expect(flat(template('en', 'linux'))).toContain('"Open catalogue…"')
  expect(flat(template('ja', 'linux'))).toContain('"目録を開く…"')
  expect(flat(template('en', 'linux'))).not.toMatch(/"undo"|"redo"|"reload"|"toggleDevTools"/)
  expect(template('en', 'darwin')[0]).toEqual({ role: 'appMenu' })
  const [file] = template('en', 'linux')
  const items = file?.submenu as { click?: () => void }[]
  items[0]?.click?.()
  expect(opened).toBe(1)
})
