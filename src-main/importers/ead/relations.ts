/** ISAD(G) 3.5.3 for machines: `relations` of EAD3, as far as they are typed as the catalogue types them. */
import { RELATION_TYPES } from '../../shared/domain/field.ts'
import { attributeOf, childrenNamed, takeAttribute } from './node.ts'
import type { EadNode } from './node.ts'
import { lineOf } from './prose.ts'
import type { Unit } from './unit.ts'

type RelationType = (typeof RELATION_TYPES)[number]

export function readRelations(unit: Unit, node: EadNode): void {
  node.taken = true
  for (const relation of childrenNamed(node, 'relation')) {
    const entries = childrenNamed(relation, 'relationentry')
    const target = entries.find((entry) => typeOf(entry) !== null)
    const type = target && typeOf(target)
    if (!target || !type) continue
    relation.taken = true
    takeAttribute(relation, 'relationtype')
    const said = (kind: string) => {
      const entry = entries.find((one) => attributeOf(one, 'localtype') === kind)
      if (!entry) return null
      takeAttribute(entry, 'localtype')
      return lineOf(unit, entry)
    }
    takeAttribute(target, 'localtype')
    unit.draft.relations.push({
      type,
      target: lineOf(unit, target),
      part: said('part'),
      scope: said('scope'),
      targetId: null,
    })
  }
}

function typeOf(entry: EadNode): RelationType | null {
  const said = attributeOf(entry, 'localtype')
  return (RELATION_TYPES as readonly (string | null)[]).includes(said) ? (said as RelationType) : null
}
