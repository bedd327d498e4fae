/** The windows of the program: one for each open catalogue, each with a process of its own that answers its calls. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { languageFor, messages } from '../../shared/i18n/index.ts'
import { catalogueAmong, catalogueAt } from './argument.ts'
import { answerDialogs } from './host.ts'
import { menuTemplate } from './menu.ts'
import { startProcess } from './process.ts'
import type { CatalogueProcess } from './process.ts'
import { beforeReady, closeSession, SCHEME } from './security.ts'
import { openWindow } from './window.ts'
import type { Electron } from './parts.ts'

export type ElectronParts = Electron<
  | 'app'
  | 'BrowserWindow'
  | 'Menu'
  | 'MessageChannelMain'
  | 'dialog'
  | 'ipcMain'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'shell'
  | 'utilityProcess'
>

export interface Places {
  serverEntry: string
  decoderEntry: string
  preload: string
  icon: string
  userFolder: string
  runtimeFolder: string
  documentsFolder: string
}

interface Desk {
  catalogue: string | null
  process: CatalogueProcess
  window: BrowserWindow | null
}

/** Starts the program, or hands its arguments to the one that runs already. */
export async function startApplication(
  parts: ElectronParts,
  places: Places,
  argv: readonly string[],
): Promise<void> {
  const { app, Menu, dialog, protocol, session, shell } = parts
  // Before the lock, which is kept there: one program for each user folder.
  app.setPath('userData', join(places.userFolder, 'window'))
  if (!app.requestSingleInstanceLock()) return app.quit()
  const desks = new Map<string, Desk>()

  const open = (catalogue: string | null): void => {
    const there = [...desks.values()].find((desk) => catalogue !== null && desk.catalogue === catalogue)
    if (there !== undefined) return show(there.window)
    const id = randomBytes(6).toString('hex')
    const { native: words } = messages[languageFor(app.getPreferredSystemLanguages())]
    const finish = () => {
      desks.delete(id)
      if (desks.size === 0) app.quit()
    }
    const process = startProcess(parts, {
      serverEntry: places.serverEntry,
      decoderEntry: places.decoderEntry,
      runtimeFolder: places.runtimeFolder,
      catalogue,
      onExit() {
        // A process that was not asked to end leaves a window that cannot save.
        if (desk.window !== null && !desk.window.isDestroyed()) {
          dialog.showErrorBox('Shoko', words.ended)
          desk.window.destroy()
        }
        finish()
      },
      onMessage(message) {
        if (message.type === 'ready') {
          desk.window = openWindow(parts, {
            address: `${SCHEME}://${id}/`,
            preload: places.preload,
            icon: places.icon,
            stateFile: join(places.userFolder, 'window.json'),
            settled: () => process.settled(),
            onClosed() {
              desk.window = null
              void process.close()
            },
          })
        } else if (message.type === 'failed') {
          dialog.showErrorBox(words.cannotStart, message.sentence)
          void process.close()
        } else if (message.type === 'elsewhere') void process.close()
        else if (message.type === 'catalogue') desk.catalogue = message.path
        else if (message.type === 'show') show(desk.window)
        else shell.showItemInFolder(message.path)
      },
    })
    const desk: Desk = { catalogue, process, window: null }
    desks.set(id, desk)
  }

  beforeReady(parts)
  app.on('second-instance', (_event, given, base) => {
    const catalogue = catalogueAmong(given, base)
    const [first] = desks.values()
    if (catalogue !== null || first === undefined) open(catalogue)
    else show(first.window)
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    const catalogue = catalogueAt(path)
    if (catalogue !== null) void app.whenReady().then(() => open(catalogue))
  })
  let ending = false
  app.on('before-quit', (event) => {
    if (ending || desks.size === 0) return
    ending = true
    // Windows close one by one, each after its last words are written; then the program ends.
    event.preventDefault()
    for (const { window } of desks.values()) window?.close()
  })
  app.on('window-all-closed', () => {
    // The program ends when the last process has closed its catalogue.
  })

  await app.whenReady()
  closeSession(session.defaultSession)
  protocol.handle(SCHEME, (request) => {
    const desk = desks.get(new URL(request.url).host)
    return desk?.process.fetch(request) ?? new Response(null, { status: 404 })
  })
  answerDialogs(parts, places.documentsFolder, (contentsId) => {
    const desk = [...desks.values()].find(({ window }) => window?.webContents.id === contentsId)
    return desk?.window ? { window: desk.window, mint: desk.process.mint } : null
  })
  const openCatalogue = async () => {
    const { filePaths } = await dialog.showOpenDialog({
      properties: ['openDirectory', 'treatPackageAsDirectory'],
    })
    const catalogue = catalogueAt(filePaths[0] ?? '')
    if (catalogue !== null) open(catalogue)
  }
  const words = messages[languageFor(app.getPreferredSystemLanguages())]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate(words, process.platform, { openCatalogue: () => void openCatalogue() }),
    ),
  )
  if (desks.size === 0) open(catalogueAmong(argv, process.cwd()))
}

function show(window: BrowserWindow | null): void {
  if (window === null) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
