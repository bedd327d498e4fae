/** Persons, bodies, families and positions in RiC-O: each linked by what it did, with its other names. */
import type { AgentRole, AgentType } from '../../shared/domain/field.ts'
import type { ReleasedAgent, ReleasedDescription } from '../../shared/domain/released-view.ts'
import { isBlank, line } from '../plain.ts'
import { node, words } from './node.ts'
import type { Node, Words } from './node.ts'
import type { RicoClass } from './terms.ts'

const CLASSES: Record<AgentType, RicoClass> = {
  person: 'Person',
  corporateBody: 'CorporateBody',
  family: 'Family',
  position: 'Position',
}

const LINKS = {
  creator: 'hasCreator',
  sender: 'hasSender',
  originatingPost: 'hasSender',
  addressee: 'hasAddressee',
  recipient: 'hasAddressee',
  mentioned: 'hasOrHadSubject',
  translator: 'isRelatedTo',
  collector: 'hasCollector',
  responsibleOffice: 'isRelatedTo',
  contributor: 'isRelatedTo',
} as const satisfies Record<AgentRole, string>
type Link = (typeof LINKS)[AgentRole]

/** An administrative history is that of the first creator; without one it is told of the records. */
export function agentLinks(
  { agents }: ReleasedDescription,
  history: readonly (Words | null)[],
): Partial<Record<Link, (Node | null)[]>> & { history?: readonly (Words | null)[] } {
  const named = agents.filter(({ name }) => !isBlank(name))
  const first = named.find(({ role }) => LINKS[role] === 'hasCreator')
  const links: Partial<Record<Link, (Node | null)[]>> = {}
  for (const agent of named)
    (links[LINKS[agent.role]] ??= []).push(agentNode(agent, agent === first ? history : []))
  return first ? links : { ...links, history }
}

const agentNode = (
  { type, name, language, script, identifier, parallel }: ReleasedAgent,
  history: readonly (Words | null)[],
): Node | null =>
  node(CLASSES[type], null, {
    name: words(line(name), language, script),
    identifier:
      identifier &&
      words([line(identifier.source), line(identifier.value)].filter((part) => part !== '').join(':')),
    hasOrHadAgentName: parallel.map((form) =>
      node('AgentName', null, { textualValue: words(line(form.name), form.language, form.script) }),
    ),
    history,
  })
