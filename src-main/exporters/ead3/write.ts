/**
 * EAD3 1.1.1 of one top-level unit, as it is read: control, `archdesc` for the highest unit, then each unit below as
 * an unnumbered `c` inside the one above. Only the path from the root is held, so memory does not grow with the
 * number of units.
 */
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import type { ExportContext, ReleasedNode } from '../exporter.ts'
import { elementsIn } from '../../xml/element.ts'
import type { Attributes } from '../../xml/element.ts'
import { XML_DECLARATION, closeLine, openLine, serialize } from '../../xml/serialize.ts'
import { body } from './body.ts'
import { ISAD, ead3Context } from './context.ts'
import type { Ead3Context } from './context.ts'
import { control } from './control.ts'
import { did } from './did.ts'
import { idOf } from './id.ts'
import type { Ead3Options } from './options.ts'
import { attribute } from './prose.ts'

const NAMESPACE = 'http://ead3.archivists.org/schema/'

/** Smaller pieces cost more to hand on than to make. */
const PIECE = 1 << 16

export function* writeEad3(
  nodes: Iterable<ReleasedNode>,
  given: ExportContext<Ead3Options>,
): Generator<string, void, undefined> {
  const context = ead3Context(given)
  let piece = ''
  /** Depth of the unit that is open, or -1 before the first. */
  let open = -1
  for (const { depth, description } of nodes) {
    if (depth > open + 1 || (depth === 0) !== (open === -1)) {
      throw new Error(`a unit at depth ${depth} cannot follow one at depth ${open}`)
    }
    if (depth === 0) piece += beginning(description, context)
    else {
      if (open === 0) piece += openLine('dsc', { dsctype: 'combined' }, 2)
      piece += closeUnits(open, depth) + unit('c', description, context, depth)
    }
    open = depth
    if (piece.length >= PIECE) {
      yield piece
      piece = ''
    }
  }
  if (open === -1) throw new Error('there is no unit to write')
  if (open > 0) piece += closeUnits(open, 1) + closeLine('dsc', 2)
  yield `${piece}${closeLine('archdesc', 1)}${closeLine('ead', 0)}`
}

/** Ends the units from the open one up to `depth`; the highest has its own end. */
function closeUnits(open: number, depth: number): string {
  let text = ''
  for (let level = open; level >= Math.max(depth, 1); level--) text += closeLine('c', indentOf(level))
  return text
}

/** `c` stands in `dsc`, which stands in `archdesc`. */
const indentOf = (depth: number): number => (depth === 0 ? 1 : depth + 2)

function beginning(highest: ReleasedDescription, context: Ead3Context): string {
  const audience = context.audience === 'staff' ? 'internal' : null
  return (
    XML_DECLARATION +
    openLine('ead', { xmlns: NAMESPACE, audience }, 0) +
    serialize(control(highest, context), 1) +
    unit('archdesc', highest, context, 0)
  )
}

/** A unit without its end, so that the units below can follow. */
function unit(
  name: 'archdesc' | 'c',
  description: ReleasedDescription,
  context: Ead3Context,
  depth: number,
): string {
  const indent = indentOf(depth)
  const highest = name === 'archdesc'
  let text = openLine(
    name,
    { ...unitAttributes(description, context), relatedencoding: highest ? ISAD : null },
    indent,
  )
  text += serialize(did(description, context, highest), indent + 1)
  for (const section of elementsIn(body(description, context, highest)))
    text += serialize(section, indent + 1)
  return text
}

/** 3.1.4 Level. In a staff copy a unit that is not published is marked for programs that look for it. */
const unitAttributes = (
  { uid, level, otherLevel, status }: ReleasedDescription,
  { audience, words }: Ead3Context,
): Attributes => ({
  id: idOf(uid),
  audience: audience === 'staff' && status !== 'published' ? 'internal' : null,
  level,
  otherlevel: level === 'otherlevel' ? (attribute(otherLevel) ?? words.unnamedLevel) : null,
})
