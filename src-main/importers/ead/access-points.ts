/** `controlaccess`: words by which a unit is found, and names of whom it is about. */
import type { AccessPoint } from '../../shared/contract/description.ts'
import { attributeOf, childrenNamed, elementsOf, takeAttribute } from './node.ts'
import type { EadNode } from './node.ts'
import { isInternal, languageIn } from './attributes.ts'
import { agentOf, isName } from './names.ts'
import { lineOf } from './prose.ts'
import { claim } from './unit.ts'
import type { Unit } from './unit.ts'

const TYPES: Readonly<Record<string, AccessPoint['type']>> = {
  subject: 'subject',
  geogname: 'place',
  genreform: 'genre',
  function: 'function',
  occupation: 'occupation',
}

/** As long as the contract allows. */
const LONGEST_SOURCE = 80

export function readAccessPoints(unit: Unit, node: EadNode): void {
  node.taken = true
  for (const child of elementsOf(node)) {
    if (isInternal(child)) continue
    if (child.name === 'controlaccess') readAccessPoints(unit, child)
    else if (isName(child)) {
      const agent = agentOf(unit, child, { role: 'mentioned', said: null })
      if (agent) unit.draft.agents.push(agent)
    } else if (TYPES[child.name] !== undefined)
      accessPoint(unit, child, TYPES[child.name] as AccessPoint['type'])
  }
}

function accessPoint(unit: Unit, node: EadNode, type: AccessPoint['type']): void {
  const value = headingOf(unit, node)
  if (value === '') return
  const source = attributeOf(node, 'source')
  const fits = source !== null && source.length <= LONGEST_SOURCE
  if (fits) takeAttribute(node, 'source')
  unit.draft.accessPoints.push({
    type,
    value,
    source: fits ? source : 'local',
    language: languageIn(unit, node, 'notInherited').language,
    termId: null,
  })
}

/** A heading with its subdivisions, as EAD 2002 writes them in one. */
function headingOf(unit: Unit, node: EadNode): string {
  const parts = childrenNamed(node, 'part')
  if (parts.length < 2) return lineOf(unit, node)
  node.taken = true
  for (const child of node.children) if (child.kind === 'text') claim(unit, child)
  return parts.map((part) => lineOf(unit, part)).join(' -- ')
}
