/**
 * Records as a page of HTML, one below the other, each with its citation: to be read, and by programs that gather citations
 * (COinS: an OpenURL ContextObject, ANSI/NISO Z39.88-2004, in the format of Dublin Core).
 */
import { z } from 'zod'
import { messages } from '../../shared/i18n/index.ts'
import type { Language } from '../../shared/i18n/index.ts'
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import { pageAddress } from '../address.ts'
import { cited, CitationOptions } from '../citation/cited.ts'
import type { CitedName } from '../citation/cited.ts'
import { everyFieldBut } from '../exporter.ts'
import type { ExportContext, Exporter, ReleasedNode } from '../exporter.ts'
import { isBlank, line } from '../plain.ts'
import { htmlText } from '../reading/html-text.ts'
import { citationIn, titlesOf } from '../reading/metadata.ts'
import { fields, idOf, language, languageOf, plain, staffNotice } from './fields.ts'
import { beginning, checkPage, ending } from './page.ts'
import type { PageForm } from './page.ts'
import { RECORDS_STYLE } from './style.ts'

const FORM: PageForm = { name: 'HTML (records)', style: RECORDS_STYLE, script: null, heading: 'h2' }

export const RecordsOptions = z.strictObject({
  language,
  pageAddress,
  recordAddress: CitationOptions.shape.recordAddress,
})
type Context = ExportContext<z.infer<typeof RecordsOptions>>

export const html: Exporter<z.infer<typeof RecordsOptions>> = {
  id: 'html',
  name: 'Records, HTML',
  version: '5',
  extension: 'html',
  mediaType: 'text/html',
  shape: 'list',
  options: RecordsOptions,
  carries: [...everyFieldBut(), 'pages'],
  write: writeRecords,
  validate: checkPage(FORM),
}

function* writeRecords(nodes: Iterable<ReleasedNode>, context: Context): Generator<string, void, undefined> {
  const inLanguage = languageOf(context)
  const repository = line(context.institution.name)
  yield beginning(FORM, inLanguage, repository)
  yield htmlText(element('header', { class: 'front' }, staffNotice(context), element('h1', {}, repository)))
  yield '<main>'
  for (const node of nodes) yield htmlText(record(node, context, inLanguage))
  yield `</main>${htmlText(element('footer', { class: 'made' }, messages[inLanguage].findingAid.made(context.generator)))}`
  yield ending(FORM)
}

function record(node: ReleasedNode, context: Context, inLanguage: Language): Element {
  const { description } = node
  const m = messages[inLanguage]
  const titles = titlesOf(description, m, inLanguage)
  const { institution, citationTemplate = null } = context
  const { level, otherLevel, referenceCode } = description
  const what = [line(otherLevel) || m.levels[level], line(referenceCode)].filter((part) => part !== '')
  return element(
    'article',
    {},
    element('p', { class: 'code' }, what.join(' · ')),
    titles.map((title, index) => [
      element(
        index === 0 ? 'h2' : 'p',
        index === 0 ? { id: idOf(description), lang: title.lang } : { class: 'also', lang: title.lang },
        plain(title),
      ),
      title.note !== '' && element('p', { class: 'kana', lang: title.lang }, title.note),
    ]),
    element('span', { class: 'Z3988', title: contextObject(node, context) }),
    fields(description, context, [], citationIn(description, { institution, citationTemplate })),
  )
}

/** What a program that gathers citations reads of a record. */
function contextObject(node: ReleasedNode, context: Context): string {
  const { recordAddress } = context.options
  const record = cited(node, { ...context, options: { recordAddress, titles: 'titleDescribed' } })
  const pairs: [string, string][] = [
    ['ctx_ver', 'Z39.88-2004'],
    ['rft_val_fmt', 'info:ofi/fmt:kev:mtx:dc'],
    ['rft.type', record.isCollection ? 'collection' : 'manuscript'],
    ['rft.title', record.title],
    ...record.authors.map((name): [string, string] => ['rft.creator', nameOf(name)]),
    ...record.contributors.map((name): [string, string] => ['rft.contributor', nameOf(name)]),
    ['rft.date', record.normal.join('/') || record.dateWords],
    ['rft.identifier', record.address],
    ['rft.identifier', record.referenceCode],
    ['rft.source', [record.repository, ...record.kept].filter((part) => part !== '').join(', ')],
    ...record.languages.map((one): [string, string] => ['rft.language', one]),
  ]
  return new URLSearchParams(pairs.filter(([, value]) => !isBlank(value))).toString()
}

const nameOf = (name: CitedName): string =>
  'literal' in name ? name.literal : `${name.family}, ${name.given}`
