/** A window on one catalogue. */
import type { BrowserWindow } from 'electron'
import { placed, SMALLEST, windowStateFile } from './window-state.ts'
import type { Electron } from './parts.ts'

type Parts = Electron<'BrowserWindow' | 'screen'>

/** How long unsaved words may take to be written when a window is closed. */
const SAVE_WITHIN = 3000

export interface WindowOptions {
  address: string
  preload: string
  icon: string
  /** Remembers the window's place. */
  stateFile: string
  /** Resolves when no call of this window is under way. */
  settled(): Promise<void>
  onClosed(): void
}

export function openWindow({ BrowserWindow, screen }: Parts, options: WindowOptions): BrowserWindow {
  const remembered = windowStateFile(options.stateFile)
  const state = remembered.read()
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  const window = new BrowserWindow({
    ...placed(
      state,
      [primary, ...others].map(({ workArea }) => workArea),
    ),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Shoko',
    icon: options.icon,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      // A window that is closed must still write what was typed last.
      backgroundThrottling: false,
    },
  })
  window.once('ready-to-show', () => (state?.maximized ? window.maximize() : window.show()))
  let closing = false
  window.on('close', (event) => {
    remembered.write({ ...window.getNormalBounds(), maximized: window.isMaximized() })
    if (closing) return
    closing = true
    event.preventDefault()
    // A hidden page writes what it holds; the window goes when that has been answered.
    window.hide()
    const patience = new Promise<void>((done) => setTimeout(done, SAVE_WITHIN))
    const written = new Promise<void>((done) => setTimeout(done, 200)).then(() => options.settled())
    void Promise.race([written, patience]).then(() => window.destroy())
  })
  window.on('closed', () => options.onClosed())
  void window.loadURL(options.address)
  return window
}
