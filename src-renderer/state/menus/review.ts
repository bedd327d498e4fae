/** The review of an item: what is marked, and how it is agreed to. Its letters act in the Review view alone. */
import type { FormName } from '../reviewing/forms.ts'
import type { CommandId } from '../commands.ts'
import type { Entry, Situation } from './situation.ts'

export function reviewMenu({ desk, open, active, writableActive }: Situation): Entry[] {
  const { reviewing, stage, pages, client } = desk
  const { marking } = reviewing
  const here = () => active() && stage.view === 'review' && stage.work === null
  const writing = () => here() && writableActive() && reviewing.writable
  const marks = () => writing() && marking.step === null
  const form = (name: FormName, keys: readonly string[] = []): Entry => ({
    id: `review.${name}` as CommandId,
    group: 3,
    keys,
    when: () => writing() && reviewing.forms.includes(name),
    run: () => reviewing.begin(name),
  })
  return [
    {
      id: 'review.mark',
      group: 1,
      keys: ['M'],
      when: marks,
      run: () => marking.begin(null, document.activeElement?.closest('[data-pane=page]') != null),
    },
    {
      id: 'review.markPage',
      group: 1,
      keys: ['Shift+M'],
      when: () => marks() && pages.current !== null,
      run: () => pages.current && marking.mark({ kind: 'page', pageId: pages.current.id }),
    },
    {
      id: 'review.remove',
      group: 1,
      keys: ['Delete'],
      pane: 'redactions',
      when: () => marks() && reviewing.current !== null,
      run: () => reviewing.current && reviewing.remove(reviewing.current.id),
    },
    {
      id: 'review.nextUnresolved',
      group: 2,
      keys: ['.'],
      when: () => here() && reviewing.unresolved.length > 0,
      run: () => reviewing.nextUnresolved(),
    },
    { id: 'review.released', group: 2, keys: ['E'], when: here, run: () => reviewing.toggleReleased() },
    {
      id: 'review.open',
      group: 3,
      keys: [],
      when: () => writing() && (reviewing.takes || reviewing.forms.includes('open')),
      run: () => {
        const { descriptionId, takes } = reviewing
        if (descriptionId === null || !takes) return reviewing.begin('open')
        return reviewing.act(() => client.review.open({ descriptionId }))
      },
    },
    form('decide', ['D']),
    form('propose', ['P']),
    form('agree'),
    form('return'),
    form('approve'),
    form('recall'),
    form('refer'),
    form('require'),
    { id: 'review.due', group: 4, keys: [], when: open, run: () => stage.begin({ kind: 'due' }) },
    {
      id: 'review.statistics',
      group: 4,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'reviewStatistics' }),
    },
    { id: 'review.audit', group: 4, keys: [], when: here, run: () => reviewing.openAudit() },
  ]
}
