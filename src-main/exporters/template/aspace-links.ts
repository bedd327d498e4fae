/** Names and subjects of ArchivesSpace's template: by kind, as many as there is room for; the others are told in words. */
import type { AgentType } from '../../shared/domain/field.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { CREATORS, RELATORS } from '../ead/names.ts'
import { isBlank, line } from '../plain.ts'
import { ROOM } from './aspace-columns.ts'
import type { Cells } from './table.ts'

const KINDS: Record<AgentType, readonly [column: string, room: number]> = {
  person: ['people', ROOM.people],
  family: ['families', ROOM.families],
  corporateBody: ['corporate_entities', ROOM.bodies],
  // Nearest to a body, as in EAD.
  position: ['corporate_entities', ROOM.bodies],
}

const TERMS = {
  subject: 'topical',
  place: 'geographic',
  genre: 'genre_form',
  function: 'function',
  occupation: 'occupation',
} as const

/** Sources that ArchivesSpace comes with; any other has to be in its list before. */
const SOURCES: ReadonlySet<string> = new Set(['aat', 'lcsh', 'local', 'mesh', 'tgn', 'gmgpc', 'rbgenr'])

export function linked({ agents, accessPoints }: ReleasedDescription): {
  links: Cells<string>
  left: readonly string[]
} {
  const links: Cells<string> = {}
  const left: string[] = []
  const counts = new Map<string, number>()
  for (const { name, type, role } of agents) {
    if (isBlank(name)) continue
    const [column, room] = KINDS[type]
    const number = (counts.get(column) ?? 0) + 1
    if (number > room) {
      left.push(line(name))
      continue
    }
    counts.set(column, number)
    const cell = (part: string) => `${column}_agent_${part}_${String(number)}`
    links[cell('header')] = line(name)
    links[cell('role')] = CREATORS.has(role) ? 'creator' : 'subject'
    links[cell('relator')] = RELATORS[role] ?? ''
  }
  const points = accessPoints.filter(({ value }) => !isBlank(value))
  points.forEach(({ type, value, source }, index) => {
    if (index >= ROOM.subjects) return left.push(line(value))
    const cell = (part: string) => `subject_${String(index + 1)}_${part}`
    links[cell('term')] = line(value)
    links[cell('type')] = TERMS[type]
    links[cell('source')] = SOURCES.has(source) ? source : 'local'
  })
  return { links, left }
}
