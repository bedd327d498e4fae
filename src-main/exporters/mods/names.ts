/** Persons, bodies, families and positions in MODS: each name with its role, in every form. */
import type { AgentType } from '../../shared/domain/field.ts'
import type { ReleasedAgent } from '../../shared/domain/released-view.ts'
import { messages } from '../../shared/i18n/index.ts'
import { element } from '../../xml/element.ts'
import type { Attributes, Element } from '../../xml/element.ts'
import { RELATORS } from '../ead/names.ts'
import { isBlank, line } from '../plain.ts'
import type { Voice } from '../plain.ts'

const TYPES: Record<AgentType, string> = {
  person: 'personal',
  corporateBody: 'corporate',
  family: 'family',
  // Nearest to a body, as in EAD.
  position: 'corporate',
}

const named = (agents: readonly ReleasedAgent[]) => agents.filter(({ name }) => !isBlank(name))

export const names = (agents: readonly ReleasedAgent[], voice: Voice): Element[] =>
  named(agents)
    .filter(({ role }) => role !== 'mentioned')
    .map((agent) => nameElement(agent, role(agent, voice)))

/** Who is only mentioned is what the record is about. */
export const namesSpokenOf = (agents: readonly ReleasedAgent[]): Element[] =>
  named(agents)
    .filter(({ role }) => role === 'mentioned')
    .map((agent) => element('subject', {}, nameElement(agent, null)))

function nameElement(agent: ReleasedAgent, role: Element | null): Element {
  const { type, name, language, script, identifier, parallel } = agent
  const number = line(identifier?.value)
  return element(
    'name',
    { type: TYPES[type], ...tags({ language, script }) },
    element('namePart', {}, line(name)),
    role,
    identifier !== null &&
      number !== '' &&
      element('nameIdentifier', { type: line(identifier.source) || 'local' }, number),
    // Of a name as a subject MODS has no other forms.
    role &&
      parallel
        .filter((form) => !isBlank(form.name))
        .map((form) =>
          element(
            'alternativeName',
            { altType: 'parallel', ...tags(form) },
            element('namePart', {}, line(form.name)),
          ),
        ),
  )
}

const tags = ({ language, script }: { language: string | null; script: string | null }): Attributes => ({
  lang: language,
  script,
})

function role({ role }: ReleasedAgent, { language }: Voice): Element {
  const code = RELATORS[role]
  return element(
    'role',
    {},
    code !== null && element('roleTerm', { type: 'code', authority: 'marcrelator' }, code),
    element('roleTerm', { type: 'text' }, messages[language].agentRoles[role]),
  )
}
