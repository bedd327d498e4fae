/** The system's menu bar: what every program has there. The desk's own commands are in the page. */
import type { MenuItemConstructorOptions } from 'electron'
import type { Messages } from '../../shared/i18n/index.ts'

export interface MenuActions {
  openCatalogue(): void
}

export function menuTemplate(
  { native: m }: Pick<Messages, 'native'>,
  platform: NodeJS.Platform,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const separator = { type: 'separator' } as const
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: m.file,
      submenu: [
        { label: m.openCatalogue, accelerator: 'CmdOrCtrl+O', click: () => actions.openCatalogue() },
        separator,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: m.edit,
      // Undo and redo are the page's: they undo in the catalogue, not in a field.
      submenu: [
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'delete' },
        { role: 'selectAll' },
      ],
    },
    {
      label: m.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
      ],
    },
    { label: m.window, role: 'windowMenu' },
  ]
}
