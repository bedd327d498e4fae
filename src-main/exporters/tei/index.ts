/** TEI P5: a `TEI` for one unit, a `teiCorpus` for several; its texts beside each other, aligned, with their pages. */
import { z } from 'zod'
import { elementsIn } from '../../xml/element.ts'
import { closeLine, openLine, serialize } from '../../xml/serialize.ts'
import { pageAddress, recordAddress } from '../address.ts'
import { everyFieldBut } from '../exporter.ts'
import type { ExportContext, Exporter, ReleasedNode } from '../exporter.ts'
import { validateXml } from '../read-back.ts'
import { xmlBeginning } from '../xml-list.ts'
import { corpusHeader, unitElement } from './document.ts'
import { idsOf } from './ids.ts'
import { pointersLead } from './rules.ts'

export const TeiOptions = z.strictObject({ recordAddress, pageAddress })
export type TeiOptions = z.infer<typeof TeiOptions>

export const NAMESPACE = 'http://www.tei-c.org/ns/1.0'

/** Of texts stays behind who has checked them, where single words stand, and how sure a machine was of them. */
export const tei: Exporter<TeiOptions> = {
  id: 'tei',
  name: 'TEI',
  version: 'P5',
  extension: 'xml',
  mediaType: 'application/tei+xml',
  shape: 'list',
  options: TeiOptions,
  carries: [...everyFieldBut('status'), 'pages', 'texts'],
  write,
  validate: (path, onProgress) =>
    validateXml(path, 'resources/profiles/tei-shoko.rng', pointersLead, onProgress),
}

function* write(
  nodes: Iterable<ReleasedNode>,
  context: ExportContext<TeiOptions>,
): Generator<string, void, undefined> {
  yield xmlBeginning(context)
  const all = nodes[Symbol.iterator]()
  const first = all.next()
  if (first.done === true) return
  let next = all.next()
  // Whether it is one unit or a corpus is known once a second one is asked for.
  if (next.done === true) {
    yield openLine('TEI', { xmlns: NAMESPACE }, 0)
    for (const part of elementsIn(unitElement(first.value, context, idsOf(null)).children))
      yield serialize(part, 1)
    yield closeLine('TEI', 0)
    return
  }
  yield openLine('teiCorpus', { xmlns: NAMESPACE }, 0) + serialize(corpusHeader(context), 1)
  yield serialize(unitElement(first.value, context, idsOf(1)), 1)
  for (let unit = 2; next.done !== true; next = all.next(), unit++)
    yield serialize(unitElement(next.value, context, idsOf(unit)), 1)
  yield closeLine('teiCorpus', 0)
}
