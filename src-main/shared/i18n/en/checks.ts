/** What the checks of descriptions say. */
import type { CheckCode, FixCode, Severity, Standard } from '../../domain/check/index.ts'
import { record } from './record.ts'

const named = (names: Readonly<Record<string, string>>, code: string | undefined): string =>
  names[code ?? ''] ?? code ?? ''
const field = (code: string | undefined) => named(record.fields, code)
const kind = (code: string | undefined) => named(record.dateKinds, code).toLowerCase()

/** A sentence from the parts that the rule gives, in its order; `language` names a language by its code. */
type Sentence = (about: readonly string[], language: (code: string) => string) => string

const sentences: Record<CheckCode, Sentence> = {
  fieldMissing: ([name, standard]) =>
    `${field(name)} is empty, and mandatory in ${named(standards, standard)}.`,
  fieldMissingForType: ([name]) => `${field(name)} is empty, and asked for by this form of record.`,
  titleLanguageMissing: ([code = ''], language) =>
    `There is no title in ${language(code)}, the language of description.`,
  levelOrder: ([own, above]) =>
    `A ${named(record.levels, own).toLowerCase()} cannot stand under a ${named(record.levels, above).toLowerCase()}.`,
  codeAlike: ([, other]) => `The reference code differs from ${other ?? ''} in width, case or spaces alone.`,
  codeGap: ([before, missing]) => `After ${before ?? ''}, the number ${missing ?? ''} is missed.`,
  dateOrder: ([later, day, earlier, other]) =>
    `The ${kind(later)} (${day ?? ''}) lies before the ${kind(earlier)} (${other ?? ''}).`,
  dateOutsideParent: ([own, whole]) =>
    `${own ?? ''} lies outside the dates of the unit above (${whole ?? ''}).`,
  dateReversed: ([words]) => `The end lies before the beginning: ${words ?? ''}.`,
  eraArithmetic: ([words, reading, stated]) =>
    stated === '' || stated === undefined
      ? `“${words ?? ''}” contradicts itself${reading === '' ? '' : `: ${reading ?? ''}`}.`
      : `“${words ?? ''}” is ${reading ?? ''}, not ${stated}.`,
  eraMissing: ([words]) => `“${words ?? ''}” does not say its era.`,
  dateDiffers: ([words, reading, stated]) =>
    `“${words ?? ''}” reads ${reading ?? ''}, but ${stated ?? ''} is set.`,
  dateUnread: ([words]) => `“${words ?? ''}” was not read as a date.`,
  edtfInvalid: ([value]) => `${value ?? ''} is not EDTF.`,
  lunarDate: ([words]) =>
    `${words ?? ''}: a Japanese date before 1873-01-01 is lunar and has no plain Gregorian reading.`,
  bracketUnbalanced: ([bracket]) => `${bracket ?? ''} has no other half in its paragraph.`,
  glyphLeft: ([glyph]) => `A sign that could not be read is left: ${glyph ?? ''}`,
  markUntranslated: ([words]) => `Left as it stands on the form, or untranslated: ${words ?? ''}`,
  identifierDiffers: ([one, other, first = '', second = ''], language) =>
    `${one ?? ''} (${language(first)}) and ${other ?? ''} (${language(second)}) differ.`,
  identifierInOneText: ([code, has = '', lacks = ''], language) =>
    `${code ?? ''} stands in the ${language(has)} text and not in the ${language(lacks)}.`,
  numberInOneText: ([number, has = '', lacks = ''], language) =>
    `The number ${number ?? ''} stands in the ${language(has)} text and not in the ${language(lacks)}.`,
  dateInOneText: ([date, has = '', lacks = ''], language) =>
    `The date ${date ?? ''} stands in the ${language(has)} text and not in the ${language(lacks)}.`,
  timeInOneText: ([time, has = '', lacks = ''], language) =>
    `The time ${time ?? ''} stands in the ${language(has)} text and not in the ${language(lacks)}.`,
  nameWithoutAuthority: ([name]) => `${name ?? ''} is named, and no linked name has this form.`,
  nameFormDiffers: ([word, form]) => `${word ?? ''} is written almost like ${form ?? ''}.`,
  sentenceBroken: ([end, start]) =>
    `The sentence runs on in the next paragraph: …${end ?? ''} | ${start ?? ''}…`,
  lineRepeated: ([line, count]) =>
    `“${line ?? ''}” repeats on the pages (${count ?? ''} times) like a line of the form.`,
  paragraphWithoutPartner: ([words, has = '', lacks = ''], language) =>
    `“${words ?? ''}” stands in the ${language(has)} text and has no partner in the ${language(lacks)}.`,
  paragraphsMerged: ([count, parts = '', whole = '', words], language) =>
    `${count ?? ''} paragraphs of the ${language(parts)} text are one in the ${language(whole)}: “${words ?? ''}” is none of its own.`,
  quotesDiffer: ([one, other, first = '', second = ''], language) =>
    `Quoted passages: ${one ?? ''} (${language(first)}), ${other ?? ''} (${language(second)}).`,
  ocrSlip: ([wrong, correct]) => `${wrong ?? ''} is probably misread for ${correct ?? ''}.`,
  passageNotPublic: ([words, note]) =>
    `A candidate for review: ${words ?? ''} Its note asks to keep it from the public: ${note ?? ''}`,
  extentDiffers: ([extent, pages]) => `${extent ?? ''} is stated; ${pages ?? ''} pages are here.`,
  citationDiffers: ([supplied, computed]) =>
    `The citation differs from the template:${supplied ? ` it has “${supplied}”` : ''}${supplied && computed ? ';' : ''}${computed ? ` it lacks “${computed}”` : ''}.`,
}

