/** Persons, bodies, families and positions: ISAD(G) 3.2.1 for who made the records, access points for the others. */
import type { AgentRole, AgentType } from '../../shared/domain/field.ts'
import type { ReleasedAgent } from '../../shared/domain/released-view.ts'
import { element } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import type { Dialect, NamePart } from './dialect.ts'
import { isBlank, line } from './prose.ts'

/** Codes of the MARC list of relators. */
export const RELATORS: Record<AgentRole, string | null> = {
  creator: 'cre',
  sender: 'aut',
  originatingPost: 'org',
  addressee: 'rcp',
  recipient: 'rcp',
  mentioned: null,
  translator: 'trl',
  collector: 'col',
  responsibleOffice: null,
  contributor: 'ctb',
}

const ELEMENTS: Record<AgentType, string> = {
  person: 'persname',
  corporateBody: 'corpname',
  family: 'famname',
  // EAD has no position; an office that somebody holds is nearest to a body.
  position: 'corpname',
}

export const CREATORS: ReadonlySet<AgentRole> = new Set(['creator', 'sender', 'originatingPost', 'collector'])

const named = (agents: readonly ReleasedAgent[]): readonly ReleasedAgent[] =>
  agents.filter(({ name }) => !isBlank(name))

/** A name with its role. */
function nameElement(agent: ReleasedAgent, kind: string | null, dialect: Dialect): Element {
  const number = line(agent.identifier?.value ?? '')
  const isKnown = agent.identifier !== null && !isBlank(number)
  const name = ELEMENTS[agent.type]
  return element(
    name,
    {
      ...dialect.said(name, agent, agent.type === 'position' ? 'position' : kind),
      ...dialect.known({
        relator: RELATORS[agent.role],
        source: isKnown ? agent.identifier.source : 'local',
        identifier: isKnown ? number : null,
      }),
    },
    parts(agent, dialect),
  )
}

/** Surname and given name apart where the form is made of nothing else, in the order in which it has them; null otherwise. */
export function nameParts({
  name,
  surname,
  given,
}: Pick<ReleasedAgent, 'name' | 'surname' | 'given'>): NamePart[] | null {
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}\p{M}]/gu, '')
  const own: NamePart[] = [
    { kind: 'surname', text: line(surname) },
    { kind: 'given', text: line(given) },
  ]
  const isWhole = (order: typeof own) =>
    order.every(({ text }) => !isBlank(text)) &&
    letters(order.map(({ text }) => text).join('')) === letters(line(name))
  return [own, own.toReversed()].find(isWhole) ?? null
}

function parts(agent: ReleasedAgent, dialect: Dialect): Child {
  const apart = nameParts(agent)
  return apart ? dialect.parts(line(agent.name), apart) : dialect.named(line(agent.name))
}

/** The same name in other languages: EAD has room for them where the records come from, not among access points. */
const parallelElements = (agent: ReleasedAgent, dialect: Dialect): Element[] =>
  agent.parallel
    .filter(({ name }) => !isBlank(name))
    .map(({ name, language, script }) =>
      element(
        ELEMENTS[agent.type],
        dialect.said(ELEMENTS[agent.type], { language, script }, 'parallel'),
        dialect.named(line(name)),
      ),
    )

export const originations = (agents: readonly ReleasedAgent[], dialect: Dialect): Element[] =>
  named(agents)
    .filter(({ role }) => CREATORS.has(role))
    .map((agent) =>
      element(
        'origination',
        { ...dialect.said('origination', {}, agent.role), encodinganalog: '3.2.1' },
        nameElement(agent, null, dialect),
        parallelElements(agent, dialect),
      ),
    )

export const namesInControlAccess = (agents: readonly ReleasedAgent[], dialect: Dialect): Element[] =>
  named(agents)
    .filter(({ role }) => !CREATORS.has(role) && role !== 'translator')
    .map((agent) => nameElement(agent, agent.role, dialect))

/** Who translated the records: said about the translation, not about the records. */
export const translators = (agents: readonly ReleasedAgent[], dialect: Dialect): Element[] =>
  named(agents)
    .filter(({ role }) => role === 'translator')
    .map((agent) => nameElement(agent, null, dialect))
