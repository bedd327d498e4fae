/** Persons, bodies, families and positions: ISAD(G) 3.2.1 for who made the records, access points for the others. */
import type { AgentRole, AgentType } from '../../shared/domain/field.ts'
import type { ReleasedAgent } from '../../shared/domain/released-view.ts'
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import { isBlank, line } from './prose.ts'

/** Codes of the MARC list of relators. */
const RELATORS: Record<AgentRole, string | null> = {
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

const CREATORS: ReadonlySet<AgentRole> = new Set(['creator', 'sender', 'originatingPost', 'collector'])

const named = (agents: readonly ReleasedAgent[]): readonly ReleasedAgent[] =>
  agents.filter(({ name }) => !isBlank(name))

/** A name with its role; text is only allowed in `part`. */
const nameElement = ({ name, type, role, language }: ReleasedAgent, localtype: string | null): Element =>
  element(
    ELEMENTS[type],
    {
      lang: language,
      localtype: type === 'position' ? 'position' : localtype,
      relator: RELATORS[role],
      source: 'local',
    },
    element('part', {}, line(name)),
  )

export const originations = (agents: readonly ReleasedAgent[]): Element[] =>
  named(agents)
    .filter(({ role }) => CREATORS.has(role))
    .map((agent) =>
      element('origination', { localtype: agent.role, encodinganalog: '3.2.1' }, nameElement(agent, null)),
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
