/** The review of an item: what is marked, and how it is agreed to. Its letters act in the Review view alone. */
import type { FormName } from '../reviewing/forms.ts'
import type { CommandId } from '../commands.ts'
import type { Making } from '../reviewing/drawn.ts'
import type { Entry, Situation } from './situation.ts'

export function reviewMenu({ desk, open, active, writableActive }: Situation): Entry[] {
  const { reviewing, stage, pages, client } = desk
  const { marking } = reviewing
  /** What would leave tells what the first person has marked. */
  const sees = () => here() && reviewing.blind.value?.veiled !== true
  const here = () => active() && stage.view === 'review' && stage.work === null
  const writing = () => here() && writableActive() && reviewing.writable
  const marks = () => writing() && marking.step === null
  const form = (name: FormName, keys: readonly string[] = []): Entry => ({
    id: `review.${name}` as CommandId,
    group: 4,
    keys,
    when: () => writing() && reviewing.forms.includes(name),
    run: () => reviewing.begin(name),
  })
  /** What becomes of what was drawn, while it is asked about. */
  const shape = (id: CommandId, letter: string, making: Making): Entry => ({
    id,
    group: 2,
    keys: [`Alt+${letter}`],
    when: () => here() && marking.isDrawn,
    run: () => marking.make(making),
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
    shape('review.asDrawn', 'D', 'drawn'),
    shape('review.toInk', 'I', 'ink'),
    shape('review.toLines', 'K', 'lines'),
    shape('review.toLine', 'E', 'line'),
    shape('review.toPage', 'P', 'page'),
    shape('review.butThis', 'B', 'butThis'),
    {
      id: 'review.everywhere',
      group: 2,
      keys: ['Alt+S'],
      when: () => here() && marking.isDrawn && pages.all.length > 1,
      run: () => marking.everywhere(),
    },
    {
      id: 'review.another',
      group: 2,
      keys: ['Alt+M'],
      when: () => here() && marking.isDrawn,
      run: () => marking.drawAnother(),
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
      id: 'review.checklist',
      group: 3,
      keys: ['Shift+T'],
      when: () => here() && (reviewing.review.value?.checklist.length ?? 0) > 0,
      run: () => reviewing.toChecklist(),
    },
    { id: 'review.find', group: 3, keys: ['Shift+F'], when: marks, run: () => reviewing.find() },
    {
      id: 'review.nextUnresolved',
      group: 3,
      keys: ['.'],
      when: () => here() && reviewing.unresolved.length > 0,
      run: () => reviewing.nextUnresolved(),
    },
    {
      id: 'review.beside',
      group: 3,
      keys: ['Shift+E'],
      when: () => sees() && !reviewing.released,
      run: () => reviewing.toggleBeside(),
    },
    { id: 'review.released', group: 3, keys: ['E'], when: sees, run: () => reviewing.toggleReleased() },
    {
      id: 'review.open',
      group: 4,
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
    { id: 'review.due', group: 5, keys: [], when: open, run: () => stage.begin({ kind: 'due' }) },
    {
      id: 'review.statistics',
      group: 5,
      keys: [],
      when: open,
      run: () => stage.begin({ kind: 'reviewStatistics' }),
    },
    { id: 'review.audit', group: 5, keys: [], when: here, run: () => reviewing.openAudit() },
  ]
}
