/** PAGE (PRImA, 2019-07-15): outlines as points, and every level with its text. */
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import { serialize, XML_DECLARATION } from '../../xml/serialize.ts'
import type { Region } from '../../shared/domain/region.ts'
import { paragraphsOut, shareText } from './page.ts'
import type { PageContext, PageExporter, WordOut, WrittenPage } from './page.ts'

const NAMESPACE = 'http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15'

/** The standard's own names of languages (LanguageSimpleType). */
const LANGUAGES: Readonly<Record<string, string>> = { jpn: 'Japanese', eng: 'English' }

export const pageXml: PageExporter = {
  id: 'page',
  name: 'PAGE XML',
  version: '2019-07-15',
  extension: 'xml',
  mediaType: 'application/xml',
  shape: 'pages',
  write: writePage,
}

const outline = ({ x, y, width, height }: Region): Element => {
  const [right, bottom] = [x + width, y + height]
  const points = [
    [x, y],
    [right, y],
    [right, bottom],
    [x, bottom],
  ]
  return element('Coords', { points: points.map((point) => point.join(',')).join(' ') })
}

const reading = (text: string, confidence: number | null = null): Element =>
  element('TextEquiv', { conf: shareText(confidence) }, element('Unicode', {}, text))

const joined = (words: readonly WordOut[]) =>
  words.map(({ text, spaced }) => (spaced ? ` ${text}` : text)).join('')

function writePage(page: WrittenPage, { generator, at }: PageContext): string {
  const paragraphs = paragraphsOut(page)
  const vertical = page.direction === 'vertical'
  const regions = paragraphs.map(({ region, value, lines }, index) =>
    element(
      'TextRegion',
      {
        id: `r${index + 1}`,
        type: 'paragraph',
        readingDirection: vertical ? 'top-to-bottom' : 'left-to-right',
        textLineOrder: vertical ? 'right-to-left' : 'top-to-bottom',
        primaryLanguage: LANGUAGES[page.language ?? ''] ?? null,
      },
      outline(region),
      lines.map((line, n) =>
        element(
          'TextLine',
          { id: `r${index + 1}l${n + 1}` },
          outline(line.region),
          line.words.map((word, place) =>
            element(
              'Word',
              { id: `r${index + 1}l${n + 1}w${place + 1}` },
              outline(word.region),
              reading(word.text, word.confidence),
            ),
          ),
          reading(joined(line.words)),
        ),
      ),
      reading(value),
    ),
  )
  const order = paragraphs.map((_, index) =>
    element('RegionRefIndexed', { index: String(index), regionRef: `r${index + 1}` }),
  )
  return (
    XML_DECLARATION +
    serialize(
      element(
        'PcGts',
        { xmlns: NAMESPACE },
        element(
          'Metadata',
          {},
          element('Creator', {}, generator),
          element('Created', {}, at),
          element('LastChange', {}, at),
        ),
        element(
          'Page',
          {
            imageFilename: page.image ?? '',
            imageWidth: String(page.width),
            imageHeight: String(page.height),
          },
          order.length > 0 && element('ReadingOrder', {}, element('OrderedGroup', { id: 'order' }, order)),
          regions,
        ),
      ),
    )
  )
}
