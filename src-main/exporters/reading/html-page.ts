/** A page of the document in HTML: its image, its texts in rows; and what stands at the end. */
import { isRowOfForm } from '../../shared/domain/edition/index.ts'
import type { EditionPage, Row } from '../../shared/domain/edition/index.ts'
import { shownSize } from '../../shared/domain/page-view.ts'
import type { Page } from '../../shared/contract/scan.ts'
import { element } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import { pageName } from './document.ts'
import type { ReadingDocument } from './document.ts'
import { bracketed, cellElements, SIGN_OF_DOUBT, wrap } from './words.ts'
import type { Telling } from './words.ts'

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

export const nameOf = ({ number, page }: EditionPage): string =>
  page ? pageName(page) : String(number ?? '')

/** What a page is called that begins in the middle of a passage. */
export const tellingOf = ({ m, pages }: ReadingDocument): Telling => ({
  turn(number) {
    const page = pages.find((one) => one.number === number)
    return m.readingView.turn(page ? nameOf(page) : String(number))
  },
})

export async function pageElement(
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
export function end({ m, signs, turns, made, language }: ReadingDocument): Element {
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
