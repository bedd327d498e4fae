/** TEI P5: a `TEI` for one unit, a `teiCorpus` for several; its texts beside each other, aligned, with their pages. */
import { z } from 'zod'
import { elementsIn } from '../../xml/element.ts'
import { closeLine, openLine, serialize, XML_DECLARATION } from '../../xml/serialize.ts'
import { pageAddress, recordAddress } from '../address.ts'
import { everyFieldBut } from '../exporter.ts'
import type { ExportContext, Exporter, ReleasedNode } from '../exporter.ts'
import { voiceOf } from '../plain.ts'
import { validateXml } from '../read-back.ts'
import { corpusHeader, unitElement } from './document.ts'
import { idsOf } from './ids.ts'
import { pointersLead } from './rules.ts'

export const TeiOptions = z.strictObject({ recordAddress, pageAddress })
export type TeiOptions = z.infer<typeof TeiOptions>

export const NAMESPACE = 'http://www.tei-c.org/ns/1.0'

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
  const { words } = voiceOf(context.institution.language)
  yield XML_DECLARATION + (context.audience === 'staff' ? `<!-- ${words.staffNotice} -->\n` : '')
  // A unit is held back until it is known whether another one comes.
  let [held, count]: [ReleasedNode | null, number] = [null, 0]
  for (const node of nodes) {
    if (held) {
      if (count === 0)
        yield openLine('teiCorpus', { xmlns: NAMESPACE }, 0) + serialize(corpusHeader(context), 1)
      yield serialize(unitElement(held, context, idsOf(++count)), 1)
    }
    held = node
  }
  if (!held) return
  if (count === 0) {
    const unit = unitElement(held, context, idsOf(null))
    yield openLine('TEI', { xmlns: NAMESPACE }, 0)
    yield elementsIn(unit.children)
      .map((part) => serialize(part, 1))
      .join('')
    yield closeLine('TEI', 0)
    return
  }
  yield serialize(unitElement(held, context, idsOf(++count)), 1)
  yield closeLine('teiCorpus', 0)
}
