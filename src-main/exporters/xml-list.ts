/** An XML file that is a list of records: one is in memory at a time. */
import { elementsIn } from '../xml/element.ts'
import type { Attributes, Child } from '../xml/element.ts'
import { closeLine, openLine, serialize, XML_DECLARATION } from '../xml/serialize.ts'
import type { ExportContext, ReleasedNode } from './exporter.ts'
import { voiceOf } from './plain.ts'

/** What stands before the root; a staff copy says what it is before anything else. */
export function xmlBeginning({ audience, institution }: ExportContext<unknown>): string {
  const { staffNotice } = voiceOf(institution.language).words
  return XML_DECLARATION + (audience === 'staff' ? `<!-- ${staffNotice} -->\n` : '')
}

/** The root with what `recordOf` makes of each unit inside. */
export function* xmlList(
  root: string,
  attributes: Attributes,
  nodes: Iterable<ReleasedNode>,
  context: ExportContext<unknown>,
  recordOf: (node: ReleasedNode) => Child,
): Generator<string, void, undefined> {
  yield xmlBeginning(context) + openLine(root, attributes, 0)
  for (const node of nodes)
    yield elementsIn(recordOf(node))
      .map((element) => serialize(element, 1))
      .join('')
  yield closeLine(root, 0)
}
