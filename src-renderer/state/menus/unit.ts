/** Descriptions: made, arranged, brought to a state. */
import type { Entry, Situation } from './situation.ts'

export function unitMenu({ desk, open, writable, active, writableActive }: Situation): Entry[] {
  const { stage, selection, units, published } = desk
  const inTree = () => writableActive() && stage.place === 'tree'
  const added = async (made: Promise<boolean>) => {
    if (!(await made)) return
    desk.showNow()
    desk.openTab('identity')
    stage.ask('title')
  }
  return [
    {
      id: 'description.newInside',
      group: 1,
      keys: ['N'],
      when: writableActive,
      run: () => added(units.create('inside')),
    },
    {
      id: 'description.newAfter',
      group: 1,
      keys: ['Shift+N'],
      when: writableActive,
      run: () => added(units.create('after')),
    },
    {
      id: 'description.newTop',
      group: 1,
      keys: [],
      when: writable,
      run: () => added(units.create('top')),
    },
    {
      id: 'grid.open',
      group: 2,
      keys: ['G'],
      when: active,
      run: () => desk.openGrid(),
    },
    {
      id: 'description.duplicate',
      group: 2,
      keys: ['Mod+D'],
      when: writableActive,
      run: () => units.duplicate(),
    },
    {
      id: 'description.template',
      group: 2,
      keys: ['Mod+Shift+D'],
      when: writableActive,
      run: () => (stage.dialog = { kind: 'duplicate' }),
    },
    {
      id: 'description.editTitle',
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
      group: 2,
      keys: ['Delete'],
      pane: 'list',
      when: inTree,
      run: units.bin,
    },
    {
      id: 'description.cut',
      group: 3,
      keys: ['Mod+X'],
      pane: 'list',
      when: inTree,
      run: () => desk.arranging.hold('cut', units.chosen()),
    },
    {
      id: 'description.copy',
      group: 3,
      keys: ['Mod+C'],
      pane: 'list',
      when: inTree,
      run: () => desk.arranging.hold('copy', units.chosen()),
    },
    {
      id: 'description.paste',
      group: 3,
      keys: ['Mod+V'],
      pane: 'list',
      when: () => inTree() && desk.arranging.held !== null,
      run: () => desk.paste(),
    },
    {
      id: 'arrange.open',
      group: 3,
      keys: ['Mod+Shift+M'],
      when: writableActive,
      run: () => stage.begin({ kind: 'arrange' }),
    },
    {
      id: 'list.bookmark',
      group: 2,
      keys: ['B'],
      when: writableActive,
      run: () => selection.active !== null && desk.lists.bookmark(selection.active),
    },
    {
      id: 'description.moveUp',
      group: 3,
      keys: ['Alt+ArrowUp'],
      pane: 'list',
      when: writableActive,
      run: () => units.shift('up'),
    },
    {
      id: 'description.moveDown',
      group: 3,
      keys: ['Alt+ArrowDown'],
      pane: 'list',
      when: writableActive,
      run: () => units.shift('down'),
    },
    {
      id: 'description.moveOut',
      group: 3,
      keys: ['Alt+ArrowLeft'],
      pane: 'list',
      when: writableActive,
      run: () => units.shift('out'),
    },
    {
      id: 'description.moveIn',
      group: 3,
      keys: ['Alt+ArrowRight'],
      pane: 'list',
      when: writableActive,
      run: () => units.shift('in'),
    },
    {
      id: 'description.next',
      group: 4,
      keys: ['J'],
      when: open,
      run: () => desk.step(1),
    },
    {
      id: 'description.previous',
      group: 4,
      keys: ['K'],
      when: open,
      run: () => desk.step(-1),
    },
    {
      id: 'description.draft',
      group: 5,
      keys: [],
      when: writableActive,
      run: () => units.setStatus('draft'),
    },
    {
      id: 'description.checked',
      group: 5,
      keys: [],
      when: writableActive,
      run: () => units.setStatus('checked'),
    },
    {
      id: 'description.publish',
      group: 5,
      keys: [],
      when: writableActive,
      run: () => units.setStatus('published'),
    },
    {
      id: 'description.publishAgain',
      group: 5,
      keys: [],
      when: writableActive,
      run: () => published.again({ kind: 'units', ids: [...selection.ids] }),
    },
    {
      id: 'text.align',
      group: 5,
      keys: [],
      when: active,
      run: () => {
        if (selection.active !== null) stage.begin({ kind: 'alignment', descriptionId: selection.active })
      },
    },
    {
      id: 'text.names',
      group: 5,
      keys: [],
      when: active,
      run: () => {
        if (selection.active !== null) stage.begin({ kind: 'textNames', descriptionId: selection.active })
      },
    },
    {
      id: 'loan.lend',
      group: 6,
      keys: [],
      when: writableActive,
      run: () => {
        if (selection.active !== null) stage.begin({ kind: 'lend', descriptionId: selection.active })
      },
    },
    {
      id: 'record.published',
      group: 5,
      keys: [],
      when: () => selection.active !== null,
      run: () => {
        if (selection.active !== null) stage.begin({ kind: 'published', descriptionId: selection.active })
      },
    },
  ]
}
