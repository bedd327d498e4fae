/** Undo, search, and work over many. */
import type { Entry, Situation } from './situation.ts'

export function editMenu({
  desk,
  open,
  writable,
  active,
  writableActive,
  always,
  dialog,
}: Situation): Entry[] {
  const { stage } = desk
  return [
    { id: 'history.undo', group: 1, keys: ['Mod+Z'], when: open, run: desk.undo.undo },
    {
      id: 'history.redo',
      group: 1,
      keys: ['Mod+Shift+Z', 'Mod+Y'],
      when: open,
      run: desk.undo.redo,
    },
    {
      id: 'record.past',
      group: 1,
      keys: [],
      when: active,
      run: () => desk.showPast(),
    },
    {
      id: 'person.change',
      group: 3,
      keys: [],
      when: always,
      run: () => {
        desk.person.changing = true
      },
    },
    {
      id: 'search.focus',
      group: 2,
      keys: ['Mod+F', '/'],
      when: open,
      run: () => stage.ask('search'),
    },
    {
      id: 'replace.open',
      group: 2,
      keys: ['Mod+H'],
      when: writable,
      run: () => stage.begin({ kind: 'replace' }),
    },
    {
      id: 'search.advanced',
      group: 2,
      keys: ['Mod+Shift+F'],
      when: open,
      run: () => stage.begin({ kind: 'find' }),
    },
    {
      id: 'search.save',
      group: 2,
      keys: [],
      when: () => writable() && desk.search.answered !== '',
      run: () => desk.search.save(),
    },
    {
      id: 'bulk.open',
      group: 2,
      keys: ['Mod+Shift+E'],
      when: writableActive,
      run: () => stage.begin({ kind: 'bulk' }),
    },
    {
      id: 'palette.open',
      group: 2,
      keys: ['Mod+K'],
      when: always,
      run: dialog({ kind: 'palette' }),
    },
  ]
}
