/** What a citation of a record says: who made it, what it is, when, and where it is kept. */
import { z } from 'zod'
import { tagOfLanguage } from '../../shared/domain/language-tag.ts'
import type { AgentRole, DateKind } from '../../shared/domain/field.ts'
import type { ReleasedAgent, ReleasedText } from '../../shared/domain/released-view.ts'
import { legalText } from '../../xml/characters.ts'
import { addressOf, recordAddress, statedAddress } from '../address.ts'
import { CREATORS, nameParts } from '../ead/names.ts'
import type { Carried, ExportContext, ReleasedNode } from '../exporter.ts'
import { containerLines, dateWords, identifierLines, isBlank, levelName, line, mainTitle } from '../plain.ts'
import { normalDate, oneLine, spoken, voiceOf } from '../plain.ts'

export const CitationOptions = z.strictObject({
  recordAddress,
  /** Which title comes first: that of the description, or that which the record itself bears. */
  titles: z.enum(['titleDescribed', 'titleOriginal']).default('titleDescribed').meta({ title: 'Titles' }),
})
export type CitationOptions = z.infer<typeof CitationOptions>

export const CITED_FIELDS: readonly Carried[] = [
  'referenceCode',
  'level',
  'otherLevel',
  'identifiers',
  'title',
  'dates',
  'agents',
  'languages',
  'accessPoints',
  'containers',
  'abstract',
  'preferredCitation',
]

/** A name in its parts, or as it is. */
export type CitedName = { readonly family: string; readonly given: string } | { readonly literal: string }

/** Empty strings and lists where the record says nothing. */
export interface Cited {
  readonly uid: string
  readonly isCollection: boolean
  readonly title: string
  /** In the other languages. */
  readonly otherTitles: readonly string[]
  readonly authors: readonly CitedName[]
  readonly recipients: readonly CitedName[]
  readonly translators: readonly CitedName[]
  readonly contributors: readonly CitedName[]
  /** One or two days, months or years of ISO 8601; empty where it is only said in words. */
  readonly normal: readonly string[]
  readonly isApproximate: boolean
  readonly dateWords: string
  readonly place: string
  readonly repository: string
  readonly referenceCode: string
  /** Box and folder. */
  readonly kept: readonly string[]
  /** Title of the unit above. */
  readonly collection: string
  readonly numbers: readonly string[]
  /** What kind of record it is. */
  readonly genre: string
  readonly languages: readonly string[]
  readonly abstract: string
  readonly keywords: readonly string[]
  readonly address: string
  readonly notes: readonly string[]
}

export function cited({ description, parent }: ReleasedNode, context: ExportContext<CitationOptions>): Cited {
  const { institution, options } = context
  const voice = voiceOf(institution.language)
  const { agents, texts, accessPoints, identifiers } = description
  const [title = '', ...otherTitles] = titlesOf(texts.title, institution.language, options)
  const date = mainDate(description.dates)
  const points = (isGenre: boolean) =>
    accessPoints
      .filter(({ type, value }) => (type === 'genre') === isGenre && !isBlank(value))
      .map(({ value }) => line(value))
  const namesOf = (roles: (role: AgentRole) => boolean) =>
    agents.filter(({ name, role }) => !isBlank(name) && roles(role)).map(citedName)
  const genres = points(true)
  return clean({
    uid: line(description.uid),
    isCollection: description.level !== 'item',
    title: title || voice.words.untitled,
    otherTitles,
    authors: namesOf((role) => CREATORS.has(role)),
    recipients: namesOf((role) => role === 'addressee' || role === 'recipient'),
    translators: namesOf((role) => role === 'translator'),
    contributors: namesOf((role) => role === 'contributor' || role === 'responsibleOffice'),
    normal: (date && normalDate(date))?.split('/') ?? [],
    isApproximate: date !== undefined && (date.certainty !== 'certain' || /[?~%]/.test(date.edtf ?? '')),
    dateWords: date === undefined ? '' : dateWords(date),
    place: line(date?.place),
    repository: line(institution.name),
    referenceCode: line(description.referenceCode),
    kept: containerLines(description, voice),
    collection: line(mainTitle(parent?.titles, institution.language)?.value),
    numbers: identifierLines(
      { ...description, identifiers: identifiers.filter(({ type }) => type !== 'url') },
      voice,
    ),
    genre: genres[0] ?? levelName(description, voice),
    languages: description.languages.map(({ language }) => tagOfLanguage({ language, script: null })),
    abstract: spoken(texts.abstract)
      .map(({ value }) => oneLine(value))
      .join(' '),
    keywords: [...genres.slice(1), ...points(false)],
    address: addressOf(options.recordAddress, description) ?? statedAddress(description) ?? '',
    notes: [
      ...(context.audience === 'staff' ? [voice.words.staffNotice] : []),
      ...spoken(texts.preferredCitation).map(({ value }) => oneLine(value)),
    ],
  })
}

/** Every string with the characters that a text file may have. */
function clean<T>(value: T): T {
  if (typeof value === 'string') return legalText(value).replace(/\n/g, ' ') as T
  if (Array.isArray(value)) return value.map(clean) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, clean(one)])) as T
}

function titlesOf(
  titles: readonly ReleasedText[] | undefined,
  language: string,
  options: CitationOptions,
): string[] {
  const described = mainTitle(titles, language)
  const all = spoken(titles)
  const original =
    all.find(({ type }) => type === 'original') ?? all.find((title) => title.language !== language)
  const main = options.titles === 'titleOriginal' ? (original ?? described) : described
  return [main, ...all.filter((one) => one !== main)].flatMap((one) => (one ? [line(one.value)] : []))
}

/** In the order in which they are asked for. */
const KINDS: readonly DateKind[] = ['creation', 'despatch', 'publication', 'receipt']

const mainDate = (dates: ReleasedNode['description']['dates']) =>
  KINDS.flatMap((wanted) => dates.filter(({ kind }) => kind === wanted))[0] ?? dates[0]

function citedName(agent: ReleasedAgent): CitedName {
  const parts = agent.type === 'person' ? nameParts(agent) : null
  const of = (wanted: 'surname' | 'given') => parts?.find(({ kind }) => kind === wanted)?.text ?? ''
  return parts === null ? { literal: line(agent.name) } : { family: of('surname'), given: of('given') }
}
