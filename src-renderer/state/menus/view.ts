/** What is shown, where, and how. */
import type { Desk } from '../desk.svelte.ts'
import { PANES_OF } from '../stage.svelte.ts'
import type { PaneName } from '../stage.svelte.ts'
import type { Entry, Situation } from './situation.ts'

export function viewMenu({ desk, open, active, always }: Situation): Entry[] {
  const { preferences, stage } = desk
  const toggle = (pane: PaneName) => () => preferences.toggleHidden(stage.view, pane)
  const has = (pane: PaneName) => () => open() && panesOf(desk).includes(pane)
  return [
    { id: 'view.describe', group: 0, keys: ['F7'], when: open, run: () => desk.look('describe') },
    { id: 'view.transcribe', group: 0, keys: ['F8'], when: open, run: () => desk.look('transcribe') },
    { id: 'view.review', group: 0, keys: ['F4'], when: open, run: () => desk.look('review') },
    { id: 'view.reading', group: 0, keys: ['F9'], when: active, run: () => desk.toggleReading() },
    { id: 'view.tree', group: 1, keys: [], when: open, run: () => desk.goTo('tree') },
    { id: 'view.results', group: 1, keys: [], when: open, run: () => desk.goTo('results') },
    {
      id: 'view.names',
      group: 1,
      keys: ['Mod+Shift+N'],
      when: open,
      run: () => desk.goTo('names'),
    },
    {
      id: 'view.terms',
      group: 1,
      keys: ['Mod+Shift+K'],
      when: open,
      run: () => desk.goTo('terms'),
    },
    { id: 'view.lists', group: 1, keys: [], when: open, run: () => desk.goTo('lists') },
    { id: 'view.accessions', group: 1, keys: [], when: open, run: () => desk.goTo('accessions') },
    {
      id: 'view.holdings',
      group: 1,
      keys: ['Mod+Shift+H'],
      when: open,
      run: () => desk.goTo('holdings'),
    },
    { id: 'view.loose', group: 1, keys: [], when: open, run: () => desk.goTo('loose') },
    {
      id: 'view.openings',
      group: 1,
      keys: [],
      when: open,
      run: () => desk.goTo('openings'),
    },
    { id: 'view.queue', group: 1, keys: [], when: open, run: () => desk.goTo('review') },
    { id: 'view.bin', group: 1, keys: [], when: open, run: () => desk.goTo('bin') },
    { id: 'view.history', group: 1, keys: [], when: open, run: () => desk.goTo('history') },
    { id: 'view.list', group: 2, keys: ['Alt+1'], when: open, run: toggle('list') },
    { id: 'view.page', group: 2, keys: ['Alt+2'], when: open, run: toggle('page') },
    { id: 'view.record', group: 2, keys: ['Alt+3'], when: has('record'), run: toggle('record') },
    { id: 'view.texts', group: 2, keys: ['Alt+3'], when: has('texts'), run: toggle('texts') },
    {
      id: 'view.redactions',
      group: 2,
      keys: ['Alt+4'],
      when: has('redactions'),
      run: toggle('redactions'),
    },
    { id: 'view.nextPane', group: 2, keys: ['F6'], when: open, run: () => nextPane(desk) },
    {
      id: 'view.language',
      group: 3,
      keys: ['Alt+L'],
      when: always,
      run: () => preferences.set({ interface: desk.words.language === 'en' ? 'ja' : 'en' }),
    },
    {
      id: 'view.window',
      group: 3,
      keys: [],
      when: () => open() && desk.session.value?.shell === 'server',
      run: () => desk.openWindow(),
    },
    {
      id: 'view.light',
      group: 4,
      keys: [],
      when: always,
      run: () => preferences.set({ theme: 'light' }),
    },
    {
      id: 'view.dark',
      group: 4,
      keys: [],
      when: always,
      run: () => preferences.set({ theme: 'dark' }),
    },
    {
      id: 'view.system',
      group: 4,
      keys: [],
      when: always,
      run: () => preferences.set({ theme: 'system' }),
    },
  ]
}

const panesOf = ({ stage }: Desk): readonly PaneName[] => PANES_OF[stage.view]

/** The pane after the one that has the focus, hidden ones left out. */
function nextPane(desk: Desk): void {
  const { stage, preferences } = desk
  const hidden = preferences.hidden(stage.view)
  const open = panesOf(desk).filter((pane) => !hidden.includes(pane))
  const there = stage.work === null ? open : [...open.filter((pane) => pane === 'list'), 'work' as const]
  const now = document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane')
  const next = there[(there.findIndex((pane) => pane === now) + 1) % there.length]
  if (next) stage.ask(next)
}
