/** Lending a branch, and taking it back. */
import { count } from './numbers.ts'

export const lending = {
  title: 'Loans',
  lend: 'Lend…',
  /** On a row of the tree, and above the record. */
  lentTo: (to: string, since: string) => `Lent to ${to} since ${since}`,
  readOnlyHere: 'It is only read here until it is returned or called off.',
  /** In the list of loans, after what became of it. */
  toSince: (to: string, since: string) => `to ${to} since ${since}`,
  /** In the catalogue that was lent. */
  lentBy: (by: string, since: string) => `Lent by ${by} since ${since}`,
  loans: 'All loans',
  to: 'To whom',
  note: 'Note',
  name: 'Name of the file',
  where: 'Folder',
  documents: 'Documents',
  chooseFolder: 'Choose folder…',
  intro:
    'The branch is made into a catalogue of its own, with its images, names, terms and containers. Until that comes back, the branch is only read here.',
  start: 'Lend',
  cancel: 'Cancel',
  takeBack: 'Return…',
  callOff: 'Call off',
  callOffAsk:
    'Call this loan off? The branch can be changed here again, and what was done elsewhere will not be taken.',
  callOffNow: 'Call off the loan',
  show: 'Show',
  none: 'Nothing was ever lent. Select a unit and choose “Lend…”.',
  states: { out: 'Out', returned: 'Returned', calledOff: 'Called off' },
  on: (date: string) => `on ${date}`,
  descriptions: (n: number) => count(n, 'description', 'descriptions'),
  preview: (to: string) => `What comes back from ${to}`,
  how: {
    added: 'New',
    changed: 'Changed',
    moved: 'Moved',
    binned: 'To the bin',
    gone: 'Purged there; to the bin here',
  },
  counted: (how: string, units: string) => `${how}: ${units}`,
  unitHow: (how: string, fields: readonly string[]) =>
    fields.length === 0 ? how : `${how}: ${fields.join(', ')}`,
  same: 'Nothing was changed.',
  by: (people: string, entries: number) => `${count(entries, 'step', 'steps')} by ${people}`,
  nobody: 'nobody named',
  newNames: (n: number) =>
    `${count(n, 'name or term is', 'names and terms are')} new here and will be added.`,
  otherNames: (n: number) =>
    `${count(n, 'name or term is', 'names and terms are')} recorded otherwise there: the record here stays as it is.`,
  linkedScans: (n: number) =>
    `${count(n, 'image', 'images')} added there by link cannot come along: the pages come without an image.`,
  more: (n: number) => `and ${String(n)} more`,
  take: 'Take it back',
  taken: (to: string) => `Taken back from ${to}. The branch can be changed here again.`,
  history: 'What was done there',
  lent: (file: string, descriptions: number, scans: number) =>
    `“${file}”: ${count(descriptions, 'description', 'descriptions')}, ${count(scans, 'image', 'images')}.`,
}
