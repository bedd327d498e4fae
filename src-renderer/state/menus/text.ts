/** The texts of a description, as they are written beside its pages. */
import { usualScript } from '../../../src-main/shared/domain/language-name.ts'
import { TEXT_MARKS } from '../../../src-main/shared/domain/text-mark.ts'
import type { Text } from '../../../src-main/shared/contract/text.ts'
import type { Desk } from '../desk.svelte.ts'
import type { Entry, Situation } from './situation.ts'

export function textMenu({ desk, open, writableActive }: Situation): Entry[] {
  const { transcribing, stage } = desk
  const here = () => open() && stage.view === 'transcribe'
  const writing = () => here() && writableActive() && !desk.lending.readonly && transcribing.cursor !== null
  const begin = (kind: Text['kind']) => () => beginText(desk, kind)
  return [
    { id: 'text.transcription', group: 1, keys: [], when: writableActive, run: begin('transcription') },
    { id: 'text.translation', group: 1, keys: [], when: writableActive, run: begin('translation') },
    { id: 'text.summary', group: 1, keys: [], when: writableActive, run: begin('summary') },
    { id: 'text.other', group: 2, keys: ['Shift+F6'], when: here, run: () => transcribing.focusOther() },
    { id: 'text.direction', group: 2, keys: ['Mod+Alt+V'], when: writing, run: () => transcribing.turn() },
    {
      id: 'text.place',
      group: 3,
      keys: ['Mod+Alt+M'],
      when: writing,
      run: () => transcribing.placing.begin(),
    },
    {
      id: 'text.continues',
      group: 3,
      keys: ['Mod+Alt+G'],
      when: writing,
      run: () => transcribing.surface?.set({ continues: transcribing.cursor?.paragraph.continues !== true }),
    },
    {
      id: 'text.name',
      group: 3,
      keys: ['Mod+Alt+N'],
      when: () => writing() && transcribing.cursor?.start !== transcribing.cursor?.end,
      run: () => transcribing.naming.begin(),
    },
    { id: 'text.past', group: 3, keys: ['Mod+Alt+H'], when: here, run: () => transcribing.past.open() },
    ...TEXT_MARKS.map((kind, index): Entry => ({
      id: `text.${kind}`,
      group: 4,
      keys: [`Mod+Alt+${String(index + 1)}`],
      when: writing,
      run: () => transcribing.surface?.toggle(kind),
    })),
  ]
}

/**
 * A transcription is in the language of the material, another text in the one of the desk; a translation of what is in
 * that one, in the other.
 */
async function beginText(desk: Desk, kind: Text['kind']): Promise<void> {
  desk.look('transcribe')
  await desk.texts.settled()
  const [first] = desk.record.value('languages') ?? []
  if (kind === 'transcription') {
    await desk.transcribing.create(kind, first?.language ?? null, first?.script ?? null)
    return
  }
  const [own, other] = desk.words.language === 'ja' ? (['jpn', 'eng'] as const) : (['eng', 'jpn'] as const)
  const language = kind === 'translation' && first?.language === own ? other : own
  await desk.transcribing.create(kind, language, usualScript(language))
}
