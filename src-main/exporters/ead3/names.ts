/** Persons, bodies, families and positions: ISAD(G) 3.2.1 for who made the records, access points for the others. */
import type { AgentRole, AgentType } from '../../shared/domain/field.ts'
import type { ReleasedAgent } from '../../shared/domain/released-view.ts'
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
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
  // EAD3 has no position; an office that somebody holds is nearest to a body.
  position: 'corpname',
}

export const CREATORS: ReadonlySet<AgentRole> = new Set(['creator', 'sender', 'originatingPost', 'collector'])

const named = (agents: readonly ReleasedAgent[]): readonly ReleasedAgent[] =>
  agents.filter(({ name }) => !isBlank(name))

/** A name with its role; text is only allowed in `part`. */
function nameElement(agent: ReleasedAgent, localtype: string | null): Element {
  const number = line(agent.identifier?.value ?? '')
  const isKnown = agent.identifier !== null && !isBlank(number)
  return element(
    ELEMENTS[agent.type],
    {
      lang: agent.language,
      script: agent.script,
      localtype: agent.type === 'position' ? 'position' : localtype,
      relator: RELATORS[agent.role],
      source: isKnown ? agent.identifier.source : 'local',
      identifier: isKnown ? number : null,
    },
    parts(agent),
  )
}

/** Surname and given name apart where the form is made of nothing else, in the order in which it has them; null otherwise. */
export function nameParts({
  name,
  surname,
  given,
}: Pick<ReleasedAgent, 'name' | 'surname' | 'given'>):
  { localtype: 'surname' | 'given'; text: string }[] | null {
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}\p{M}]/gu, '')
  const own = [
    { localtype: 'surname' as const, text: line(surname) },
    { localtype: 'given' as const, text: line(given) },
  ]
  const isWhole = (order: typeof own) =>
    order.every(({ text }) => !isBlank(text)) &&
    letters(order.map(({ text }) => text).join('')) === letters(line(name))
  return [own, own.toReversed()].find(isWhole) ?? null
}

const parts = (agent: ReleasedAgent): Element[] =>
  nameParts(agent)?.map(({ localtype, text }) => element('part', { localtype }, text)) ?? [
    element('part', {}, line(agent.name)),
  ]

/** The same name in other languages: EAD3 has room for them where the records come from, not among access points. */
const parallelElements = (agent: ReleasedAgent): Element[] =>
  agent.parallel
    .filter(({ name }) => !isBlank(name))
    .map(({ name, language, script }) =>
      element(
        ELEMENTS[agent.type],
        { lang: language, script, localtype: 'parallel' },
        element('part', {}, line(name)),
      ),
    )

export const originations = (agents: readonly ReleasedAgent[]): Element[] =>
  named(agents)
    .filter(({ role }) => CREATORS.has(role))
    .map((agent) =>
      element(
        'origination',
        { localtype: agent.role, encodinganalog: '3.2.1' },
        nameElement(agent, null),
        parallelElements(agent),
      ),
    )

export const namesInControlAccess = (agents: readonly ReleasedAgent[]): Element[] =>
  named(agents)
    .filter(({ role }) => !CREATORS.has(role) && role !== 'translator')
    .map((agent) => nameElement(agent, agent.role))

/** Who translated the records: said about the translation, not about the records. */
export const translators = (agents: readonly ReleasedAgent[]): Element[] =>
  named(agents)
    .filter(({ role }) => role === 'translator')
    .map((agent) => nameElement(agent, null))
