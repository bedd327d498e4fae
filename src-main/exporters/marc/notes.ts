/** The notes of a MARC 21 record, in the order of their tags. */
import type { TextField } from '../../shared/domain/field.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { LANGUAGES, nameOf, SCRIPTS } from '../ead/codes.ts'
import type { ExportContext } from '../exporter.ts'
import { eventLine, fieldName, isBlank, levelName, line, markLine, oneLine } from '../plain.ts'
import { restrictionLine, spoken } from '../plain.ts'
import type { Voice } from '../plain.ts'
import { field } from './field.ts'
import type { Field } from './field.ts'

/** Tag, indicators and subfield of each field of text that is a note. */
const NOTES = [
  ['physicalCharacteristics', '340', '  ', 'a'],
  ['note', '500', '  ', 'a'],
  ['accessConditions', '506', '  ', 'a'],
  ['legalStatus', '506', '  ', 'a'],
  ['credits', '508', '  ', 'a'],
  ['abstract', '520', '3 ', 'a'],
  ['scopeAndContent', '520', '2 ', 'a'],
  ['preferredCitation', '524', '  ', 'a'],
  ['locationOfCopies', '530', '  ', 'a'],
  ['locationOfOriginals', '535', '1 ', 'a'],
  ['reproductionConditions', '540', '  ', 'a'],
  ['acquisition', '541', '1 ', 'a'],
  ['separatedUnits', '544', '0 ', 'n'],
  ['relatedUnits', '544', '1 ', 'n'],
  ['administrativeHistory', '545', '  ', 'a'],
  ['languageNote', '546', '  ', 'a'],
  ['findingAids', '555', '0 ', 'a'],
  ['archivalHistory', '561', '1 ', 'a'],
  ['publicationNote', '581', '  ', 'a'],
  ['appraisal', '583', '1 ', 'a'],
  ['accruals', '584', '  ', 'a'],
  ['archivistNote', '588', '  ', 'a'],
  ['sources', '588', '  ', 'a'],
] as const satisfies readonly (readonly [TextField, string, string, string])[]

/** What stands on the sheet has no field of its own: its name stands before it. */
const ON_SHEET = [
  'classification',
  'declassification',
  'precedence',
  'handling',
  'distribution',
  'stamp',
] as const

export function notes(
  description: ReleasedDescription,
  { audience, institution }: ExportContext<unknown>,
  voice: Voice,
): Field[] {
  const { texts, dates, restrictions, languages } = description
  const { words } = voice
  const all = [
    ...NOTES.flatMap(([name, tag, indicators, code]) =>
      spoken(texts[name]).map(({ value }) => field(tag, indicators, [code, oneLine(value)])),
    ),
    field('351', '  ', ...spoken(texts.arrangement).map(({ value }) => ['b', oneLine(value)] as const), [
      'c',
      levelName(description, voice),
    ]),
    ...ON_SHEET.flatMap((name) =>
      spoken(texts[name]).map((value) =>
        field('500', '  ', ['a', `${fieldName(name, voice)}${words.colon}${markLine(value, voice)}`]),
      ),
    ),
    ...restrictions.map((one) => field('506', '1 ', ['a', restrictionLine(one, voice)])),
    ...dates.flatMap((date) => [
      OTHERWISE.has(date.kind)
        ? null
        : field(
            '518',
            '  ',
            ['o', words.events[date.kind]],
            ['d', eventLine({ ...date, place: null }, voice)],
            ['p', line(date.place)],
          ),
      isBlank(date.inferredFrom) ? null : field('588', '  ', ['a', oneLine(date.inferredFrom ?? '')]),
    ]),
    ...languages.map(({ language, script }) =>
      field(
        '546',
        '  ',
        ['a', nameOf(LANGUAGES, language, institution.language)],
        ['b', script !== null && nameOf(SCRIPTS, script, institution.language)],
      ),
    ),
    ...(audience === 'staff' ? spoken(texts.staffNote) : []).map(({ value }) =>
      field('590', '  ', ['a', oneLine(value)]),
    ),
  ]
  return all.flatMap((one) => one ?? []).sort((one, other) => one.tag.localeCompare(other.tag))
}

/** Dates that stand in 245, 264. */
const OTHERWISE: ReadonlySet<string> = new Set(['creation', 'publication', 'copyright'])
