/** What each command of the desk does, its keys, and when it can be done. */
import type { Command } from './commands.ts'
import type { Desk } from './desk.svelte.ts'
import { PANES } from './stage.svelte.ts'
import type { Dialog, PaneName } from './stage.svelte.ts'

/** What the page that is on the stage can do; the viewer gives it. */
export interface PageActions {
  fit(): void
  actual(): void
  zoomBy(factor: number): void
}

const ZOOM = 1.3

export function allCommands(desk: Desk, page: () => PageActions | null): Command[] {
  const { stage, selection, units, pages, preferences, catalogue, published } = desk
  const open = () => catalogue.current !== null
  const writable = () => open() && catalogue.current?.readOnly === false
  const active = () => open() && selection.active !== null
  const writableActive = () => writable() && selection.active !== null
  const inTree = () => writableActive() && stage.place === 'tree'
  const paged = () => open() && pages.current !== null
  const always = () => true
  const dialog = (next: Dialog) => () => {
    stage.dialog = next
  }
  const added = async (made: Promise<boolean>) => {
    if (!(await made)) return
    desk.showNow()
    desk.openTab('identity')
    stage.ask('title')
  }
  const toggle = (pane: PaneName) => () => preferences.toggleHidden('describe', pane)

  return [
    {
      id: 'catalogue.new',
      menu: 'catalogue',
      group: 1,
      keys: [],
      when: always,
      run: dialog({ kind: 'create' }),
    },
    {
      id: 'catalogue.open',
      menu: 'catalogue',
      group: 1,
      keys: ['Mod+O'],
      when: always,
      run: dialog({ kind: 'open' }),
    },
    {
      id: 'catalogue.close',
      menu: 'catalogue',
      group: 1,
      keys: [],
      when: open,
      run: async () => {
        await desk.record.flush()
        await catalogue.close()
      },
    },
    {
      id: 'import.open',
      menu: 'catalogue',
      group: 2,
      keys: ['Mod+I'],
      when: writable,
      run: () => {
        stage.dialog = { kind: 'import', into: selection.active, files: [], arrange: 'items' }
      },
    },
    {
      id: 'sheet.open',
      menu: 'catalogue',
      group: 2,
      keys: ['Mod+Shift+I'],
      when: writable,
      run: () => stage.begin({ kind: 'sheet' }),
    },
    {
      id: 'export.open',
      menu: 'catalogue',
      group: 2,
      keys: ['Mod+E'],
      when: open,
      run: dialog({ kind: 'export' }),
    },
    {
      id: 'catalogue.backup',
      menu: 'catalogue',
      group: 3,
      keys: [],
      when: writable,
      run: () => catalogue.backUp(),
    },
    {
      id: 'view.backups',
      menu: 'catalogue',
      group: 3,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'backups' }),
    },
    {
      id: 'view.checks',
      menu: 'catalogue',
      group: 3,
      keys: [],
      when: open,
      run: () => {
        desk.goTo('checks')
        return Promise.all([desk.checks.run(), desk.findings.start()])
      },
    },
    {
      id: 'view.integrity',
      menu: 'catalogue',
      group: 3,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'integrity' }),
    },
    {
      id: 'citation.open',
      menu: 'catalogue',
      group: 4,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'citation' }),
    },
    {
      id: 'types.open',
      menu: 'catalogue',
      group: 4,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'types' }),
    },
    {
      id: 'institution.open',
      menu: 'catalogue',
      group: 4,
      keys: [],
      when: open,
      run: dialog({ kind: 'institution' }),
    },
    {
      id: 'settings.open',
      menu: 'catalogue',
      group: 4,
      keys: ['Mod+,'],
      when: always,
      run: dialog({ kind: 'settings' }),
    },

    { id: 'history.undo', menu: 'edit', group: 1, keys: ['Mod+Z'], when: open, run: desk.undo.undo },
    {
      id: 'history.redo',
      menu: 'edit',
      group: 1,
      keys: ['Mod+Shift+Z', 'Mod+Y'],
      when: open,
      run: desk.undo.redo,
    },
    {
      id: 'record.past',
      menu: 'edit',
      group: 1,
      keys: [],
      when: active,
      run: () => desk.showPast(),
    },
    {
      id: 'person.change',
      menu: 'edit',
      group: 3,
      keys: [],
      when: always,
      run: () => {
        desk.person.changing = true
      },
    },
    {
      id: 'search.focus',
      menu: 'edit',
      group: 2,
      keys: ['Mod+F', '/'],
      when: open,
      run: () => stage.ask('search'),
    },
    {
      id: 'replace.open',
      menu: 'edit',
      group: 2,
      keys: ['Mod+H'],
      when: writable,
      run: () => stage.begin({ kind: 'replace' }),
    },
    {
      id: 'search.advanced',
      menu: 'edit',
      group: 2,
      keys: ['Mod+Shift+F'],
      when: open,
      run: () => stage.begin({ kind: 'find' }),
    },
    {
      id: 'search.save',
      menu: 'edit',
      group: 2,
      keys: [],
      when: () => writable() && desk.search.answered !== '',
      run: () => desk.search.save(),
    },
    {
      id: 'bulk.open',
      menu: 'edit',
      group: 2,
      keys: ['Mod+Shift+E'],
      when: writableActive,
      run: () => stage.begin({ kind: 'bulk' }),
    },
    {
      id: 'palette.open',
      menu: 'edit',
      group: 2,
      keys: ['Mod+K'],
      when: always,
      run: dialog({ kind: 'palette' }),
    },

    {
      id: 'description.newInside',
      menu: 'unit',
      group: 1,
      keys: ['N'],
      when: writableActive,
      run: () => added(units.create('inside')),
    },
    {
      id: 'description.newAfter',
      menu: 'unit',
      group: 1,
      keys: ['Shift+N'],
      when: writableActive,
      run: () => added(units.create('after')),
    },
    {
      id: 'description.newTop',
      menu: 'unit',
      group: 1,
      keys: [],
      when: writable,
      run: () => added(units.create('top')),
    },
    {
      id: 'grid.open',
      menu: 'unit',
      group: 2,
      keys: ['G'],
      when: active,
      run: () => desk.openGrid(),
    },
    {
      id: 'description.duplicate',
      menu: 'unit',
      group: 2,
      keys: ['Mod+D'],
      when: writableActive,
      run: units.duplicate,
    },
    {
      id: 'description.editTitle',
      menu: 'unit',
      group: 2,
      keys: ['F2'],
      when: writableActive,
      run: () => {
        desk.goTo('tree')
        stage.renaming = selection.active
      },
    },
    {
      id: 'description.editRecord',
      menu: 'unit',
      group: 2,
      keys: ['T'],
      when: active,
      run: () => {
        desk.openTab('identity')
        stage.ask('title')
      },
    },
    {
      id: 'description.bin',
      menu: 'unit',
      group: 2,
      keys: ['Delete'],
      pane: 'list',
      when: () => writableActive() && stage.place === 'tree',
      run: units.bin,
    },
    {
      id: 'description.cut',
      menu: 'unit',
      group: 3,
      keys: ['Mod+X'],
      pane: 'list',
      when: inTree,
      run: () => desk.arranging.hold('cut', units.chosen()),
    },
    {
      id: 'description.copy',
      menu: 'unit',
      group: 3,
      keys: ['Mod+C'],
      pane: 'list',
      when: inTree,
      run: () => desk.arranging.hold('copy', units.chosen()),
    },
    {
      id: 'description.paste',
      menu: 'unit',
      group: 3,
      keys: ['Mod+V'],
      pane: 'list',
      when: () => inTree() && desk.arranging.held !== null,
      run: () => desk.paste(),
    },
    {
      id: 'arrange.open',
      menu: 'unit',
      group: 3,
      keys: ['Mod+Shift+M'],
      when: writableActive,
      run: () => stage.begin({ kind: 'arrange' }),
    },
    {
      id: 'list.bookmark',
      menu: 'unit',
      group: 2,
      keys: ['B'],
      when: writableActive,
      run: () => selection.active !== null && desk.lists.bookmark(selection.active),
    },
    {
      id: 'description.moveUp',
      menu: 'unit',
      group: 3,
      keys: ['Alt+ArrowUp'],
      pane: 'list',
      when: writableActive,
      run: () => units.shift('up'),
    },
    {
      id: 'description.moveDown',
      menu: 'unit',
      group: 3,
      keys: ['Alt+ArrowDown'],
      pane: 'list',
      when: writableActive,
      run: () => units.shift('down'),
    },
    {
      id: 'description.moveOut',
      menu: 'unit',
      group: 3,
      keys: ['Alt+ArrowLeft'],
      pane: 'list',
      when: writableActive,
      run: () => units.shift('out'),
    },
    {
      id: 'description.moveIn',
      menu: 'unit',
      group: 3,
      keys: ['Alt+ArrowRight'],
      pane: 'list',
      when: writableActive,
      run: () => units.shift('in'),
    },
    {
      id: 'description.next',
      menu: 'unit',
      group: 4,
      keys: ['J'],
      when: open,
      run: () => desk.step(1),
    },
    {
      id: 'description.previous',
      menu: 'unit',
      group: 4,
      keys: ['K'],
      when: open,
      run: () => desk.step(-1),
    },
    {
      id: 'description.draft',
      menu: 'unit',
      group: 5,
      keys: [],
      when: writableActive,
      run: () => units.setStatus('draft'),
    },
    {
      id: 'description.checked',
      menu: 'unit',
      group: 5,
      keys: [],
      when: writableActive,
      run: () => units.setStatus('checked'),
    },
    {
      id: 'description.publish',
      menu: 'unit',
      group: 5,
      keys: [],
      when: writableActive,
      run: () => units.setStatus('published'),
    },
    {
      id: 'description.publishAgain',
      menu: 'unit',
      group: 5,
      keys: [],
      when: writableActive,
      run: () => published.again({ kind: 'units', ids: [...selection.ids] }),
    },
    {
      id: 'record.published',
      menu: 'unit',
      group: 5,
      keys: [],
      when: () => selection.active !== null,
      run: () => {
        if (selection.active !== null) stage.begin({ kind: 'published', descriptionId: selection.active })
      },
    },

    { id: 'page.next', menu: 'page', group: 1, keys: [']', 'PageDown'], when: paged, run: pages.next },
    { id: 'page.previous', menu: 'page', group: 1, keys: ['[', 'PageUp'], when: paged, run: pages.previous },
    { id: 'page.fit', menu: 'page', group: 2, keys: ['0'], when: paged, run: () => page()?.fit() },
    { id: 'page.actual', menu: 'page', group: 2, keys: ['1'], when: paged, run: () => page()?.actual() },
    {
      id: 'page.zoomIn',
      menu: 'page',
      group: 2,
      keys: ['+', '='],
      when: paged,
      run: () => page()?.zoomBy(ZOOM),
    },
    {
      id: 'page.zoomOut',
      menu: 'page',
      group: 2,
      keys: ['-'],
      when: paged,
      run: () => page()?.zoomBy(1 / ZOOM),
    },
    {
      id: 'page.fullScreen',
      menu: 'page',
      group: 2,
      keys: ['F'],
      when: paged,
      run: () => {
        stage.fullScreen = !stage.fullScreen
      },
    },
    {
      id: 'page.rotate',
      menu: 'page',
      group: 3,
      keys: ['R'],
      when: () => paged() && writable(),
      run: () => pages.rotate(90),
    },
    {
      id: 'page.rotateBack',
      menu: 'page',
      group: 3,
      keys: ['Shift+R'],
      when: () => paged() && writable(),
      run: () => pages.rotate(-90),
    },
    {
      id: 'page.earlier',
      menu: 'page',
      group: 4,
      keys: ['{'],
      when: () => paged() && writable(),
      run: () => pages.shift(-1),
    },
    {
      id: 'page.later',
      menu: 'page',
      group: 4,
      keys: ['}'],
      when: () => paged() && writable(),
      run: () => pages.shift(1),
    },
    { id: 'page.add', menu: 'page', group: 4, keys: [], when: writableActive, run: () => pages.add() },
    {
      id: 'page.detach',
      menu: 'page',
      group: 4,
      keys: ['Delete'],
      pane: 'page',
      when: () => paged() && writable(),
      run: () => pages.detach(),
    },

    { id: 'view.tree', menu: 'view', group: 1, keys: [], when: open, run: () => desk.goTo('tree') },
    { id: 'view.results', menu: 'view', group: 1, keys: [], when: open, run: () => desk.goTo('results') },
    {
      id: 'view.names',
      menu: 'view',
      group: 1,
      keys: ['Mod+Shift+N'],
      when: open,
      run: () => desk.goTo('names'),
    },
    { id: 'view.lists', menu: 'view', group: 1, keys: [], when: open, run: () => desk.goTo('lists') },
    {
      id: 'view.holdings',
      menu: 'view',
      group: 1,
      keys: ['Mod+Shift+H'],
      when: open,
      run: () => desk.goTo('holdings'),
    },
    { id: 'view.loose', menu: 'view', group: 1, keys: [], when: open, run: () => desk.goTo('loose') },
    {
      id: 'view.openings',
      menu: 'view',
      group: 1,
      keys: [],
      when: open,
      run: () => desk.goTo('openings'),
    },
    { id: 'view.bin', menu: 'view', group: 1, keys: [], when: open, run: () => desk.goTo('bin') },
    { id: 'view.history', menu: 'view', group: 1, keys: [], when: open, run: () => desk.goTo('history') },
    { id: 'view.list', menu: 'view', group: 2, keys: ['Alt+1'], when: open, run: toggle('list') },
    { id: 'view.page', menu: 'view', group: 2, keys: ['Alt+2'], when: open, run: toggle('page') },
    { id: 'view.record', menu: 'view', group: 2, keys: ['Alt+3'], when: open, run: toggle('record') },
    { id: 'view.nextPane', menu: 'view', group: 2, keys: ['F6'], when: open, run: () => nextPane(desk) },
    {
      id: 'view.language',
      menu: 'view',
      group: 3,
      keys: ['Alt+L'],
      when: always,
      run: () => preferences.set({ interface: desk.words.language === 'en' ? 'ja' : 'en' }),
    },
    {
      id: 'view.window',
      menu: 'view',
      group: 3,
      keys: [],
      when: () => open() && desk.session.value?.shell === 'server',
      run: () => desk.openWindow(),
    },
    {
      id: 'view.light',
      menu: 'view',
      group: 4,
      keys: [],
      when: always,
      run: () => preferences.set({ theme: 'light' }),
    },
    {
      id: 'view.dark',
      menu: 'view',
      group: 4,
      keys: [],
      when: always,
      run: () => preferences.set({ theme: 'dark' }),
    },
    {
      id: 'view.system',
      menu: 'view',
      group: 4,
      keys: [],
      when: always,
      run: () => preferences.set({ theme: 'system' }),
    },

    {
      id: 'help.manual',
      menu: 'help',
      group: 1,
      keys: ['Shift+F1'],
      when: open,
      run: () => stage.begin({ kind: 'manual', page: 'start' }),
    },
    { id: 'help.keys', menu: 'help', group: 1, keys: ['F1'], when: always, run: dialog({ kind: 'keys' }) },
    { id: 'help.about', menu: 'help', group: 1, keys: [], when: always, run: dialog({ kind: 'about' }) },
  ]
}

/** The pane after the one that has the focus, hidden ones left out. */
function nextPane({ stage, preferences }: Desk): void {
  const hidden = preferences.hidden('describe')
  const open = PANES.filter((pane) => !hidden.includes(pane))
  const there = stage.work === null ? open : [...open.filter((pane) => pane === 'list'), 'work' as const]
  const now = document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane')
  const next = there[(there.findIndex((pane) => pane === now) + 1) % there.length]
  if (next) stage.ask(next)
}
