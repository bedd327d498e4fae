/** The pages: a `surface` for each, with a `zone` for each passage and line of which somebody knows where it stands. */
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import type { ReleasedReading } from '../../shared/domain/released-readings.ts'
import { around } from '../../shared/domain/ocr.ts'
import type { Region } from '../../shared/domain/region.ts'
import { element, elementOrNull } from '../../xml/element.ts'
import type { Attributes, Element } from '../../xml/element.ts'
import { addressOf } from '../address.ts'
import { isBlank, line } from '../plain.ts'
import type { Ids } from './ids.ts'
import { note } from './said.ts'

export function facsimile(
  description: ReleasedDescription,
  texts: readonly ReleasedReading[],
  pageAddress: string,
  staff: boolean,
  ids: Ids,
): Element | null {
  const zones = zonesByPage(texts, ids)
  return elementOrNull(
    'facsimile',
    {},
    description.pages.map(({ number, label, mediaType, fileName, size }, index) => {
      const address = addressOf(pageAddress, description, number)
      return element(
        'surface',
        {
          'xml:id': ids.of('surface', index + 1),
          n: String(number),
          ...(size && box({ x: 0, y: 0, ...size })),
        },
        !isBlank(label) && element('label', {}, line(label)),
        address !== null && element('graphic', { url: address, mimeType: mediaType }),
        staff && !isBlank(fileName) && note('fileName', {}, line(fileName)),
        // A number that is there twice has its zones once.
        description.pages.findIndex((page) => page.number === number) === index && zones.get(number),
      )
    }),
  )
}

const box = ({ x, y, width, height }: Region): Attributes => ({
  ulx: String(x),
  uly: String(y),
  lrx: String(x + width),
  lry: String(y + height),
})

function zonesByPage(texts: readonly ReleasedReading[], ids: Ids): ReadonlyMap<number, Element[]> {
  const zones = new Map<number, Element[]>()
  for (const [text, { passages }] of texts.entries())
    for (const [place, { pageNumber, lines, kind }] of passages.entries()) {
      const region = around(lines.map((one) => one.region))
      if (pageNumber === null || region === null) continue
      const zone = element(
        'zone',
        { 'xml:id': ids.zone(text + 1, place + 1, null), type: kind, ...box(region) },
        lines.map((one, index) =>
          element('zone', {
            'xml:id': ids.zone(text + 1, place + 1, index + 1),
            type: 'line',
            ...box(one.region),
          }),
        ),
      )
      zones.set(pageNumber, [...(zones.get(pageNumber) ?? []), zone])
    }
  return zones
}
