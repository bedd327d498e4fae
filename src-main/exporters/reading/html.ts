/** The document as one page of HTML: for the desk's own frame, and as a file that needs nothing beside it. */
import { createHash } from 'node:crypto'
import { isRowOfForm } from '../../shared/domain/edition/index.ts'
import type { EditionPage, Row } from '../../shared/domain/edition/index.ts'
import { shownSize } from '../../shared/domain/page-view.ts'
import type { Page } from '../../shared/contract/scan.ts'
import { element } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import { pageName } from './document.ts'
import type { ReadingDocument } from './document.ts'
import { htmlText } from './html-text.ts'
import { saidElements, cellElements, SIGN_OF_DOUBT, bracketed, wrap } from './words.ts'
import type { Telling } from './words.ts'
import { styleOf } from './style.ts'

export interface HtmlOptions {
  /** The address of a page's image, or null where it has none that could be opened; undefined: no images at all. */
  readonly image?: (page: Page) => Promise<string | null>
  /** Where images come from: the program that shows the document, or the file itself. */
  readonly images: 'program' | 'file'
  /** Whether addresses lead anywhere. */
  readonly links: boolean
  /** That of the system, unless it is said. */
  readonly theme?: 'light' | 'dark'
}

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

const nameOf = ({ number, page }: EditionPage): string => (page ? pageName(page) : String(number ?? ''))

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

const tellingOf = ({ m, pages }: ReadingDocument): Telling => ({
  turn(number) {
    const page = pages.find((one) => one.number === number)
    return m.readingView.turn(page ? nameOf(page) : String(number))
  },
})

async function pageElement(
  edition: EditionPage,
  document: ReadingDocument,
  options: HtmlOptions,
): Promise<Element> {
  const { number, page, rows } = edition
  const { m, texts } = document
  const own = m.readingView
  const name = number === null ? own.noPage : own.page(nameOf(edition))
  const id = number === null ? 'no-page' : `page-${String(number)}`
  const figure = page ? await pictureOf(page, document, options) : null
  return element(
    'section',
    {
      class: ['page', `of-${String(Math.min(4, texts.length))}`, ...(figure ? ['with-image'] : [])].join(' '),
      id,
      'aria-labelledby': `${id}-name`,
    },
    element(
      'header',
      {},
      element('h2', { id: `${id}-name` }, name),
      element('span', { class: 'internal' }, own.internal),
    ),
    page && stateOf(page, document, options),
    element(
      'div',
      { class: 'spread' },
      figure,
      rows.length > 0 &&
        element(
          'div',
          { class: 'texts' },
          heads(document),
          rows.map((row) => rowElements(row, document)),
        ),
    ),
  )
}

function stateOf(page: Page, { m }: ReadingDocument, { image }: HtmlOptions): Element | null {
  const { blank, missing, noImage } = m.readingView
  const words =
    page.state === 'missing' ? missing : page.state === 'blank' ? blank : page.scan || !image ? '' : noImage
  return words === '' ? null : element('p', { class: 'empty' }, words)
}

async function pictureOf(
  page: Page,
  { m }: ReadingDocument,
  { image }: HtmlOptions,
): Promise<Element | null> {
  if (!page.scan || !image) return null
  const address = await image(page)
  const { width, height } = shownSize(page)
  return element(
    'figure',
    { class: height > width ? 'tall' : null },
    address === null
      ? element('p', { class: 'empty' }, m.readingView.imageFailed)
      : element('img', {
          src: address,
          alt: m.readingView.image(pageName(page)),
          width: String(Math.round(width)),
          height: String(Math.round(height)),
          loading: 'lazy',
          decoding: 'async',
        }),
  )
}

const heads = ({ texts }: ReadingDocument): Element =>
  element(
    'div',
    { class: 'heads' },
    texts.map(({ label, about }) =>
      element('p', { class: 'about' }, element('b', {}, label), about === '' ? '' : ` · ${about}`),
    ),
  )

/** A row; where a text is vertical, one for each of its bands, so that no band is parted by the end of a sheet. */
function rowElements(row: Row, document: ReadingDocument): Element[] {
  const { texts } = document
  const cells = texts.map(({ vertical }, index) =>
    cellElements(row[index] ?? [], vertical, tellingOf(document)),
  )
  const bands = Math.max(1, ...cells.map((cell, index) => (texts[index]?.vertical ? cell.length : 1)))
  const name = ['row', isRowOfForm(row) && 'form', texts.some(({ vertical }) => vertical) && 'upright']
    .filter((part) => part !== false)
    .join(' ')
  return Array.from({ length: bands }, (_, band) =>
    element(
      'div',
      { class: name },
      texts.map(({ lang, vertical }, index) => {
        const own = cells[index] ?? []
        return element(
          'div',
          { class: vertical ? 'cell vertical' : 'cell', lang },
          vertical ? own[band] : band === 0 && own,
        )
      }),
    ),
  )
}

/** What the signs mean that occur, each as it looks. */
function end({ m, signs, turns, made, language }: ReadingDocument): Element {
  const sample = language === 'ja' ? '文字' : 'word'
  const shown = signs.map((kind): Child => {
    const words =
      kind === 'supplied' ? bracketed(sample) : kind === 'uncertain' ? `${sample}${SIGN_OF_DOUBT}` : sample
    return element('li', {}, wrap(kind, words), ` ${m.readingView.signNames[kind]}`)
  })
  const turn =
    turns &&
    element(
      'li',
      {},
      element('span', { class: 'turn' }, m.readingView.turn('2')),
      ` ${m.readingView.turnSign}`,
    )
  return element(
    'footer',
    {},
    (shown.length > 0 || turns) &&
      element(
        'section',
        { class: 'signs' },
        element('h2', {}, m.readingView.signs),
        element('ul', {}, shown, turn),
      ),
    element('p', { class: 'made' }, made),
  )
}
