/** The words of EAD files in, and of what is kept of them. */
import { n } from './numbers.ts'

const text = (value: unknown) => (typeof value === 'number' ? n(value) : String(value))

export const ead = {
  title: 'Import EAD',
  choose:
    'Choose a finding aid in EAD 2002 or EAD3 (XML, or packed as .xml.gz), or drop one here. Nothing is written before you have seen what would be made.',
  chooseFile: 'Choose a file…',
  another: 'Another file…',
  under: 'The highest unit will stand',
  atTop: 'At the top',
  below: (title: string) => `Below ${title}`,
  existing: 'Units that are there already',
  existingChoices: { skip: 'leave as they are', create: 'make once more' },
  read: 'Read the file',
  reading: 'The file is being read…',
  take: (count: number) => `Import ${n(count)} ${count === 1 ? 'unit' : 'units'}`,
  nothing: 'Every unit of the file is in the catalogue already.',
  taking: 'The units are being written…',
  done: (count: number) =>
    `${n(count)} ${count === 1 ? 'unit was' : 'units were'} made, as one step that can be undone.`,
  show: 'Show them',
  counts: ({ units, create, skipped }: { units: number; create: number; skipped: number }) =>
    `${n(units)} ${units === 1 ? 'unit' : 'units'}: ${n(create)} new, ${n(skipped)} there already`,
  totals: ({ mapped, kept, refused }: { mapped: number; kept: number; refused: number }) =>
    `Elements, attributes and texts: ${n(mapped)} in fields, ${n(kept)} kept beside the records, ${n(refused)} left out with units that are there already`,
  takenBefore: (at: string) => `This very file was imported on ${at}.`,
  units: 'Units',
  ledger: 'What becomes of what',
  notes: 'Put right, or to be looked at',
  noNotes: 'Nothing had to be put right.',
  path: 'In the file',
  mapped: 'In fields',
  kept: 'Kept',
  refused: 'Left out',
  line: 'Line',
  first: (count: number, total: number) => `The first ${n(count)} of ${n(total)}`,
  isThere: 'there already',
  onlyKept: 'Only what is not in fields',
  /** What was put right or has to be looked at, by its code. */
  noteWords: {
    dateNotRead: ({ text: date }) =>
      `The date for machines “${text(date)}” is none; the words of it are in the field.`,
    dateInTitle: () => 'A date in the middle of a title is in the title and among the dates.',
    dateAfterTitle: () => 'A date at the end of a title was taken out of it, into the dates.',
    extentAsText: () => 'An extent that is no plain count is text.',
    groupOpened: () => 'Sections that stood together under one heading are fields of their own.',
    nameWithoutType: () =>
      'A name does not say whether it is of a person, a family or a body; it was guessed.',
    containerInContainer: () => 'A container stands in another; that one is kept beside the record.',
    languageUnknown: ({ code }) => `“${text(code)}” is no code of a language.`,
    scriptUnknown: ({ code }) => `“${text(code)}” is no code of a script.`,
    languageByName: () => 'A language has no code; it was found by its name.',
    listFlattened: () => 'A list inside a list was laid flat.',
    wordsKept: ({ count }) => `Words that no field holds whole are kept beside the record (${text(count)}).`,
    unitTwice: () => 'A unit of an overview comes again in depth: it is one unit.',
    idTwice: () => 'Two units have the same id; both are taken.',
    levelUnknown: ({ level }) => `“${text(level)}” is no level of EAD.`,
    levelSupplied: () => 'A unit says no level; the usual one below its parent was taken.',
    levelMisfit: ({ level }) =>
      `A level cannot stand where it does; it is a level of your own, “${text(level)}”.`,
    codeTaken: ({ code }) =>
      `The reference code “${text(code)}” is another unit’s; here it is a number of the kind “referenceCode”.`,
  } as Record<string, (data: Record<string, unknown>) => string>,
  notePlace: (line: number, column: number) => (line === 0 ? '' : `Line ${n(line)}, column ${n(column)}`),
  /** In the record. */
  keptTitle: 'Kept from the file',
  keptHint:
    'What the imported file says and no field holds, word for word. It is for staff, and leaves in no copy for the public.',
  keptSearch: 'Search in what is kept',
  keptNone: 'Nothing found.',
  ofFile: 'of the file as a whole',
  cliReport: (path: string) => `The report was written to ${path}.`,
}
