/**
 * Where a unit is kept. A container that names another by `parent` is in it; without that, a folder that follows a box is in
 * the box. The catalogue has one container for a unit, with folder and item: what that is in stays beside the record.
 */
import type { Instance } from '../../shared/contract/description.ts'
import { containerTypeName, containerTypeOf } from '../../shared/domain/container.ts'
import { attributeOf, takeAttribute } from './node.ts'
import type { EadNode } from './node.ts'
import { hasWords, lineOf } from './prose.ts'
import { note } from './unit.ts'
import type { Unit } from './unit.ts'

const INSIDE: ReadonlySet<string> = new Set(['folder', 'item'])
/** As long as the contract allows. */
const LONGEST = 200

const kindOf = (node: EadNode): string => {
  const kind = containerTypeOf(attributeOf(node, 'localtype', 'type') ?? attributeOf(node, 'label') ?? '')
  return INSIDE.has(kind.toLowerCase()) ? kind.toLowerCase() : kind
}

export function readContainers(unit: Unit, nodes: readonly EadNode[]): void {
  const written = nodes.filter(hasWords)
  const byId = new Map(
    written.flatMap((node) =>
      node.attributes['id'] === undefined ? [] : [[node.attributes['id'], node] as const],
    ),
  )
  const parents = new Map(written.map((node) => [node, byId.get(attributeOf(node, 'parent') ?? '')] as const))
  const hasChild = new Set(parents.values())
  const used = new Set<EadNode>()
  const chains: EadNode[][] = []
  for (const node of written) {
    if (hasChild.has(node)) continue
    const chain = [node]
    for (let above = parents.get(node); above && !chain.includes(above); above = parents.get(above))
      chain.unshift(above)
    const before = chains.at(-1)
    const isLoose = chain.length === 1 && attributeOf(node, 'parent') === null && INSIDE.has(kindOf(node))
    const room =
      before &&
      !before.some((one) => kindOf(one) === kindOf(node)) &&
      !before.some((one) => used.has(one) && hasChild.has(one))
    if (isLoose && before && room) before.push(node)
    else chains.push(chain)
    for (const one of chain) used.add(one)
  }
  for (const chain of chains) instance(unit, chain)
}

function instance(unit: Unit, chain: readonly EadNode[]): void {
  const inside = chain.filter((node) => INSIDE.has(kindOf(node)))
  const outer = chain.filter((node) => !inside.includes(node))
  const container = outer.at(-1) ?? inside[0]
  if (!container) return
  if (outer.length > 1) note(unit, 'containerInContainer', container)
  const made: Instance = {
    containerId: null,
    type: kindOf(container).slice(0, 80) || 'box',
    indicator: '',
    folder: null,
    item: null,
  }
  const fits = (node: EadNode) => node === container || inside.includes(node)
  for (const node of chain.filter(fits)) {
    const number = lineOf(unit, node)
    if (number.length > LONGEST) continue
    if (node === container) made.indicator = number
    else if (kindOf(node) === 'folder') made.folder ??= number
    else made.item ??= number
    takeKind(node)
  }
  unit.draft.containers.push(made)
}

/** Its kind, its name of that kind, and the numbers that tie it to the others of the unit. */
function takeKind(node: EadNode): void {
  const kind = kindOf(node)
  if (attributeOf(node, 'localtype', 'type') !== null) takeAttribute(node, 'localtype', 'type')
  const label = attributeOf(node, 'label')?.toLowerCase()
  const names = [
    kind,
    containerTypeName(kind, 'en'),
    containerTypeName(kind, 'ja'),
    kind === 'item' ? '件' : kind,
  ]
  if (label !== undefined && names.some((name) => name.toLowerCase() === label)) takeAttribute(node, 'label')
  takeAttribute(node, 'parent')
}
