/** Two texts side by side, names in texts, and the list of words often misread. */
import { count } from './numbers.ts'

export const aligning = {
  title: 'Alignment of texts',
  open: 'Align the texts…',
  intro:
    'Rows that are only proposed have a dashed line. Choose a paragraph and then its partner, or drag one onto the other.',
  fewTexts: 'Two texts are needed: a transcription and a translation, for instance.',
  first: 'First text',
  second: 'Second text',
  rows: 'Paragraphs side by side',
  states: { said: 'Aligned', proposed: 'Proposed', left: 'Without a partner', none: 'Said to have none' },
  take: 'Take',
  takeAll: 'Take all that is proposed',
  taken: (n: number) => `${count(n, 'pair was', 'pairs were')} taken.`,
  part: 'Part',
  none: 'Has no partner',
  some: 'May have a partner',
  chosen: 'Chosen: now choose its partner in the other text. Esc lets it go.',
  continues: 'Goes on from the paragraph before',
  join: 'One sentence with the one before',
  unjoin: 'Not one sentence',
  empty: 'Nothing stands in the other text.',
  page: (n: number) => `p. ${String(n)}`,
}

export const textNames = {
  title: 'Names in the texts',
  open: 'Names in the texts…',
  intro:
    'Forms of the names in this catalogue, in any script, that stand in the texts. A name that is tagged is linked to the record as mentioned.',
  proposed: 'Found',
  tagged: 'Tagged',
  noneProposed: 'No other form of a name in this catalogue stands in the texts.',
  noneTagged: 'No name is tagged yet.',
  whose: (form: string) => `Whose name is ${form}?`,
  choose: 'Several bear this name: choose',
  tag: 'Tag',
  tagAll: (n: number) => (n === 1 ? 'Tag' : `Tag all ${n.toLocaleString('en')}`),
  tagEverything: (n: number) => `Tag every name with one bearer (${n.toLocaleString('en')})`,
  goTo: 'Show',
  remove: 'Remove',
  places: (n: number) => count(n, 'place', 'places'),
  looking: 'Looking through the texts…',
  /** At an agent of the record. */
  named: (times: number, pages: string) =>
    `named ${times === 1 ? 'once' : `${times.toLocaleString('en')} times`} in the text${pages === '' ? '' : `, ${pages.includes(',') ? 'pages' : 'page'} ${pages}`}`,
}

export const slips = {
  title: 'Words often misread',
  open: 'Words often misread…',
  intro: 'The checks of texts look for these words, and propose what probably stands in the document.',
  own: 'Of this catalogue',
  shipped: 'With the program',
  wrong: 'As it is misread',
  correct: 'As it should be',
  add: 'Add',
  remove: 'Remove',
  none: 'No word has been added yet.',
}
