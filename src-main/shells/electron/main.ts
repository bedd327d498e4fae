/** The desktop program's entry. Everything it does is in `application.ts`, which is given Electron's parts. */
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron'
import { documentsFolder, runtimeFolder, userFolder } from '../../platform/folders.ts'
import { resourcePath } from '../../platform/resources.ts'
import { startApplication } from './application.ts'

// Not awaited: Electron is not ready before this module has ended.
void startApplication(
  {
    app,
    BrowserWindow,
    dialog,
    ipcMain,
    Menu,
    MessageChannelMain,
    protocol,
    screen,
    session,
    shell,
    utilityProcess,
  },
  {
    serverEntry: resourcePath('out/main/server.js'),
    decoderEntry: resourcePath('out/main/decoder.js'),
    preload: resourcePath('out/preload/preload.cjs'),
    icon: resourcePath('resources/icons/256x256.png'),
    userFolder: userFolder(),
    runtimeFolder: runtimeFolder(),
    documentsFolder: documentsFolder(),
  },
  process.argv,
)
