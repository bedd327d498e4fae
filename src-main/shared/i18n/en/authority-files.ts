/** Names that several catalogues share in a file. */
import { count, n } from './numbers.ts'

export const authorityFiles = {
  title: 'Authority files',
  intro:
    'Several catalogues can share their names: one saves its names as a file, others attach it and take from it what is new. Nothing is taken before you have seen it.',
  list: 'Attached files',
  none: 'No authority file is attached.',
  attach: 'Attach a file…',
  choose: 'Choose the file with the names of another catalogue.',
  save: 'Save these names as a file…',
  chooseFolder: 'Choose a folder and a name for the file. Notes for staff are left out.',
  fileName: 'File name',
  defaultName: (catalogue: string) => `${catalogue} names.json`,
  replace: 'Replace a file that has this name already',
  saveHere: 'Save here',
  saved: (names: number, file: string) => `${count(names, 'name', 'names')} saved in ${file}.`,
  updated: (when: string) => `Last updated ${when}`,
  neverUpdated: 'Nothing taken yet',
  taken: (names: number) => `${count(names, 'name', 'names')} from here`,
  look: 'See what is new',
  detach: 'Detach',
  detached: (file: string) => `${file} is detached. What was taken from it stays.`,
  differences: 'What the file says otherwise',
  nothingNew: 'The file says nothing that is not here already.',
  kinds: { new: 'new', changed: 'changed there', conflict: 'changed here too' },
  kindsHint:
    'Names that were changed here too are only taken when you choose them: what stands here is then replaced. So are new ones of which there is a namesake here: both then stand side by side, and can be merged.',
  namesake: 'there is a name like this here',
  field: 'Field',
  here: 'Here',
  there: 'In the file',
  empty: 'nothing',
  take: (names: number) => (names === 1 ? 'Take 1 name' : `Take ${n(names)} names`),
  took: (added: number, changed: number) =>
    `${count(added, 'name', 'names')} added, ${n(changed)} changed. Undo takes it back as one step.`,
}
