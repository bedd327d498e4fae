/** Names as MARC 21 has them: the first creator is the main entry; forms in other scripts stand in fields 880. */
import type { ReleasedAgent } from '../../shared/domain/released-view.ts'
import { messages } from '../../shared/i18n/index.ts'
import { CREATORS, RELATORS } from '../ead/names.ts'
import { isBlank, line } from '../plain.ts'
import type { Voice } from '../plain.ts'
import { field } from './field.ts'
import type { Field, Linkage } from './field.ts'

const creatorsOf = (agents: readonly ReleasedAgent[]) =>
  agents.filter(({ name, role }) => !isBlank(name) && CREATORS.has(role))

export function mainEntry(agents: readonly ReleasedAgent[], linkage: Linkage, voice: Voice): Field | null {
  const [first] = creatorsOf(agents)
  return first ? entry('1', first, linkage, voice) : null
}

export function addedEntries(agents: readonly ReleasedAgent[], linkage: Linkage, voice: Voice): Field[] {
  const [first] = creatorsOf(agents)
  return agents
    .filter((agent) => !isBlank(agent.name) && agent !== first && agent.role !== 'mentioned')
    .flatMap((agent) => entry('7', agent, linkage, voice) ?? [])
}

/** Who is only mentioned is a subject, of no thesaurus. */
export const subjectNames = (agents: readonly ReleasedAgent[], linkage: Linkage, voice: Voice): Field[] =>
  agents
    .filter(({ name, role }) => !isBlank(name) && role === 'mentioned')
    .flatMap((agent) => entry('6', agent, linkage, voice) ?? [])

function entry(kind: '1' | '6' | '7', agent: ReleasedAgent, linkage: Linkage, voice: Voice): Field | null {
  const { role, identifier, parallel } = agent
  const isPerson = agent.type === 'person' || agent.type === 'family'
  const tag = `${kind}${isPerson ? '00' : '10'}`
  const indicators = `${firstIndicator(agent)}${kind === '6' ? '4' : ' '}`
  const code = RELATORS[role]
  const number = line(identifier?.value)
  const own = field(
    tag,
    indicators,
    ['a', line(agent.name)],
    ['e', code === null && kind !== '6' && messages[voice.language].agentRoles[role]],
    ['4', kind !== '6' && code],
    ['0', number !== '' && `(${line(identifier?.source) || 'local'})${number}`],
  )
  if (own === null) return null
  const others = parallel.flatMap(({ name, script }) => {
    const other = field(tag, indicators, ['a', line(name)])
    return other ? [{ script, field: other }] : []
  })
  return linkage.link(own, others)
}

/** A person by surname or by what comes first, a family; of a body its name in direct order. */
function firstIndicator({ type, name, surname }: ReleasedAgent): string {
  if (type === 'family') return '3'
  if (type !== 'person') return '2'
  return !isBlank(surname) && line(name).startsWith(line(surname)) ? '1' : '0'
}
