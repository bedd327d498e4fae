/** Where it is said how all of this is done. */
import type { Entry, Situation } from './situation.ts'

export function helpMenu({ desk, open, always, dialog }: Situation): Entry[] {
  const { stage } = desk
  return [
    {
      id: 'help.manual',
      group: 1,
      keys: ['Shift+F1'],
      when: open,
      run: () => stage.begin({ kind: 'manual', page: 'start' }),
    },
    { id: 'help.keys', group: 1, keys: ['F1'], when: always, run: dialog({ kind: 'keys' }) },
    { id: 'help.about', group: 1, keys: [], when: always, run: dialog({ kind: 'about' }) },
  ]
}
