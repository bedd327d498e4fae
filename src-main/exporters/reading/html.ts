/** The document as one page of HTML: for the desk's own frame, and as a file that needs nothing beside it. */
import { createHash } from 'node:crypto'
import { element } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import type { ReadingDocument } from './document.ts'
import { end, nameOf, pageElement, tellingOf } from './html-page.ts'
import type { HtmlOptions } from './html-page.ts'
import { htmlText } from './html-text.ts'
import { styleOf } from './style.ts'
import { cellElements, saidElements } from './words.ts'

/** More pages than these get a list of their own. */
const FEW_PAGES = 3

export async function* htmlOf(document: ReadingDocument, options: HtmlOptions): AsyncGenerator<string> {
  const { m, language, code, repository } = document
  const style = styleOf(
    m.readingView.internal,
    [code, repository].filter((part) => part !== null).join(' · '),
  )
  const digest = createHash('sha256').update(style).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; img-src ${options.images === 'file' ? 'data:' : "'self'"}; base-uri 'none'; form-action 'none'`
  yield `<!DOCTYPE html>\n<html lang="${language}"${options.theme ? ` data-theme="${options.theme}"` : ''}><head>`
  for (const meta of [
    { charset: 'utf-8' },
    { 'http-equiv': 'content-security-policy', content: policy },
    { name: 'viewport', content: 'width=device-width' },
    { name: 'robots', content: 'noindex' },
  ])
    yield htmlText(element('meta', meta))
  yield `${htmlText(element('title', {}, titleOf(document)))}<style>${style}</style></head><body><main>`
  for (const part of front(document, options)) yield htmlText(part)
  const { pages } = document
  if (pages.filter(({ number }) => number !== null).length > FEW_PAGES) yield htmlText(contents(document))
  for (const page of pages) yield htmlText(await pageElement(page, document, options))
  if (document.texts.length === 0 && document.summaries.length === 0)
    yield htmlText(element('p', { class: 'empty' }, m.readingView.noTexts))
  yield htmlText(end(document))
  yield '</main></body></html>\n'
}

/** The title and the reference code. */
export const titleOf = ({ titles, code }: ReadingDocument): string =>
  [plain(titles[0]), code].filter((part) => part !== null && part !== '').join(' · ')

const plain = (said: ReadingDocument['titles'][number] | undefined): string =>
  (said?.blocks ?? [])
    .flatMap((block) => (block.kind === 'paragraph' ? block.lines : block.items))
    .map((line) => line.map(({ text }) => text).join(''))
    .join(' ')

function front(document: ReadingDocument, { links }: HtmlOptions): Element[] {
  const { m, titles, code, repository, metadata, citation, summaries } = document
  const own = m.readingView
  return [
    element(
      'header',
      { class: 'front' },
      element('p', { class: 'repository' }, repository),
      titles.map((title, index) => [
        element(
          index === 0 ? 'h1' : 'p',
          { class: index === 0 ? null : 'also', lang: title.lang },
          plain(title),
        ),
        title.note !== '' && element('p', { class: 'kana', lang: title.lang }, title.note),
      ]),
      code !== null && element('p', { class: 'code' }, code),
      element(
        'p',
        {},
        element('strong', { class: 'internal' }, own.internal),
        element('span', { class: 'why' }, own.internalWhy),
      ),
    ),
    section(
      own.record,
      element(
        'dl',
        {},
        metadata.map(({ label, values }) => [
          element('dt', {}, label),
          element(
            'dd',
            {},
            values.map((value) => saidElements(value, links)),
          ),
        ]),
      ),
    ),
    ...(citation
      ? [
          section(
            own.citation,
            element('div', { class: 'cited', lang: citation.lang }, saidElements(citation, links)),
          ),
        ]
      : []),
    ...summaries.map(({ label, about, lang, vertical, passages }) =>
      section(
        label,
        element('p', { class: 'about' }, about),
        element(
          'div',
          { class: vertical ? 'cell vertical' : 'cell', lang },
          cellElements(passages, vertical, tellingOf(document)),
        ),
      ),
    ),
  ]
}

const section = (title: string, ...children: Child[]): Element =>
  element('section', {}, element('h2', {}, title), children)

const contents = ({ m, pages }: ReadingDocument): Element =>
  element(
    'nav',
    { class: 'pages', 'aria-label': m.readingView.pages },
    element(
      'ul',
      {},
      pages
        .filter(({ number }) => number !== null)
        .map((page) =>
          element(
            'li',
            {},
            element('a', { href: `#page-${String(page.number)}` }, m.readingView.page(nameOf(page))),
          ),
        ),
    ),
  )
