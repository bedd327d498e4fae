/**
 * EAD of one top-level unit, as it is read: what the version says of the finding aid, `archdesc` for the highest unit,
 * then each unit below as an unnumbered `c` inside the one above. Only the path from the root is held, so memory does
 * not grow with the number of units.
 */
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import type { ReleasedNode } from '../exporter.ts'
import type { Attributes, Element } from '../../xml/element.ts'
import { closeLine, openLine, serialize } from '../../xml/serialize.ts'
import { ISAD } from './context.ts'
import type { EadContext } from './context.ts'
import { idOf } from './id.ts'
import type { EadOptions } from './options.ts'
import { attribute } from './prose.ts'

/** What each version of EAD writes in its own way. */
export interface EadVersion<Options extends EadOptions> {
  /** From the XML declaration to the finding aid as a document, with the root left open. */
  beginning(highest: ReleasedDescription, context: EadContext<Options>): string
  did(description: ReleasedDescription, context: EadContext<Options>, highest: boolean): Element
  /** What stands beside `did`, in order. */
  sections(description: ReleasedDescription, context: EadContext<Options>, highest: boolean): Element[]
  /** Attributes of a unit, where the version has its own. */
  unit?(attributes: Attributes, highest: boolean): Attributes
  /** Attributes of the one `dsc`. */
  readonly dsc: Attributes
}

/** Smaller pieces cost more to hand on than to make. */
const PIECE = 1 << 16

export function* writeEad<Options extends EadOptions>(
  nodes: Iterable<ReleasedNode>,
  context: EadContext<Options>,
  version: EadVersion<Options>,
): Generator<string, void, undefined> {
  let piece = ''
  /** Depth of the unit that is open, or -1 before the first. */
  let open = -1
  for (const { depth, description } of nodes) {
    if (depth > open + 1 || (depth === 0) !== (open === -1)) {
      throw new Error(`a unit at depth ${depth} cannot follow one at depth ${open}`)
    }
    if (depth === 0) {
      piece += version.beginning(description, context) + unit('archdesc', description, context, 0, version)
    } else {
      if (open === 0) piece += openLine('dsc', version.dsc, 2)
      piece += closeUnits(open, depth) + unit('c', description, context, depth, version)
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

/** A unit without its end, so that the units below can follow. */
function unit<Options extends EadOptions>(
  name: 'archdesc' | 'c',
  description: ReleasedDescription,
  context: EadContext<Options>,
  depth: number,
  version: EadVersion<Options>,
): string {
  const indent = indentOf(depth)
  const highest = name === 'archdesc'
  const attributes = { ...unitAttributes(description, context), relatedencoding: highest ? ISAD : null }
  let text = openLine(name, version.unit?.(attributes, highest) ?? attributes, indent)
  text += serialize(version.did(description, context, highest), indent + 1)
  for (const section of version.sections(description, context, highest))
    text += serialize(section, indent + 1)
  return text
}

/** 3.1.4 Level. In a staff copy a unit that is not published is marked for programs that look for it. */
const unitAttributes = (
  { uid, level, otherLevel, status }: ReleasedDescription,
  { audience, words }: EadContext,
): Attributes => ({
  id: idOf(uid),
  audience: audience === 'staff' && status !== 'published' ? 'internal' : null,
  level,
  otherlevel: level === 'otherlevel' ? (attribute(otherLevel) ?? words.unnamedLevel) : null,
})
