/** One unit as a MODS record, by the Library of Congress's mapping of EAD; the words of note types are those of its list. */
import type { RELATION_TYPES } from '../../shared/domain/field.ts'
import type { TextField } from '../../shared/domain/field.ts'
import type { ReleasedDescription, ReleasedText } from '../../shared/domain/released-view.ts'
import { element, elementOrNull } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import { addressOf, isWebAddress, statedAddress } from '../address.ts'
import type { ExportContext, ParentUnit, ReleasedNode } from '../exporter.ts'
import { containerLines, extentLines, fieldName, isBlank, levelName, line, mainTitle } from '../plain.ts'
import { markLine, restrictionLine, spoken, text, voiceOf } from '../plain.ts'
import type { Voice } from '../plain.ts'
import type { ModsOptions } from './index.ts'
import { names, namesSpokenOf } from './names.ts'
import { origins } from './origin.ts'

type Context = ExportContext<ModsOptions>

export function record({ description, parent }: ReleasedNode, context: Context): Element {
  const voice = voiceOf(context.institution.language)
  const { texts, restrictions, agents, dates } = description
  const language = context.institution.language
  return element(
    'mods',
    { version: '3.8' },
    titles(texts.title, voice, language),
    names(agents, voice),
    description.level !== 'item' && element('typeOfResource', { collection: 'yes' }, 'mixed material'),
    element('genre', { authority: 'local', type: 'level of description' }, levelName(description, voice)),
    points(description, ['genre']).map(({ value, attributes }) => element('genre', attributes, value)),
    origins(dates, voice),
    languages(description),
    physicalDescription(description, voice),
    spoken(texts.abstract).map((value) => worded('abstract', value)),
    spoken(texts.scopeAndContent).map((value) => worded('abstract', value, 'scope and content')),
    notes(description, context, voice),
    subjects(description),
    namesSpokenOf(agents),
    parent && host(parent, language),
    related(description, voice),
    identifiers(description),
    location(description, context, voice),
    CONDITIONS.map(([field, type]) =>
      spoken(texts[field]).map((value) => worded('accessCondition', value, type)),
    ),
    restrictions.map((one) =>
      element('accessCondition', { type: 'restriction on access' }, restrictionLine(one, voice)),
    ),
    recordInfo(description, context),
  )
}

const worded = (name: string, value: ReleasedText, type: string | null = null): Element =>
  element(name, { type, lang: value.language, script: value.script }, text(value.value))

/** The first is the title by which the record is known; a reader of MODS needs one. */
function titles(values: readonly ReleasedText[] | undefined, { words }: Voice, language: string): Child {
  const main = mainTitle(values, language)
  if (!main) return element('titleInfo', {}, element('title', {}, words.untitled))
  const others = spoken(values).filter((one) => one !== main)
  return [main, ...others].flatMap((title) => [
    titleInfo(title, title === main ? null : title.type === 'parallel' ? 'translated' : 'alternative'),
    ...(isBlank(title.reading) ? [] : [reading(title)]),
  ])
}

const titleInfo = ({ value, language, script, type }: ReleasedText, of: string | null): Element =>
  element(
    'titleInfo',
    { type: of, supplied: type === 'supplied' ? 'yes' : null, lang: language, script },
    element('title', {}, line(value)),
  )

/** How a title is read, in kana. */
const reading = ({ reading, language }: ReleasedText): Element =>
  element(
    'titleInfo',
    { type: 'alternative', lang: language, script: 'Hrkt', displayLabel: 'reading' },
    element('title', {}, line(reading)),
  )

const languages = ({ languages }: ReleasedDescription): Element[] =>
  languages.map(({ language, script }) =>
    element(
      'language',
      {},
      element('languageTerm', { type: 'code', authority: 'iso639-2b' }, language),
      script !== null && element('scriptTerm', { type: 'code', authority: 'iso15924' }, script),
    ),
  )

const physicalDescription = (description: ReleasedDescription, voice: Voice): Element | null => {
  const { texts } = description
  const of = (field: TextField, name: string, type: string | null = null) =>
    spoken(texts[field]).map((value) => worded(name, value, type))
  return elementOrNull(
    'physicalDescription',
    {},
    of('physicalFacet', 'form'),
    extentLines(description, voice).map((extent) => element('extent', {}, extent)),
    of('dimensions', 'note', 'source dimensions'),
    of('physicalCharacteristics', 'note', 'condition'),
  )
}

const CONDITIONS = [
  ['accessConditions', 'restriction on access'],
  ['legalStatus', 'legal status'],
  ['reproductionConditions', 'use and reproduction'],
] as const

const NOTES = [
  ['administrativeHistory', 'biographical/historical'],
  ['archivalHistory', 'ownership'],
  ['acquisition', 'acquisition'],
  ['appraisal', 'action'],
  ['accruals', 'accrual policy'],
  ['arrangement', 'arrangement'],
  ['languageNote', 'language'],
  ['findingAids', 'finding aids'],
  ['locationOfOriginals', 'original location'],
  ['locationOfCopies', 'additional physical form'],
  ['relatedUnits', 'related units'],
  ['separatedUnits', 'separated units'],
  ['publicationNote', 'publications'],
  ['note', null],
  ['preferredCitation', 'preferred citation'],
  ['credits', 'creation/production credits'],
  ['archivistNote', 'admin'],
  ['sources', 'source note'],
] as const

