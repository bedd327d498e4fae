/** The system's dialogs for a page: what the person chooses becomes a handle, and the path stays here. */
import { lstatSync } from 'node:fs'
import { basename, dirname, isAbsolute, join } from 'node:path'
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron'
import { z } from 'zod'
import type { HandlePurpose } from '../../platform/handles.ts'
import type { HostChoice } from '../../shared/domain/host.ts'
import { isPlainName } from '../server/files.ts'
import { CHANNELS } from './channels.ts'
import { isOurs } from './security.ts'
import type { Electron } from './parts.ts'

type Parts = Electron<'dialog' | 'ipcMain'>

export interface Desk {
  window: BrowserWindow
  mint(path: string, purpose: HandlePurpose): Promise<string>
}

const FolderOptions = z.object({ purpose: z.enum(['read', 'write']), catalogues: z.boolean().optional() })
const SaveOptions = z.object({ name: z.string().max(240) })

/** `deskOf` finds the window that a message comes from, by the id of its contents. */
export function answerDialogs(
  { dialog, ipcMain }: Parts,
  documentsFolder: string,
  deskOf: (contentsId: number) => Desk | null,
): void {
  const minted = async (desk: Desk, path: string, purpose: HandlePurpose): Promise<HostChoice> => ({
    handle: await desk.mint(path, purpose),
    name: basename(path),
  })
  const handle = (channel: string, answer: (desk: Desk, given: unknown) => Promise<unknown>) =>
    ipcMain.handle(channel, (event, given: unknown) => answer(senderOf(event, deskOf), given))

  handle(CHANNELS.chooseFiles, async (desk) => {
    const { filePaths } = await dialog.showOpenDialog(desk.window, {
      properties: ['openFile', 'multiSelections'],
    })
    return Promise.all(filePaths.map((path) => minted(desk, path, 'read')))
  })
  handle(CHANNELS.chooseFolder, async (desk, given) => {
    const { purpose, catalogues } = FolderOptions.parse(given)
    const { filePaths } = await dialog.showOpenDialog(desk.window, {
      // On macOS a folder with an extension may pass for a file.
      properties: catalogues
        ? ['openDirectory', 'treatPackageAsDirectory']
        : ['openDirectory', 'createDirectory'],
    })
    const [path] = filePaths
    return path === undefined ? null : minted(desk, path, purpose)
  })
  handle(CHANNELS.chooseSave, async (desk, given) => {
    const { name } = SaveOptions.parse(given)
    const { filePath, canceled } = await dialog.showSaveDialog(desk.window, {
      defaultPath: join(documentsFolder, isPlainName(name) ? name : 'export'),
      properties: ['showOverwriteConfirmation', 'createDirectory'],
    })
    return canceled || !filePath ? null : minted(desk, filePath, 'write')
  })
  handle(CHANNELS.handleOf, async (desk, given) => {
    const path = z.string().parse(given)
    if (!isAbsolute(path) || dirname(path) === path) return null
    const there = lstatSync(path, { throwIfNoEntry: false })
    return there?.isFile() || there?.isDirectory() ? minted(desk, path, 'read') : null
  })
}

/** Only the page of a window may ask: no frame in it, and nothing that has left our scheme. */
function senderOf(event: IpcMainInvokeEvent, deskOf: (contentsId: number) => Desk | null): Desk {
  const frame = event.senderFrame
  const desk = deskOf(event.sender.id)
  if (desk === null || frame === null || frame !== event.sender.mainFrame || !isOurs(frame.url)) {
    throw new Error('not a page of this program')
  }
  return desk
}
