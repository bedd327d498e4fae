/** hOCR 1.2, as XHTML: a span for each line and word, its box and certainty in the title. */
import { element } from '../../xml/element.ts'
import { serialize, XML_DECLARATION } from '../../xml/serialize.ts'
import type { Region } from '../../shared/domain/region.ts'
import { tagOfLanguage } from '../../shared/domain/language-tag.ts'
import { paragraphsOut } from './page.ts'
import type { PageContext, PageExporter, WrittenPage } from './page.ts'

export const hocr: PageExporter = {
  id: 'hocr',
  name: 'hOCR',
  version: '1.2',
  extension: 'html',
  mediaType: 'text/html',
  shape: 'pages',
  write: writeHocr,
}

const box = ({ x, y, width, height }: Region) => `bbox ${x} ${y} ${x + width} ${y + height}`

function writeHocr(page: WrittenPage, { generator }: PageContext): string {
  const lang = page.language === null ? null : tagOfLanguage(page)
  // A quotation mark would end the name; no system that a scan comes from allows it in one.
  const image = page.image === null ? '' : `image "${page.image.replaceAll('"', '')}"; `
  const paragraphs = paragraphsOut(page).map(({ region, lines }, paragraph) =>
    element(
      'p',
      { class: 'ocr_par', id: `par_1_${paragraph + 1}`, title: box(region), lang, 'xml:lang': lang },
      lines.map((line, index) =>
        element(
          'span',
          { class: 'ocr_line', id: `line_${paragraph + 1}_${index + 1}`, title: box(line.region) },
          line.words.map(({ text, region: place, confidence, spaced }) => {
            const certainty = confidence === null ? '' : `; x_wconf ${Math.round(confidence * 100)}`
            return [
              spaced && ' ',
              element('span', { class: 'ocrx_word', title: box(place) + certainty }, text),
            ]
          }),
        ),
      ),
    ),
  )
  const whole = { x: 0, y: 0, width: page.width, height: page.height }
  const meta = (name: string, content: string) => element('meta', { name, content })
  return `${XML_DECLARATION}<!DOCTYPE html>\n${serialize(
    element(
      'html',
      { xmlns: 'http://www.w3.org/1999/xhtml', lang, 'xml:lang': lang },
      element(
        'head',
        {},
        element('title', {}, page.image ?? String(page.number)),
        element('meta', { charset: 'utf-8' }),
        meta('ocr-system', generator),
        meta('ocr-capabilities', 'ocr_page ocr_par ocr_line ocrx_word'),
      ),
      element(
        'body',
        {},
        element(
          'div',
          {
            class: 'ocr_page',
            id: `page_${page.number}`,
            title: `${image}${box(whole)}; ppageno ${page.number - 1}`,
          },
          paragraphs,
        ),
      ),
    ),
  )}`
}
