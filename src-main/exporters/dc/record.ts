/**
 * One record of Dublin Core, by the crosswalk of ISAD(G) that AtoM and ArchivesSpace follow. What the fifteen elements
 * have no place for (provenance, handling, where a unit is kept) stays behind.
 */
import { tagOfLanguage } from '../../shared/domain/language-tag.ts'
import type { DateKind, TextField } from '../../shared/domain/field.ts'
import type { ReleasedAgent, ReleasedDescription, ReleasedText } from '../../shared/domain/released-view.ts'
import { element } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import { addressOf } from '../address.ts'
import { CREATORS } from '../ead/names.ts'
import type { Carried, ExportContext, ReleasedNode } from '../exporter.ts'
import { dateWords, extentLines, identifierLines, isBlank, levelName, line, normalDate } from '../plain.ts'
import { relationLines, restrictionLine, spoken, text, voiceOf } from '../plain.ts'
import type { Voice } from '../plain.ts'
import type { DcOptions } from './index.ts'

const NAMESPACES = {
  'xmlns:oai_dc': 'http://www.openarchives.org/OAI/2.0/oai_dc/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
}

/** The element of each field of text. */
const ELEMENTS = {
  title: 'title',
  physicalFacet: 'format',
  dimensions: 'format',
  administrativeHistory: 'description',
  abstract: 'description',
  scopeAndContent: 'description',
  appraisal: 'description',
  accruals: 'description',
  arrangement: 'description',
  accessConditions: 'rights',
  legalStatus: 'rights',
  reproductionConditions: 'rights',
  physicalCharacteristics: 'format',
  findingAids: 'relation',
  locationOfOriginals: 'source',
  locationOfCopies: 'relation',
  relatedUnits: 'relation',
  separatedUnits: 'relation',
  publicationNote: 'relation',
  note: 'description',
  preferredCitation: 'identifier',
} as const satisfies Partial<Record<TextField, string>>

export const CARRIED_FIELDS: readonly Carried[] = [
  'referenceCode',
  'identifiers',
  'level',
  'otherLevel',
  'dates',
  'extents',
  'agents',
  'languages',
  'accessPoints',
  'relations',
  'restrictions',
  ...(Object.keys(ELEMENTS) as (keyof typeof ELEMENTS)[]),
]

/** When a record came to be or came out; what happened to it later is no date of it. */
const DATES: ReadonlySet<DateKind> = new Set(['creation', 'despatch', 'publication', 'other'])

export function record(
  { description, parent }: ReleasedNode,
  { institution, options }: ExportContext<DcOptions>,
): Element {
  const voice = voiceOf(institution.language)
  const { dates, languages, restrictions, accessPoints, texts } = description
  const of = (name: string) =>
    Object.entries(ELEMENTS).flatMap(([field, elementName]) =>
      elementName === name ? spoken(texts[field as TextField]).map((value) => spokenAs(name, value)) : [],
    )
  return element('oai_dc:dc', NAMESPACES, [
    titles(description, voice),
    creators(description.agents),
    subjects(accessPoints, ['subject', 'function', 'occupation']),
    of('description'),
    plain('publisher', line(institution.name)),
    contributors(description.agents),
    dates
      .filter(({ kind }) => DATES.has(kind))
      .map((date) => plain('date', normalDate(date) ?? dateWords(date))),
    description.level !== 'item' && plain('type', 'Collection'),
    plain('type', levelName(description, voice)),
    subjects(accessPoints, ['genre'], 'type'),
    extentLines(description, voice).map((extent) => plain('format', extent)),
    of('format'),
    identifiers(description, options, voice),
    of('identifier'),
    of('source'),
    languages.map(({ language }) => plain('language', language)),
    of('relation'),
    relationLines(description, voice).map((relation) => plain('relation', relation)),
    parent && plain('relation', line(parent.referenceCode) || line(parent.uid)),
    subjects(accessPoints, ['place'], 'coverage'),
    of('rights'),
    restrictions.map((one) => plain('rights', restrictionLine(one, voice))),
  ])
}

const plain = (name: string, value: string, lang: string | null = null): Child =>
  value === '' ? null : element(`dc:${name}`, { 'xml:lang': lang }, value)

const spokenAs = (name: string, value: ReleasedText): Child =>
  plain(name, text(value.value), tagOfLanguage(value) || null)

/** A reader of Dublin Core needs a title to show. */
function titles({ texts }: ReleasedDescription, { words }: Voice): Child {
  const all = spoken(texts.title)
  return all.length === 0 ? plain('title', words.untitled) : all.map((title) => spokenAs('title', title))
}

/** A name in each of its forms. */
const named = (name: string, agent: ReleasedAgent): Child =>
  [agent, ...agent.parallel]
    .filter((form) => !isBlank(form.name))
    .map((form) => plain(name, line(form.name), tagOfLanguage(form) || null))

const creators = (agents: readonly ReleasedAgent[]): Child =>
  agents.filter(({ role }) => CREATORS.has(role)).map((agent) => named('creator', agent))

/** Who is only spoken of is what the record is about. */
const contributors = (agents: readonly ReleasedAgent[]): Child =>
  agents
    .filter(({ role }) => !CREATORS.has(role))
    .map((agent) => named(agent.role === 'mentioned' ? 'subject' : 'contributor', agent))

const subjects = (
  points: ReleasedDescription['accessPoints'],
  types: readonly ReleasedDescription['accessPoints'][number]['type'][],
  name = 'subject',
): Child =>
  points
    .filter(({ type, value }) => types.includes(type) && !isBlank(value))
    .map(({ value, language }) =>
      plain(name, line(value), language === null ? null : tagOfLanguage({ language, script: null })),
    )

/** The reference code, the numbers that the record bears, and where it can be seen. */
function identifiers(description: ReleasedDescription, options: DcOptions, voice: Voice): Child {
  const address = addressOf(options.recordAddress, description)
  return [
    plain('identifier', line(description.referenceCode) || line(description.uid)),
    identifierLines(description, voice).map((number) => plain('identifier', number)),
    address && plain('identifier', address),
  ]
}
