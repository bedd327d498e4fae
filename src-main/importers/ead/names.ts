/** Persons, bodies and families: who made the records (ISAD(G) 3.2.1), and who is in them. */
import type { Agent } from '../../shared/contract/description.ts'
import { AGENT_ROLES } from '../../shared/domain/field.ts'
import type { AgentRole, AgentType } from '../../shared/domain/field.ts'
import { attributeOf, childrenNamed, elementsOf, isXmlBlank, takeAttribute, wordsOf } from './node.ts'
import type { EadNode } from './node.ts'
import { languageIn, takeAnalog } from './attributes.ts'
import { lineOf } from './prose.ts'
import { claim, note } from './unit.ts'
import type { Unit } from './unit.ts'

const TYPES: Readonly<Record<string, AgentType>> = {
  persname: 'person',
  corpname: 'corporateBody',
  famname: 'family',
}

export const isName = ({ name }: EadNode): boolean => name in TYPES || name === 'name'

/** Codes and words of the MARC list of relators, and what ArchivesSpace and AtoM write for them. */
const RELATORS: Readonly<Record<string, AgentRole>> = {
  cre: 'creator',
  creator: 'creator',
  aut: 'creator',
  author: 'creator',
  org: 'creator',
  originator: 'creator',
  col: 'collector',
  collector: 'collector',
  trl: 'translator',
  translator: 'translator',
  rcp: 'recipient',
  recipient: 'recipient',
  addressee: 'addressee',
  ctb: 'contributor',
  contributor: 'contributor',
}

/** The same in a file of our own, where each role has one code. */
const OWN: Readonly<Record<string, AgentRole>> = { aut: 'sender', org: 'originatingPost', rcp: 'addressee' }

/** `Creator (cre)` and `http://id.loc.gov/vocabulary/relators/cre` say `cre`. */
function relatorOf(unit: Unit, node: EadNode): AgentRole | null {
  const said = attributeOf(node, 'relator', 'role')
  if (said === null) return null
  const word = (
    /\(([a-z]{3})\)$/.exec(said)?.[1] ??
    /relators\/([a-z]{3})$/.exec(said)?.[1] ??
    said
  ).toLowerCase()
  const role = (unit.facts.isOwn ? OWN[word] : undefined) ?? RELATORS[word] ?? null
  if (role !== null) takeAttribute(node, 'relator', 'role')
  return role
}

const isRole = (word: string | null): word is AgentRole =>
  word !== null && (AGENT_ROLES as readonly string[]).includes(word)

/** What a name without a type most likely is of. */
function guessedType(name: string): AgentType {
  if (/\bfamily\b|家文書|家$/i.test(name)) return 'family'
  if (/^\p{Lu}[\p{L}'-]+, \p{Lu}/u.test(name) || /\b\d{4}-(?:\d{4})?\b/.test(name)) return 'person'
  return 'corporateBody'
}

const CJK = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー・]+$/u

/** A heading from its parts: surname and given name as the script joins them, others as a heading lists them. */
function headingOf(unit: Unit, node: EadNode): string {
  const parts = childrenNamed(node, 'part')
  if (parts.length < 2) return lineOf(unit, node)
  node.taken = true
  for (const child of node.children) if (child.kind === 'text') claim(unit, child)
  const texts = parts.map((part) => ({ kind: attributeOf(part, 'localtype'), text: lineOf(unit, part) }))
  for (const part of parts)
    if (/^(?:surname|given)$/.test(attributeOf(part, 'localtype') ?? '')) takeAttribute(part, 'localtype')
  const [first, second] = texts
  if (texts.length === 2 && first && second && first.kind !== null && second.kind !== null) {
    if (CJK.test(first.text + second.text)) return first.text + second.text
    if (first.kind === 'given' && second.kind === 'surname') return `${first.text} ${second.text}`
  }
  return texts.map(({ text }) => text).join(', ')
}

/** A name element as an agent; null where there is no name in it. */
export function agentOf(
  unit: Unit,
  node: EadNode,
  usual: { role: AgentRole; said: string | null },
): Agent | null {
  const kind = attributeOf(node, 'localtype')
  const relator = relatorOf(unit, node)
  const { language, script } = languageIn(unit, node, 'notInherited')
  const name = headingOf(unit, node)
  if (name === '') return null
  const isPosition = kind === 'position' && node.name === 'corpname'
  if (isPosition || isRole(kind)) takeAttribute(node, 'localtype')
  if (attributeOf(node, 'source') === 'local') takeAttribute(node, 'source')
  takeAnalog(node, '3.2.1')
  const known = TYPES[node.name]
  if (known === undefined) note(unit, 'nameWithoutType', node)
  return {
    authorityId: null,
    name,
    type: isPosition ? 'position' : (known ?? guessedType(name)),
    role: isRole(usual.said) ? usual.said : isRole(kind) ? kind : (relator ?? usual.role),
    language,
    script,
    suppliedBy: null,
  }
}

/** `origination`: each name in it made the records. Other forms of the same name stay beside the record. */
export function origination(unit: Unit, node: EadNode): void {
  node.taken = true
  const said = attributeOf(node, 'localtype', 'label')
  if (isRole(said) || /^creators?$/i.test(said ?? '')) takeAttribute(node, 'localtype', 'label')
  takeAnalog(node, '3.2.1')
  const role: AgentRole = /collector|source/i.test(said ?? '') ? 'collector' : 'creator'
  for (const child of elementsOf(node)) {
    if (!isName(child) || attributeOf(child, 'localtype') === 'parallel') continue
    const agent = agentOf(unit, child, { role, said })
    if (agent) unit.draft.agents.push(agent)
  }
  const bare = node.children.filter((child) => child.kind === 'text' && !isXmlBlank(child.text))
  if (bare.length > 0 && elementsOf(node).length === 0) {
    const name = wordsOf(node)
    for (const child of bare) if (child.kind === 'text') claim(unit, child)
    unit.draft.agents.push({
      authorityId: null,
      name,
      type: guessedType(name),
      role,
      language: null,
      script: null,
      suppliedBy: null,
    })
    note(unit, 'nameWithoutType', node)
  }
}
