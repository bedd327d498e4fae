/** ALTO 4.4 (Library of Congress): a String for each word, SP where words stand apart, in pixels. */
import { element } from '../../xml/element.ts'
import { serialize, XML_DECLARATION } from '../../xml/serialize.ts'
import type { Region } from '../../shared/domain/region.ts'
import { tagOfLanguage } from '../../shared/domain/language-tag.ts'
import { paragraphsOut, shareText } from './page.ts'
import type { PageContext, PageExporter, WrittenPage } from './page.ts'

const NAMESPACE = 'http://www.loc.gov/standards/alto/ns-v4#'

export const alto: PageExporter = {
  id: 'alto',
  name: 'ALTO',
  version: '4.4',
  extension: 'xml',
  mediaType: 'application/xml',
  shape: 'pages',
  write: writeAlto,
}

const place = ({ x, y, width, height }: Region) => ({
  HPOS: String(x),
  VPOS: String(y),
  WIDTH: String(width),
  HEIGHT: String(height),
})

function writeAlto(page: WrittenPage, { generator }: PageContext): string {
  const [name = '', version] = generator.split(' ')
  const blocks = paragraphsOut(page).map(({ region, lines }, block) =>
    element(
      'TextBlock',
      {
        ID: `block${block + 1}`,
        ...place(region),
        LANG: page.language === null ? null : tagOfLanguage(page),
      },
      lines.map((line, index) =>
        element(
          'TextLine',
          { ID: `line${block + 1}.${index + 1}`, ...place(line.region) },
          line.words.map((word) => [
            word.spaced && element('SP', {}),
            element('String', { CONTENT: word.text, ...place(word.region), WC: shareText(word.confidence) }),
          ]),
        ),
      ),
    ),
  )
  const whole = { x: 0, y: 0, width: page.width, height: page.height }
  return (
    XML_DECLARATION +
    serialize(
      element(
        'alto',
        { xmlns: NAMESPACE, SCHEMAVERSION: '4.4' },
        element(
          'Description',
          {},
          element('MeasurementUnit', {}, 'pixel'),
          page.image !== null && element('sourceImageInformation', {}, element('fileName', {}, page.image)),
          element(
            'Processing',
            { ID: 'processing1' },
            element(
              'processingSoftware',
              {},
              element('softwareName', {}, name),
              version !== undefined && element('softwareVersion', {}, version),
            ),
          ),
        ),
        element(
          'Layout',
          {},
          element(
            'Page',
            {
              ID: `page${page.number}`,
              PHYSICAL_IMG_NR: String(page.number),
              WIDTH: String(page.width),
              HEIGHT: String(page.height),
            },
            element('PrintSpace', place(whole), blocks),
          ),
        ),
      ),
    )
  )
}
