/** ISAD(G) 3.1.5, extent: a count with its unit where it is one, words otherwise. */
import type { Extent } from '../../shared/contract/description.ts'
import { EXTENT_TYPES } from '../../shared/domain/field.ts'
import { attributeOf, childrenNamed, elementsOf, isXmlBlank, takeAttribute, wordsOf } from './node.ts'
import type { EadNode } from './node.ts'
import { languageIn, takeAnalog, textValue } from './attributes.ts'
import { hasWords, lineOf } from './prose.ts'
import { claim, note } from './unit.ts'
import type { Unit } from './unit.ts'

export function readExtents(unit: Unit, nodes: readonly EadNode[]): void {
  for (const node of nodes) {
    if (node.name === 'physdescset') {
      node.taken = true
      for (const one of childrenNamed(node, 'physdescstructured')) structured(unit, one)
    } else if (node.name === 'physdescstructured') structured(unit, node)
    else if (node.name === 'physdesc') described(unit, node)
    else asLine(unit, node, node.name === 'dimensions' ? 'dimensions' : 'physicalFacet')
  }
}

/** EAD3: `quantity` and `unittype`, with facets and dimensions beside. */
function structured(unit: Unit, node: EadNode): void {
  const [quantity] = childrenNamed(node, 'quantity')
  const [unittype] = childrenNamed(node, 'unittype')
  const count = quantity && wordsOf(quantity).replaceAll(',', '')
  if (quantity && unittype && count !== undefined && /^\d+(\.\d+)?$/.test(count) && hasWords(unittype)) {
    node.taken = true
    const type = attributeOf(node, 'physdescstructuredtype')
    const isKnown = type !== null && (EXTENT_TYPES as readonly string[]).includes(type)
    if (isKnown) takeAttribute(node, 'physdescstructuredtype')
    if (attributeOf(node, 'otherphysdescstructuredtype') === 'local')
      takeAttribute(node, 'otherphysdescstructuredtype')
    if (attributeOf(node, 'coverage') === 'whole') takeAttribute(node, 'coverage')
    takeAnalog(node, '3.1.5')
    const approximate = attributeOf(quantity, 'approximate')
    takeAttribute(quantity, 'approximate')
    lineOf(unit, quantity)
    unit.draft.extents.push({
      quantity: count,
      unit: lineOf(unit, unittype),
      approximate: approximate === 'true',
      type: isKnown ? (type as Extent['type']) : 'materialtype',
    })
  } else asLine(unit, node, 'physicalFacet', ['physfacet', 'dimensions', 'descriptivenote'])
  for (const child of elementsOf(node)) {
    if (child.name === 'physfacet') asLine(unit, child, 'physicalFacet')
    else if (child.name === 'dimensions') asLine(unit, child, 'dimensions')
  }
}

/** EAD 2002, and text in EAD3. */
function described(unit: Unit, node: EadNode): void {
  const kind = attributeOf(node, 'localtype', 'type')
  if (kind === 'dimensions' || kind === 'physicalFacet') {
    takeAttribute(node, 'localtype', 'type')
    return asLine(unit, node, kind)
  }
  const parts = elementsOf(node)
  const isOnlyParts =
    parts.length > 0 &&
    parts.every(({ name }) => /^(?:extent|physfacet|dimensions)$/.test(name)) &&
    node.children.every((child) => child.kind !== 'text' || isXmlBlank(child.text))
  const counts = parts.filter(({ name }) => name === 'extent').map(countOf)
  if (!isOnlyParts || counts.some((count) => count === null)) {
    // `1.5 linear feet (3 boxes)` and the like: every word of it, as one.
    note(unit, 'extentAsText', node)
    return asLine(unit, node, 'physicalFacet')
  }
  node.taken = true
  takeAnalog(node, '3.1.5')
  for (const part of parts) {
    if (part.name === 'extent') extent(unit, part)
    else asLine(unit, part, part.name === 'dimensions' ? 'dimensions' : 'physicalFacet')
  }
}

const COUNT = /^(ca?\.? ?|circa |approximately |about |約)?(\d[\d,]*(?:\.\d+)?|\.\d+) ?(\D.*)$/i

function countOf(node: EadNode): RegExpExecArray | null {
  return COUNT.exec(wordsOf(node))
}

function extent(unit: Unit, node: EadNode): void {
  const [, about, number = '', counted = ''] = countOf(node) ?? []
  node.taken = true
  takeAnalog(node, '3.1.5')
  const type = attributeOf(node, 'localtype', 'type')
  const isKnown = type !== null && (EXTENT_TYPES as readonly string[]).includes(type)
  if (isKnown) takeAttribute(node, 'localtype', 'type')
  const approximate = attributeOf(node, 'approximate') === 'true'
  takeAttribute(node, 'approximate')
  const texts = node.children.flatMap((child) => (child.kind === 'text' ? [child] : []))
  const quantity = number.replaceAll(',', '').replace(/^\./, '0.')
  unit.draft.extents.push({
    quantity,
    unit: counted.trim(),
    approximate: approximate || about !== undefined,
    type: isKnown ? (type as Extent['type']) : 'materialtype',
  })
  // Of a count as it is usually written every sign is in the field; of any other the words are kept, too.
  if (about === undefined && quantity === number && texts.length === 1)
    for (const text of texts) unit.claims.push(claimed(text))
}

const claimed = <T extends { taken: boolean }>(text: T): T => {
  text.taken = true
  return text
}

function asLine(
  unit: Unit,
  node: EadNode,
  field: 'physicalFacet' | 'dimensions',
  without: readonly string[] = [],
): void {
  const where = languageIn(unit, node)
  takeAnalog(node, '3.1.5')
  const value = spaced(unit, node, without)
  if (value !== '') unit.draft[field].push(textValue({ value }, where))
  const measure = attributeOf(node, 'unit')
  if (measure !== null && value.includes(measure)) takeAttribute(node, 'unit')
}

/** Parts that stand beside each other without a space are parted. */
function spaced(unit: Unit, node: EadNode, without: readonly string[]): string {
  const parts = elementsOf(node).filter(({ name }) => !without.includes(name))
  const isBare = node.children.every((child) => child.kind !== 'text' || isXmlBlank(child.text))
  if (parts.length < 2 || !isBare) return lineOf(unit, node, { without })
  node.taken = true
  for (const child of node.children) if (child.kind === 'text') claim(unit, child)
  return parts.map((part) => lineOf(unit, part)).join(' ')
}