/** Names of the rules, as they are chosen from. */
const names: Record<CheckCode, string> = {
  fieldMissing: 'Mandatory field empty',
  fieldMissingForType: 'Field of the form of record empty',
  titleLanguageMissing: 'No title in the language of description',
  levelOrder: 'Level out of order',
  codeAlike: 'Reference codes alike',
  codeGap: 'Gap in reference codes',
  dateOrder: 'Dates out of order',
  dateOutsideParent: 'Date outside the unit above',
  dateReversed: 'End before beginning',
  eraArithmetic: 'Era and year disagree',
  eraMissing: 'Era not said',
  dateDiffers: 'Date and reading differ',
  dateUnread: 'Date not read',
  edtfInvalid: 'Not EDTF',
  lunarDate: 'Lunar date',
  bracketUnbalanced: 'Bracket without its other half',
  glyphLeft: 'Unread sign',
  markUntranslated: 'Untranslated words',
  identifierDiffers: 'Numbers of the document differ',
  identifierInOneText: 'Number of the document in one text',
  numberInOneText: 'Figure in one text',
  dateInOneText: 'Date in one text',
  timeInOneText: 'Time in one text',
  nameWithoutAuthority: 'Name not linked',
  nameFormDiffers: 'Form of name differs',
  sentenceBroken: 'Sentence runs on',
  lineRepeated: 'Line of the form',
  paragraphWithoutPartner: 'Paragraph without a partner',
  paragraphsMerged: 'Paragraphs merged',
  quotesDiffer: 'Quotations differ',
  ocrSlip: 'Probably misread',
  passageNotPublic: 'Passage not to be made public',
  extentDiffers: 'Extent and pages differ',
  citationDiffers: 'Citation differs',
}

const fixes: Record<FixCode, (value: string) => string> = {
  setEra: (value) => `It is ${value}`,
  takeReading: (value) => `Take ${value}`,
  removeGlyph: () => 'Remove the sign',
  takeOther: (value) => `Take ${value}`,
  linkName: (value) => `Link ${value}`,
  takeForm: (value) => `Write ${value}`,
  markBoilerplate: () => 'Mark as part of the form',
  joinSentence: () => 'It is one sentence',
  correctSlip: (value) => `Write ${value}`,
  setQuantity: (value) => `Set ${value}`,
  takeCitation: () => 'Take the computed citation',
}

const standards: Record<Standard, string> = { isad: 'ISAD(G)', dacs: 'DACS' }
const severities: Record<Severity, string> = { error: 'Error', warning: 'Warning' }

export const checks = {
  sentences,
  names,
  fixes,
  standards,
  severities,
  label: 'Findings',
  ofRecord: 'Findings in this record',
  none: 'The checks find nothing here.',
  goTo: 'Show',
  accept: 'Accept…',
  acceptNow: 'Accept',
  reason: 'Reason',
  reasonHint: 'Why it is right as it is',
  accepted: 'Accepted',
  acceptedBy: (who: string, when: string) => `${who}, ${when}`,
  withdraw: 'Withdraw',
  stands: 'stands',
  lapsed: 'no longer stands: what it was about has changed',
  marked: (n: number) => (n === 1 ? '1 finding' : `${n.toLocaleString('en')} findings`),
  all: 'Descriptions',
  file: 'File',
  start: 'Not checked yet. The check goes through every description and keeps what it finds.',
  clean: 'Nothing was found.',
  checkedAt: (when: string, n: string) =>
    `Checked ${when}: ${n} ${n === '1' ? 'description' : 'descriptions'}.`,
  outdated: 'Much has changed since: check again.',
  byRule: 'Rule',
  bySeverity: 'Weight',
  everyRule: 'Every rule',
  everySeverity: 'Errors and warnings',
  standard: 'Mandatory fields by',
  noneAccepted: 'Nothing has been accepted.',
}
