/**
 * The citation of a record, made from the institution's template: words with tokens in braces, and parts in square
 * brackets that are left out when a token in them says nothing.
 */
import type { Agent, DateValue, Extent, Identifier, TextValue } from '../../contract/description.ts'
import { isEdtf } from '../date/index.ts'
import { fillTemplate, problemOfTemplate } from '../template.ts'
import type { TemplateProblem } from '../template.ts'

export const CITATION_TOKENS = [
  'title',
  'date',
  'repository',
  'fileNo',
  'law',
  'alsoAt',
  'obtainedBy',
  'translator',
  'url',
  'referenceCode',
  'creator',
  'extent',
] as const
export type CitationToken = (typeof CITATION_TOKENS)[number]

/** The form of the Wilson Center Digital Archive. */
export const DEFAULT_TEMPLATE =
  '“{title},”[ {date},] {repository}[, {fileNo}][, {law}].[ Also available at the {alsoAt}.][ {obtainedBy}[ and translated by {translator}].][ {url}]'

export const LONGEST_TEMPLATE = 2000

/** What of a description a citation can say: the same of a record and of its released form. */
export interface CitedFields {
  readonly referenceCode: string | null
  readonly dates: readonly Pick<DateValue, 'kind' | 'edtf' | 'expression'>[]
  readonly identifiers: readonly Pick<Identifier, 'type' | 'value'>[]
  readonly extents: readonly Pick<Extent, 'quantity' | 'unit'>[]
  readonly agents: readonly Pick<Agent, 'name' | 'role'>[]
  readonly title: readonly TextValue[]
  readonly legalStatus: readonly TextValue[]
  readonly locationOfOriginals: readonly TextValue[]
  readonly acquisition: readonly TextValue[]
}

export interface CitationSource {
  readonly description: CitedFields
  /** Name of the institution. */
  readonly repository: string
  /** Language in which the institution describes (ISO 639-2/B). */
  readonly language: string
}

type Values = Readonly<Record<CitationToken, string>>

/** What keeps a template from being taken; null for nothing. */
export const templateProblem = (template: string): TemplateProblem | null =>
  problemOfTemplate(template, CITATION_TOKENS)

/** The citation; empty where the record says nothing that the template asks for. Never throws. */
export function citationOf(template: string, source: CitationSource): string {
  const values = citedValues(source)
  const { text, said } = fillTemplate(template, values)
  return said ? text.replace(/\s+/g, ' ').trim() : ''
}

/** What a citation may say of a record. */
export function citedValues({ description, repository, language }: CitationSource): Values {
  const { title, dates, identifiers, legalStatus, locationOfOriginals, acquisition, agents, extents } =
    description
  const identifier = (type: string) => identifiers.find((one) => one.type === type)?.value ?? ''
  const date = dates.find(({ kind }) => kind === 'creation') ?? dates[0]
  const named = (role: string) =>
    agents
      .filter((agent) => agent.role === role)
      .map(({ name }) => name)
      .join(', ')
  return {
    title:
      best(
        title.filter(({ type }) => type !== 'parallel'),
        language,
      ) || best(title, language),
    date: date === undefined ? '' : dateWords(date.edtf, date.expression, language),
    repository,
    fileNo: identifier('requestNumber') || identifier('fileNumber'),
    law: sentenceless(best(legalStatus, language)),
    alsoAt: sentenceless(best(locationOfOriginals, language)),
    obtainedBy: sentenceless(best(acquisition, language)),
    translator: named('translator'),
    url: identifier('url'),
    referenceCode: description.referenceCode ?? '',
    creator: named('creator') || named('sender'),
    extent: extents.map(({ quantity, unit }) => `${quantity} ${unit}`).join(', '),
  }
}

/** The value in the language of description, or the first. */
const best = (values: readonly TextValue[], language: string): string =>
  (
    values.find((value) => value.language === language && value.value.trim() !== '') ??
    values.find(({ value }) => value.trim() !== '')
  )?.value.trim() ?? ''

const sentenceless = (text: string): string => text.replace(/[.。]\s*$/u, '')

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** March 25, 1984 or 1984年3月25日; what is not a plain day is cited as the document says it. */
function dateWords(edtf: string | null, expression: string, language: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(edtf ?? '') ?? []
  if (edtf === null || year === undefined || !isEdtf(edtf)) return expression.trim() || (edtf ?? '')
  const [m, d] = [Number(month), Number(day)]
  if (language === 'jpn')
    return `${year}年${month === undefined ? '' : `${String(m)}月`}${day === undefined ? '' : `${String(d)}日`}`
  if (month === undefined) return year
  const name = MONTHS[m - 1] ?? month
  return day === undefined ? `${name} ${year}` : `${name} ${String(d)}, ${year}`
}
