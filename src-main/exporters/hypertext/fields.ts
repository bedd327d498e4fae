/** What a page of HTML says of a unit: its fields under their names, in the language of the page. */
import { z } from 'zod'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { Language, Messages } from '../../shared/i18n/index.ts'
import { element } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import { addressOf } from '../address.ts'
import type { ExportContext } from '../exporter.ts'
import { isBlank, line, voiceOf } from '../plain.ts'
import { metadataOf } from '../reading/metadata.ts'
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

/**
 * The fields of a unit as `dl`, and its pages. What the heading of the unit says is not said again; what is the office's
 * own is for staff.
 */
export function fields(
  description: ReleasedDescription,
  context: PageContext,
  /** Those that no heading has said. */
  titles: readonly Said[],
  citation: Said | null,
): Element {
  const inLanguage = languageOf(context)
  const m = messages[inLanguage]
  const left = [
    ...[m.fields.referenceCode, m.fields.level],
    ...(context.audience === 'staff' ? [] : [m.fields.status, m.fields.staffNote]),
  ]
  const rows: MetadataRow[] = [
    { label: m.fields.title, values: titles },
    ...metadataOf(description, m, inLanguage).filter(({ label }) => !left.includes(label)),
    { label: m.readingView.citation, values: citation ? [citation] : [] },
  ]
  return element(
    'dl',
    {},
    rows
      .filter(({ values }) => values.length > 0)
      .map(({ label, values }) => [
        element('dt', {}, label),
        element(
          'dd',
          {},
          values.map((value) => saidElements(value, true)),
        ),
      ]),
    pages(description, context, m),
  )
}

/** Pages by their labels; each leads to where it can be seen, if that is known. */
function pages(description: ReleasedDescription, { options, audience }: PageContext, m: Messages): Child[] {
  if (description.pages.length === 0) return []
  const children = description.pages.map(({ number, label, fileName }): Child => {
    const name = m.readingView.page(line(label) || String(number))
    const address = addressOf(options.pageAddress, description, number)
    return element(
      'li',
      {},
      address === null ? name : element('a', { href: address }, name),
      audience === 'staff' && !isBlank(fileName) && element('span', { class: 'note' }, line(fileName)),
    )
  })
  return [element('dt', {}, m.readingView.pages), element('dd', {}, element('ul', {}, children))]
}
