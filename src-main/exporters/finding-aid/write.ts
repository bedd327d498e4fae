/** The page of a finding aid, unit by unit: no more than a path from the highest unit is in memory. */
import { createHash } from 'node:crypto'
import { formatDate, isEdtf } from '../../shared/domain/date/index.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { Language, Messages } from '../../shared/i18n/index.ts'
import { element } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import { addressOf } from '../address.ts'
import type { ExportContext, ReleasedNode } from '../exporter.ts'
import { dateWords, isBlank, line, voiceOf } from '../plain.ts'
import { htmlText } from '../reading/html-text.ts'
import { citationIn, metadataOf, titlesOf } from '../reading/metadata.ts'
import type { MetadataRow, Said } from '../reading/metadata.ts'
import { saidElements } from '../reading/words.ts'
import type { FindingAidOptions } from './index.ts'
import { SCRIPT } from './script.ts'
import { STYLE } from './style.ts'

type Context = ExportContext<FindingAidOptions>

/** Begins and ends as a comment of the script and of XML both want it, so that the page is well-formed XML too. */
const RUN = `//<![CDATA[${SCRIPT}//]]>`

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Nothing but what the file itself brings is shown or run. */
export const POLICY = `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(RUN)}; base-uri 'none'; form-action 'none'`

export function* writeFindingAid(
  nodes: Iterable<ReleasedNode>,
  context: Context,
): Generator<string, void, undefined> {
  const language = languageOf(context)
  const m = messages[language]
  let open = -1
  for (const { depth, description } of nodes) {
    if (open === -1) {
      yield head(description, context, language)
      yield front(description, context, language)
      yield '<main><ul class="units">'
    } else if (depth > open) yield '<ul>'
    else yield '</details></li>' + '</ul></details></li>'.repeat(open - depth)
    yield `<li id="${idOf(description)}"><details${open === -1 ? ' open="open"' : ''}>`
    yield htmlText(summary(description, m, language)) + htmlText(fields(description, context, m, language))
    open = depth
  }
  if (open === -1) return
  yield '</details></li>' + '</ul></details></li>'.repeat(open)
  yield `</ul></main>${htmlText(element('footer', { class: 'made' }, m.findingAid.made(context.generator)))}`
  yield `<script>${RUN}</script></body></html>\n`
}

const languageOf = ({ options, institution }: Context): Language =>
  options.language === 'asDescribed' ? voiceOf(institution.language).language : options.language

/** A unit's own number is its address in the page. */
const idOf = ({ uid }: ReleasedDescription): string => encodeURIComponent(uid.toWellFormed())

function head(description: ReleasedDescription, { institution }: Context, language: Language): string {
  const name = [plain(titlesOf(description, messages[language], language)[0]), line(institution.name)]
  const metas = [
    { charset: 'utf-8' },
    { 'http-equiv': 'content-security-policy', content: POLICY },
    { name: 'viewport', content: 'width=device-width' },
  ]
  return (
    `<!DOCTYPE html>\n<html lang="${language}"><head>` +
    metas.map((meta) => htmlText(element('meta', meta))).join('') +
    htmlText(element('title', {}, name.filter((part) => part !== '').join(' · '))) +
    `<style>${STYLE}</style></head><body>`
  )
}

function front(description: ReleasedDescription, context: Context, language: Language): string {
  const m = messages[language]
  const own = m.findingAid
  const titles = titlesOf(description, m, language)
  const header = element(
    'header',
    { class: 'front' },
    context.audience === 'staff' &&
      element('p', { class: 'staff' }, voiceOf(language === 'ja' ? 'jpn' : 'eng').words.staffNotice),
    element('p', { class: 'repository' }, line(context.institution.name)),
    titles.map((title, index) =>
      element(
        index === 0 ? 'h1' : 'p',
        { class: index === 0 ? null : 'also', lang: title.lang },
        plain(title),
      ),
    ),
    !isBlank(description.referenceCode) && element('p', { class: 'code' }, line(description.referenceCode)),
  )
  const tools = element(
    'search',
    { class: 'tools', hidden: 'hidden' },
    element(
      'label',
      {},
      own.search,
      element('input', { type: 'search', name: 'words', autocomplete: 'off' }),
    ),
    element('button', { type: 'button', value: 'open' }, own.openAll),
    element('button', { type: 'button', value: 'close' }, own.closeAll),
    element('p', { role: 'status', 'data-some': own.found, 'data-none': own.none }),
  )
  return htmlText(header) + htmlText(tools)
}

/** The line of a unit: what it is, its code, its title, when it was made. */
function summary(description: ReleasedDescription, m: Messages, language: Language): Element {
  const [title] = titlesOf(description, m, language)
  const { level, otherLevel, referenceCode, dates } = description
  const date = dates.find(({ kind }) => kind === 'creation') ?? dates[0]
  const when = !date
    ? ''
    : date.edtf !== null && isEdtf(date.edtf)
      ? formatDate(date.edtf, language)
      : dateWords(date)
  return element(
    'summary',
    {},
    element('span', { class: 'level' }, line(otherLevel) || m.levels[level]),
    ' ',
    !isBlank(referenceCode) && [element('span', { class: 'code' }, line(referenceCode)), ' '],
    element('span', { class: 'title', lang: title?.lang }, plain(title)),
    when !== '' && [' ', element('span', { class: 'when' }, when)],
  )
}

function fields(
  description: ReleasedDescription,
  context: Context,
  m: Messages,
  language: Language,
): Element {
  const titles = titlesOf(description, m, language)
  // What the line of the unit says is not said again; what is the office's own is for staff.
  const left = [
    ...[m.fields.referenceCode, m.fields.level],
    ...(context.audience === 'staff' ? [] : [m.fields.status, m.fields.staffNote]),
  ]
  const rows: MetadataRow[] = [
    { label: m.fields.title, values: titles.length > 1 || titles[0]?.note !== '' ? titles : [] },
    ...metadataOf(description, m, language).filter(({ label }) => !left.includes(label)),
    { label: m.readingView.citation, values: citation(description, context) },
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

/** Only where somebody has said how to cite: the same template in every unit would drown what they say. */
function citation(description: ReleasedDescription, context: Context): Said[] {
  const { institution, citationTemplate = null } = context
  const supplied = (description.texts.preferredCitation ?? []).some(({ value }) => !isBlank(value))
  if (!supplied && citationTemplate === null) return []
  const said = citationIn(description, { institution, citationTemplate })
  return said ? [said] : []
}

/** Pages by their labels; each leads to where it can be seen, if that is known. */
function pages(description: ReleasedDescription, { options, audience }: Context, m: Messages): Child[] {
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

const plain = (said: Said | undefined): string =>
  (said?.blocks ?? [])
    .flatMap((block) => (block.kind === 'paragraph' ? block.lines : block.items))
    .map((runs) => runs.map(({ text }) => text).join(''))
    .join(' ')
