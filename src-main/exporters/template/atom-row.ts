/** One unit as a row of AtoM's template. What AtoM has no column for stands among the general notes, each after its name. */
import { containerTypeName } from '../../shared/domain/container.ts'
import { tagOfLanguage } from '../../shared/domain/language-tag.ts'
import type { TextField } from '../../shared/domain/field.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { messages } from '../../shared/i18n/index.ts'
import { addressOf } from '../address.ts'
import { CREATORS } from '../ead/names.ts'
import type { ExportContext } from '../exporter.ts'
import { containerLine, eventLine, extentLines, fieldName, isBlank, levelName, line } from '../plain.ts'
import { mainTitle, markLine, relationLines, restrictionLine, spoken, text, voiceOf } from '../plain.ts'
import type { Voice } from '../plain.ts'
import type { AtomColumn } from './atom-columns.ts'
import { events, isEvent } from './atom-events.ts'
import type { AtomOptions } from './atom.ts'
import { piped } from './table.ts'
import type { Cells } from './table.ts'

type Context = ExportContext<AtomOptions>

export function atomRow(
  description: ReleasedDescription,
  parent: ReleasedDescription | undefined,
  context: Context,
): Cells<AtomColumn> {
  const { institution, options } = context
  const { uid, texts, agents, status, createdAt, updatedAt } = description
  const voice = voiceOf(institution.language)
  const of = (...fields: TextField[]) =>
    fields.flatMap((field) => spoken(texts[field]).map(({ value }) => text(value)))
  const joined = (...fields: TextField[]) => of(...fields).join('\n\n')
  const [firstPage] = description.pages.filter(({ mediaType }) => mediaType !== null)
  return {
    legacyId: line(uid),
    parentId: line(parent?.uid),
    qubitParentSlug: parent ? '' : options.parentSlug,
    identifier: line(description.referenceCode),
    title: line(mainTitle(texts.title, institution.language)?.value) || voice.words.untitled,
    // AtoM knows its levels by their English names.
    levelOfDescription: levelName(description, voiceOf('eng')),
    extentAndMedium: [...extentLines(description, voice), ...of('physicalFacet', 'dimensions')].join('\n'),
    repository: parent ? '' : line(institution.name),
    archivalHistory: joined('archivalHistory'),
    acquisition: joined('acquisition'),
    scopeAndContent: joined('abstract', 'scopeAndContent'),
    appraisal: joined('appraisal'),
    accruals: joined('accruals'),
    arrangement: joined('arrangement'),
    accessConditions: [
      joined('accessConditions', 'legalStatus'),
      ...description.restrictions.map((one) => restrictionLine(one, voice)),
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    reproductionConditions: joined('reproductionConditions'),
    ...languages(description),
    languageNote: joined('languageNote'),
    physicalCharacteristics: joined('physicalCharacteristics'),
    findingAids: joined('findingAids'),
    locationOfOriginals: joined('locationOfOriginals'),
    locationOfCopies: joined('locationOfCopies'),
    relatedUnitsOfDescription: [
      ...of('relatedUnits', 'separatedUnits'),
      ...relationLines(description, voice),
    ].join('\n\n'),
    publicationNote: piped(of('publicationNote')),
    digitalObjectURI: (firstPage && addressOf(options.pageAddress, description, firstPage.number)) ?? '',
    generalNote: piped(generalNotes(description, context, voice)),
    subjectAccessPoints: points(description, ['subject', 'function', 'occupation']),
    placeAccessPoints: points(description, ['place']),
    nameAccessPoints: piped(
      agents.filter(({ name, role }) => !isBlank(name) && !CREATORS.has(role)).map(({ name }) => line(name)),
    ),
    genreAccessPoints: points(description, ['genre']),
    descriptionIdentifier: line(uid),
    institutionIdentifier: institution.isil ?? '',
    rules: 'ISAD(G)',
    revisionHistory: [
      `${voice.words.created}${voice.words.colon}${createdAt}`,
      ...(updatedAt === createdAt ? [] : [`${voice.words.revised}${voice.words.colon}${updatedAt}`]),
    ].join('\n'),
    languageOfDescription: tagOf(institution.language),
    scriptOfDescription: institution.script,
    sources: joined('sources'),
    archivistNote: piped(of('archivistNote')),
    publicationStatus: status === 'published' ? 'Published' : 'Draft',
    ...kept(description, voice),
    ...numbers(description),
    ...events(description),
    culture: tagOf(institution.language),
  }
}

const tagOf = (language: string): string => tagOfLanguage({ language, script: null })

const languages = ({ languages }: ReleasedDescription): Cells<AtomColumn> => ({
  language: piped([...new Set(languages.map(({ language }) => tagOf(language)))]),
  script: piped([...new Set(languages.flatMap(({ script }) => script ?? []))]),
})

const points = (
  { accessPoints }: ReleasedDescription,
  types: readonly ReleasedDescription['accessPoints'][number]['type'][],
): string =>
  piped(
    accessPoints
      .filter(({ type, value }) => types.includes(type) && !isBlank(value))
      .map(({ value }) => line(value)),
  )

const numbers = ({ identifiers }: ReleasedDescription): Cells<AtomColumn> => {
  const said = identifiers.filter(({ value }) => !isBlank(value))
  return {
    alternativeIdentifiers: piped(said.map(({ value }) => line(value))),
    alternativeIdentifierLabels: piped(
      said.map(({ type, label, scope }) =>
        [line(label) || line(type), isBlank(scope) ? '' : `(${line(scope)})`]
          .filter((part) => part !== '')
          .join(' '),
      ),
    ),
  }
}

/** Boxes with what they are; on which shelf they stand is for staff alone. */
const kept = ({ containers }: ReleasedDescription, voice: Voice): Cells<AtomColumn> => {
  const named = containers
    .map((one) => ({ one, name: containerLine({ ...one, location: null }, voice) }))
    .filter(({ name }) => name !== '')
  return {
    physicalObjectName: piped(named.map(({ name }) => name)),
    physicalObjectLocation: piped(named.map(({ one }) => line(one.location))),
    physicalObjectType: piped(named.map(({ one }) => containerTypeName(line(one.containers[0]?.type), 'en'))),
  }
}

/** Fields that AtoM has no column for. */
const NOTED = ['preferredCitation', 'credits'] as const
const ON_SHEET = [
  'classification',
  'declassification',
  'precedence',
  'handling',
  'distribution',
  'stamp',
] as const

function generalNotes(description: ReleasedDescription, { institution }: Context, voice: Voice): string[] {
  const { texts, dates, agents } = description
  const { colon, words } = { colon: voice.words.colon, words: voice.words }
  const main = mainTitle(texts.title, institution.language)
  const after = (field: TextField, value: string) => `${fieldName(field, voice)}${colon}${value}`
  const isMade = agents.some(({ name, role }) => !isBlank(name) && CREATORS.has(role))
  return [
    ...spoken(texts.note).map(({ value }) => text(value)),
    ...spoken(texts.title)
      .filter((title) => title !== main)
      .map(({ value, language }) =>
        after('title', `${line(value)}${language === null ? '' : ` (${tagOf(language)})`}`),
      ),
    // A history belongs to its creator in AtoM; without one it would be lost.
    ...(isMade ? [] : spoken(texts.administrativeHistory)).map(({ value }) =>
      after('administrativeHistory', text(value)),
    ),
    ...NOTED.flatMap((field) => spoken(texts[field]).map(({ value }) => after(field, text(value)))),
    ...ON_SHEET.flatMap((field) => spoken(texts[field]).map((value) => after(field, markLine(value, voice)))),
    ...dates
      .filter((date) => !isEvent(date))
      .map((date) => [words.events[date.kind], eventLine(date, voice)] as const)
      .filter(([, said]) => said !== '')
      .map(([what, said]) => `${what}${colon}${said}`),
    ...dates.flatMap(({ inferredFrom }) =>
      isBlank(inferredFrom) ? [] : [`${messages[voice.language].fields.dates}${colon}${line(inferredFrom)}`],
    ),
  ]
}
