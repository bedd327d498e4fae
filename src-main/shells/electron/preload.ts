/** All that a page gets of the desktop: the system's dialogs, and handles for what is dropped on it. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { ShokoHost } from '../../shared/domain/host.ts'
import { CHANNELS } from './channels.ts'

const host: ShokoHost = {
  platform: process.platform,
  chooseFiles: () => ipcRenderer.invoke(CHANNELS.chooseFiles),
  chooseFolder: (options) => ipcRenderer.invoke(CHANNELS.chooseFolder, options),
  chooseSave: (options) => ipcRenderer.invoke(CHANNELS.chooseSave, options),
  async handleOf(file) {
    // A file that a script made has no path; the path of a real one is known to this side only.
    const path = webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0])
    return path === '' ? null : ipcRenderer.invoke(CHANNELS.handleOf, path)
  },
}

contextBridge.exposeInMainWorld('shokoHost', host)
