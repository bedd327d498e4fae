/** What a unit is, as the MODS record that it has in MODS itself. */
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import type { ExportContext, ReleasedNode } from '../exporter.ts'
import { record } from '../mods/record.ts'
import { idOf } from './outline.ts'
import type { Outline } from './outline.ts'
import type { MetsOptions } from './index.ts'

export const described = (
  node: ReleasedNode,
  { unit, createdAt }: Outline,
  context: ExportContext<MetsOptions>,
): Element =>
  element(
    'dmdSec',
    { ID: idOf('dmd', unit), CREATED: createdAt },
    element(
      'mdWrap',
      { MDTYPE: 'MODS', MDTYPEVERSION: '3.8' },
      element('xmlData', {}, prefixed(record(node, context), 'mods')),
    ),
  )

/** The same tree with names of a namespace that has a prefix. */
const prefixed = (tree: Element, prefix: string): Element => ({
  ...tree,
  name: `${prefix}:${tree.name}`,
  children: tree.children.map((child) => (typeof child === 'string' ? child : prefixed(child, prefix))),
})
