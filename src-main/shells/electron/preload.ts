/** All that a page gets of the desktop: the system's dialogs, and handles for what is dropped on it. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { HostChoice, ShokoHost } from '../../shared/domain/host.ts'
import { CHANNELS } from './channels.ts'

const choice = (channel: string, given: unknown) =>
  ipcRenderer.invoke(channel, given) as Promise<HostChoice | null>

const host: ShokoHost = {
  platform: process.platform,
  chooseFiles: () => ipcRenderer.invoke(CHANNELS.chooseFiles) as Promise<HostChoice[]>,
  chooseFolder: (options) => choice(CHANNELS.chooseFolder, options),
  chooseSave: (options) => choice(CHANNELS.chooseSave, options),
  async handleOf(file) {
    // A file that a script made has no path; the path of a real one is known to this side only.
    const path = webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0])
    return path === '' ? null : choice(CHANNELS.handleOf, path)
  },
}

contextBridge.exposeInMainWorld('shokoHost', host)
