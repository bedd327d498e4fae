/** Writing texts beside their pages. */
import type { TextMarkKind } from '../../domain/text-mark.ts'
import { n } from './numbers.ts'

const marks: Record<TextMarkKind, string> = {
  uncertain: 'Uncertain reading',
  illegible: 'Illegible',
  supplied: 'Supplied by the editor',
  deleted: 'Deleted on the sheet',
  added: 'Added on the sheet',
  stamp: 'Stamp',
  handwriting: 'Handwriting',
  boilerplate: 'Words of the form',
}

export const transcribe = {
  marks,
  emptyTitle: 'No texts yet',
  empty: 'Write what stands on the pages, or a translation of it, beside them.',
  noUnit: 'Select a description in the list to see its texts.',
  left: 'Text on the left',
  right: 'Text on the right',
  text: (kind: string, language: string) => `${kind}: ${language}`,
  toolbar: 'Marks and paragraphs',
  kind: 'Kind of text',
  language: 'Language',
  direction: 'Direction of writing',
  horizontal: 'Horizontal',
  vertical: 'Vertical',
  agent: 'By',
  agentHint: 'Translator or transcriber',
  status: 'Status',
  draft: 'Draft',
  checked: 'Checked',
  checkedBy: (who: string) => (who === '' ? 'checked' : `checked by ${who}`),
  source: 'Source',
  about: 'About this text',
  remove: 'Remove this text',
  page: (name: string) => `Page ${name}`,
  paragraphKind: 'Kind of paragraph',
  paragraphPage: 'Page of the paragraph',
  noPage: 'No page',
  continues: 'Goes on from the paragraph before',
  doubtful: (percent: string) => `Read by machine, ${percent} % sure`,
  tooMuchPasted: ({ paragraph, all }: { paragraph: number; all: number }) =>
    `What was to be pasted is longer than ${n(all)} characters, or has a line of more than ${n(paragraph)}, and was not put in. Part it where lines or sentences end, and paste it bit by bit.`,
  naming: (words: string) => `Whose name is “${words}”?`,
  named: (name: string) => `Name: ${name}`,
  past: {
    title: 'The paragraph as it was',
    none: 'This paragraph has not been changed.',
    first: 'As it began',
    take: 'Take these words',
    pick: 'Put the cursor in a paragraph to see how it was.',
  },
}
