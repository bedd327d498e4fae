/** Electron's parts as far as the window's process uses them: its child processes are real ones of Node. */
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startApplication } from '../../../src-main/shells/electron/application.ts'
import type { ElectronParts } from '../../../src-main/shells/electron/application.ts'
import { aFolder } from '../asking.ts'

const source = (path: string) => join(import.meta.dirname, '../../../src-main', path)

/** Waits for one event. */
export const event = (from: EventEmitter, name: string) =>
  new Promise<unknown[]>((done) => from.once(name, (...given: unknown[]) => done(given)))

class Contents extends EventEmitter {
  id: number
  url = ''
  mainFrame = { url: '' }
  openHandler: ((details: { url: string }) => unknown) | null = null
  constructor(id: number) {
    super()
    this.id = id
  }
  getURL = () => this.url
  setWindowOpenHandler(handler: (details: { url: string }) => unknown) {
    this.openHandler = handler
  }
}

/** A port as Electron has it: its messages come as events. */
class Port extends EventEmitter {
  #port: MessagePort
  constructor(port: MessagePort) {
    super()
    this.#port = port
    port.on('message', (data: unknown) => this.emit('message', { data }))
    port.unref()
  }
  postMessage = (message: unknown) => this.#port.postMessage(message)
  start = () => this.#port.start()
  close = () => this.#port.close()
}

export class Channel {
  port1: Port
  port2: Port
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new Port(port1)
    this.port2 = new Port(port2)
  }
}

/** A window that notes what is done to it. */
export class Window extends EventEmitter {
  static all: Window[] = []
  static opened = new EventEmitter()
  options: Record<string, unknown>
  webContents: Contents
  done: string[] = []
  destroyed = false
  constructor(options: Record<string, unknown>) {
    super()
    this.options = options
    Window.all.push(this)
    this.webContents = new Contents(Window.all.length)
  }
  loadURL(url: string) {
    this.webContents.url = url
    this.webContents.mainFrame.url = url
    Window.opened.emit('opened')
    return Promise.resolve()
  }
  show = () => void this.done.push('show')
  hide = () => void this.done.push('hide')
  focus = () => void this.done.push('focus')
  maximize = () => void this.done.push('maximize')
  restore = () => void this.done.push('restore')
  isMinimized = () => false
  isMaximized = () => false
  isDestroyed = () => this.destroyed
  getNormalBounds = () => ({ x: 10, y: 20, width: 1000, height: 700 })
  close() {
    const closing = { prevented: false, preventDefault: () => (closing.prevented = true) }
    this.emit('close', closing)
    if (!closing.prevented) this.destroy()
  }
  destroy() {
    if (this.destroyed) return
    this.destroyed = true
    this.emit('closed')
  }
}

class App extends EventEmitter {
  paths: Record<string, string> = {}
  switches: string[][] = []
  sandboxed = false
  isFirst = true
  quits = 0
  commandLine = { appendSwitch: (...given: string[]) => void this.switches.push(given) }
  setPath = (name: string, path: string) => void (this.paths[name] = path)
  requestSingleInstanceLock = () => this.isFirst
  enableSandbox = () => void (this.sandboxed = true)
  getPreferredSystemLanguages = () => ['ja-JP']
  whenReady = () => Promise.resolve()
  quit() {
    this.quits += 1
    this.emit('quit')
  }
}

type Handler = (...given: unknown[]) => unknown

/** The desktop program over a real server process, and everything a spec may look at or do. */
export async function aDesktop(options: { argv?: string[]; isFirst?: boolean } = {}) {
  const app = new App()
  app.isFirst = options.isFirst ?? true
  const user = aFolder()
  const children: ChildProcess[] = []
  const handlers: Record<string, Handler> = {}
  const session: Record<string, Handler> = {}
  const chosen = { open: [] as string[], save: '' }
  const dialogs: unknown[] = []
  const errors: string[][] = []
  const schemes: unknown[] = []
  const shown: string[] = []
  let handler: ((request: Request) => Response | Promise<Response>) | null = null
  const onSession = (name: string) => (given: unknown) => void (session[name] = given as Handler)
  Window.all = []

  const parts = {
    app,
    BrowserWindow: Window,
    Menu: { setApplicationMenu() {}, buildFromTemplate: (template: unknown) => template },
    MessageChannelMain: Channel,
    dialog: {
      showErrorBox: (...given: string[]) => void errors.push(given),
      showOpenDialog(...given: unknown[]) {
        dialogs.push(given.at(-1))
        return Promise.resolve({ filePaths: chosen.open, canceled: chosen.open.length === 0 })
      },
      showSaveDialog(...given: unknown[]) {
        dialogs.push(given.at(-1))
        return Promise.resolve({ filePath: chosen.save, canceled: chosen.save === '' })
      },
    },
    ipcMain: { handle: (name: string, answer: Handler) => void (handlers[name] = answer) },
    protocol: {
      registerSchemesAsPrivileged: (given: unknown) => void schemes.push(given),
      handle: (_scheme: string, answer: typeof handler) => void (handler = answer),
    },
    screen: {
      getPrimaryDisplay: () => ({ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }),
      getAllDisplays: () => [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: onSession('request'),
        setPermissionCheckHandler: onSession('check'),
        setDevicePermissionHandler: onSession('device'),
        setSpellCheckerEnabled: () => {},
        webRequest: { onBeforeRequest: onSession('before') },
        on: (name: string, given: Handler) => void (session[name] = given),
      },
    },
    shell: { showItemInFolder: (path: string) => void shown.push(path) },
    utilityProcess: {
      fork(entry: string, given: string[]) {
        const child = fork(entry, given, {
          env: { ...process.env, SHOKO_USER_FOLDER: user, SHOKO_DOCUMENTS_FOLDER: join(user, 'documents') },
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        })
        children.push(child)
        return Object.assign(child, {
          postMessage: (message: object) => child.connected && child.send(message, () => {}),
        })
      },
    },
  }
  onTestFinished(() => void children.forEach((child) => child.kill('SIGKILL')))
  await startApplication(
    parts as unknown as ElectronParts,
    {
      serverEntry: source('shells/server/main.ts'),
      decoderEntry: source('imaging/decoder.ts'),
      preload: '/preload.cjs',
      icon: '/icon.png',
      userFolder: user,
      runtimeFolder: user,
      documentsFolder: join(user, 'documents'),
    },
    ['program', ...(options.argv ?? [])],
  )

  /** What a page of a window asks of its server. */
  const fetch = async (path: string, init?: RequestInit, of = Window.all[0]) =>
    (await handler?.(new Request(new URL(path, of?.webContents.url), init))) ??
    new Response(null, { status: 599 })
  return {
    app,
    user,
    children,
    chosen,
    dialogs,
    errors,
    schemes,
    session,
    shown,
    fetch,
    request: (url: string) => handler?.(new Request(url)),
    async call(name: string, input: unknown, of = Window.all[0]): Promise<unknown> {
      const answer = await fetch(
        `/rpc/${name}`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(input === undefined ? {} : { json: input }),
        },
        of,
      )
      return ((await answer.json()) as { json: unknown }).json
    },
    /** A message from a page to its window's process. */
    invoke: (
      channel: string,
      given?: unknown,
      sender = Window.all[0]?.webContents,
      frame = sender?.mainFrame,
    ) => Promise.resolve().then(() => handlers[channel]?.({ sender, senderFrame: frame }, given)),
    async window(index = 0): Promise<Window> {
      for (;;) {
        const found = Window.all[index]
        if (found?.webContents.url) return found
        await event(Window.opened, 'opened')
      }
    },
  }
}
