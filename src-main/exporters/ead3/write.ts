/** EAD3 1.1.1. */
import { elementsIn } from '../../xml/element.ts'
import { XML_DECLARATION, openLine, serialize } from '../../xml/serialize.ts'
import { body } from '../ead/body.ts'
import { eadContext } from '../ead/context.ts'
import type { EadOptions } from '../ead/options.ts'
import { writeEad } from '../ead/write.ts'
import type { EadVersion } from '../ead/write.ts'
import type { ExportContext, ReleasedNode } from '../exporter.ts'
import { control } from './control.ts'
import { dialect } from './dialect.ts'
import { did } from './did.ts'

const NAMESPACE = 'http://ead3.archivists.org/schema/'

export const writeEad3 = (
  nodes: Iterable<ReleasedNode>,
  context: ExportContext<EadOptions>,
): Generator<string, void, undefined> => writeEad(nodes, eadContext(context, dialect), ead3Version)

const ead3Version: EadVersion<EadOptions> = {
  beginning: (highest, context) =>
    XML_DECLARATION +
    openLine('ead', { xmlns: NAMESPACE, audience: context.audience === 'staff' ? 'internal' : null }, 0) +
    serialize(control(highest, context), 1),
  did,
  sections: (...given) => elementsIn(body(...given)),
  dsc: { dsctype: 'combined' },
}
