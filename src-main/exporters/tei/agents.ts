/** Who is named: each once in the list of the header, with every form, and by a pointer wherever they come again. */
import type { AgentType } from '../../shared/domain/field.ts'
import type { ReleasedAgent, ReleasedDescription } from '../../shared/domain/released-view.ts'
import { element, elementOrNull, mixed } from '../../xml/element.ts'
import type { Attributes, Child, Element } from '../../xml/element.ts'
import { nameParts } from '../ead/names.ts'
import { isBlank, line } from '../plain.ts'
import type { Ids } from './ids.ts'
import { pointer } from './ids.ts'
import { spokenIn, word } from './said.ts'

/** An agent of the description by its entry in the list. */
export interface Agents {
  readonly listed: readonly (ReleasedAgent & { readonly id: string })[]
  /** By the places of the agents in the description, from 0. */
  readonly entries: ReadonlyMap<number, ReleasedAgent & { readonly id: string }>
}

export function agentsOf({ agents }: ReleasedDescription, ids: Ids): Agents {
  const entries = new Map<number, ReleasedAgent & { id: string }>()
  const known = new Map<string, ReleasedAgent & { id: string }>()
  for (const [index, agent] of agents.entries()) {
    if (isBlank(agent.name)) continue
    const { type, name, language, script, identifier } = agent
    const key = JSON.stringify([type, name, language, script, identifier])
    const entry = known.get(key) ?? { ...agent, id: ids.of('agent', known.size + 1) }
    known.set(key, entry)
    entries.set(index, entry)
  }
  return { listed: [...known.values()], entries }
}

const NAMES: Record<AgentType, string> = {
  person: 'persName',
  corporateBody: 'orgName',
  family: 'name',
  // An office that somebody holds; `roleName` may not stand wherever a name does.
  position: 'name',
}

/** Words that name somebody, wherever they stand. */
export const nameElement = (
  { type, id }: { readonly type: AgentType; readonly id: string },
  attributes: Attributes,
  ...children: Child[]
): Element =>
  element(
    NAMES[type],
    { type: NAMES[type] === 'name' ? type : null, ref: pointer(id), ...attributes },
    ...children,
  )

export const particDesc = ({ listed }: Agents): Element | null =>
  elementOrNull(
    'particDesc',
    {},
    elementOrNull('listPerson', {}, listed.filter(({ type }) => type === 'person').map(personElement)),
    elementOrNull('listOrg', {}, listed.filter(({ type }) => type !== 'person').map(orgElement)),
  )

const personElement = (agent: Agents['listed'][number]): Element =>
  element('person', { 'xml:id': agent.id }, forms(agent, 'persName'), numberElement(agent))

const orgElement = (agent: Agents['listed'][number]): Element =>
  element('org', { 'xml:id': agent.id, role: agent.type }, forms(agent, 'orgName'), numberElement(agent))

function forms(agent: ReleasedAgent, name: string): Element[] {
  const apart = name === 'persName' ? nameParts(agent) : null
  const own = mixed(name, spokenIn(agent), apart ? partsIn(line(agent.name), apart) : line(agent.name))
  const others = agent.parallel.filter((form) => !isBlank(form.name))
  return [
    own,
    ...others.map((form) => element(name, { type: 'parallel', ...spokenIn(form) }, line(form.name))),
  ]
}

const PARTS = { surname: 'surname', given: 'forename' } as const

/** The name as it is written, its parts marked where they stand. */
function partsIn(name: string, parts: NonNullable<ReturnType<typeof nameParts>>): Child[] {
  const children: Child[] = []
  let at = 0
  for (const { kind, text } of parts) {
    const start = name.indexOf(text, at)
    if (start < 0) return [name]
    children.push(name.slice(at, start), element(PARTS[kind], {}, text))
    at = start + text.length
  }
  return [...children, name.slice(at)]
}

const numberElement = ({ identifier }: ReleasedAgent): Child =>
  identifier !== null &&
  !isBlank(identifier.value) &&
  element('idno', { type: word(identifier.source) ?? 'local' }, line(identifier.value))
