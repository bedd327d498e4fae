/** What a page of HTML says of a unit: its fields under their names, in the language of the page. */
import { z } from 'zod'
import { formatDate, isEdtf } from '../../shared/domain/date/index.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { Language } from '../../shared/i18n/index.ts'
import { element } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import { addressOf } from '../address.ts'
import type { ExportContext } from '../exporter.ts'
import { dateWords, isBlank, line, voiceOf } from '../plain.ts'
import { citationIn, metadataOf, titlesOf } from '../reading/metadata.ts'
import type { MetadataRow, Said } from '../reading/metadata.ts'
import { saidElements } from '../reading/words.ts'

export interface PageOptions {
  /** Of the names of fields and of the page's own words. */
  readonly language: 'asDescribed' | Language
  readonly pageAddress: string
}
export type PageContext = ExportContext<PageOptions>

export const language = z
  .enum(['asDescribed', 'en', 'ja'])
  .default('asDescribed')
  .meta({ title: 'Language of the labels' })

export const languageOf = ({ options, institution }: PageContext): Language =>
  options.language === 'asDescribed' ? voiceOf(institution.language).language : options.language

/** A unit's own number is its address in the page. */
export const idOf = ({ uid }: ReleasedDescription): string => encodeURIComponent(uid.toWellFormed())

/** Before anything else, in a copy for staff. */
export const staffNotice = (context: PageContext): Child =>
  context.audience === 'staff' &&
  element('p', { class: 'staff' }, voiceOf(languageOf(context) === 'ja' ? 'jpn' : 'eng').words.staffNotice)

/** The words of a value in one line. */
export const plain = (said: Said | undefined): string =>
  (said?.blocks ?? [])
    .flatMap((block) => (block.kind === 'paragraph' ? block.lines : block.items))
    .map((runs) => runs.map(({ text }) => text).join(''))
    .join(' ')

/** Only where somebody has said how to cite: the same template in every unit would drown what they say. */
export function citationOf(description: ReleasedDescription, context: PageContext): Said | null {
  const { institution, citationTemplate = null } = context
  const supplied = (description.texts.preferredCitation ?? []).some(({ value }) => !isBlank(value))
  return supplied || citationTemplate !== null
    ? citationIn(description, { institution, citationTemplate })
    : null
}

/** When a unit was made, in both calendars. */
export function whenOf({ dates }: ReleasedDescription, inLanguage: Language): string {
  const date = dates.find(({ kind }) => kind === 'creation') ?? dates[0]
  if (!date) return ''
  return date.edtf !== null && isEdtf(date.edtf) ? formatDate(date.edtf, inLanguage) : dateWords(date)
}

/** All titles, where a heading with the first of them leaves something out. */
export function unsaidTitles(description: ReleasedDescription, inLanguage: Language): Said[] {
  const titles = titlesOf(description, messages[inLanguage], inLanguage)
  return titles.length > 1 || titles[0]?.note !== '' ? titles : []
}

/**
 * What a unit says under the names of its fields. What the heading of the unit says is not said again; what is the office's
 * own is for staff.
 */
export function rowsOf(
  description: ReleasedDescription,
  context: PageContext,
  /** Those that no heading has said. */
  titles: readonly Said[],
  citation: Said | null,
): MetadataRow[] {
  const inLanguage = languageOf(context)
  const m = messages[inLanguage]
  const left = [
    ...[m.fields.referenceCode, m.fields.level],
    ...(context.audience === 'staff' ? [] : [m.fields.status, m.fields.staffNote]),
  ]
  return [
    { label: m.fields.title, values: titles },
    ...metadataOf(description, m, inLanguage).filter(({ label }) => !left.includes(label)),
    { label: m.readingView.citation, values: citation ? [citation] : [] },
  ].filter(({ values }) => values.length > 0)
}

export interface PageOfUnit {
  readonly name: string
  /** Where it can be seen, if that is known. */
  readonly address: string | null
  /** Of its scan; for staff alone. */
  readonly fileName: string
}

/** Pages by their labels. */
export function pagesOf(description: ReleasedDescription, context: PageContext): PageOfUnit[] {
  const { options, audience } = context
  const { readingView } = messages[languageOf(context)]
  return description.pages.map(({ number, label, fileName }) => ({
    name: readingView.page(line(label) || String(number)),
    address: addressOf(options.pageAddress, description, number),
    fileName: audience === 'staff' ? line(fileName) : '',
  }))
}

/** The fields of a unit as `dl`, and its pages. */
export function fields(
  description: ReleasedDescription,
  context: PageContext,
  titles: readonly Said[],
  citation: Said | null,
): Element {
  const pages = pagesOf(description, context)
  return element(
    'dl',
    {},
    rowsOf(description, context, titles, citation).map(({ label, values }) => [
      element('dt', {}, label),
      element(
        'dd',
        {},
        values.map((value) => saidElements(value, true)),
      ),
    ]),
    pages.length > 0 && [
      element('dt', {}, messages[languageOf(context)].readingView.pages),
      element('dd', {}, element('ul', {}, pages.map(pageItem))),
    ],
  )
}

const pageItem = ({ name, address, fileName }: PageOfUnit): Child =>
  element(
    'li',
    {},
    address === null ? name : element('a', { href: address }, name),
    fileName !== '' && element('span', { class: 'note' }, fileName),
  )