/** What stands on the sheet has no type in MODS's list: it is called what the form calls it. */
const ON_SHEET = [
  'classification',
  'declassification',
  'precedence',
  'handling',
  'distribution',
  'stamp',
] as const

function notes({ texts, dates }: ReleasedDescription, { audience }: Context, voice: Voice): Child {
  return [
    NOTES.map(([field, type]) => spoken(texts[field]).map((value) => worded('note', value, type))),
    ON_SHEET.map((field) =>
      spoken(texts[field]).map((value) =>
        element(
          'note',
          { type: field, displayLabel: fieldName(field, voice), lang: value.language, script: value.script },
          markLine(value, voice),
        ),
      ),
    ),
    dates
      .filter(({ inferredFrom }) => !isBlank(inferredFrom))
      .map(({ inferredFrom }) => element('note', { type: 'date' }, text(inferredFrom ?? ''))),
    audience === 'staff' && spoken(texts.staffNote).map((value) => worded('note', value, 'staff')),
  ]
}

type PointType = ReleasedDescription['accessPoints'][number]['type']

const points = ({ accessPoints }: ReleasedDescription, types: readonly PointType[]) =>
  accessPoints
    .filter(({ type, value }) => types.includes(type) && !isBlank(value))
    .map(({ value, source, language, identifier }) => ({
      value: line(value),
      attributes: {
        authority: line(source) || 'local',
        valueURI: identifier !== undefined && isWebAddress(identifier) ? identifier : null,
        lang: language,
      },
    }))

const SUBJECTS = [
  ['topic', ['subject', 'function']],
  ['geographic', ['place']],
  ['occupation', ['occupation']],
] as const

const subjects = (description: ReleasedDescription): Child =>
  SUBJECTS.map(([name, types]) =>
    points(description, types).map(({ value, attributes }) =>
      element('subject', {}, element(name, attributes, value)),
    ),
  )

/** The unit above. */
const host = ({ uid, referenceCode, titles }: ParentUnit, language: string): Element => {
  const title = mainTitle(titles, language)
  return element(
    'relatedItem',
    { type: 'host' },
    title && titleInfo(title, null),
    !isBlank(referenceCode) && element('identifier', { type: 'local' }, line(referenceCode)),
    element('recordInfo', {}, element('recordIdentifier', {}, line(uid))),
  )
}

const TYPES: Partial<Record<(typeof RELATION_TYPES)[number], string>> = {
  isPartOf: 'host',
  isVersionOf: 'otherVersion',
}

const related = ({ relations }: ReleasedDescription, { words }: Voice): Element[] =>
  relations.flatMap(({ type, target, part, scope }) => {
    const number = [line(target), line(part)].filter((one) => one !== '').join(' ')
    if (number === '') return []
    const known = TYPES[type]
    return element(
      'relatedItem',
      { type: known, otherType: known === undefined ? type : null, displayLabel: words.relations[type] },
      element('identifier', { type: 'local' }, number),
      !isBlank(scope) && element('note', { type: 'scope' }, line(scope)),
    )
  })

function identifiers({ referenceCode, identifiers }: ReleasedDescription): Child {
  return [
    !isBlank(referenceCode) &&
      element('identifier', { type: 'local', displayLabel: 'reference code' }, line(referenceCode)),
    identifiers
      .filter(({ value }) => !isBlank(value))
      .map(({ type, label, value, scope }) => {
        const shown = [line(label), isBlank(scope) ? '' : `(${line(scope)})`].filter((one) => one !== '')
        return element(
          'identifier',
          { type: line(type) || 'local', displayLabel: shown.join(' ') || null },
          line(value),
        )
      }),
  ]
}

function location(
  description: ReleasedDescription,
  { institution, options }: Context,
  voice: Voice,
): Element {
  const address = addressOf(options.recordAddress, description) ?? statedAddress(description)
  return element(
    'location',
    {},
    element('physicalLocation', {}, line(institution.name)),
    containerLines(description, voice).map((kept) => element('shelfLocator', {}, kept)),
    address !== null && element('url', { usage: 'primary' }, address),
  )
}

const recordInfo = ({ uid, createdAt, updatedAt }: ReleasedDescription, context: Context): Element => {
  const { institution, generator } = context
  return element(
    'recordInfo',
    {},
    institution.isil === null
      ? element('recordContentSource', {}, line(institution.name))
      : element('recordContentSource', { authority: 'iso15511' }, institution.isil),
    element('recordCreationDate', { encoding: 'w3cdtf' }, createdAt),
    element('recordChangeDate', { encoding: 'w3cdtf' }, updatedAt),
    element('recordIdentifier', { source: institution.isil }, line(uid)),
    element(
      'languageOfCataloging',
      {},
      element('languageTerm', { type: 'code', authority: 'iso639-2b' }, institution.language),
      element('scriptTerm', { type: 'code', authority: 'iso15924' }, institution.script),
    ),
    element('recordOrigin', {}, line(generator)),
    element('descriptionStandard', {}, 'ISAD(G)'),
  )
}
