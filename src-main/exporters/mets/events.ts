/** What was done with a file (the words of the list of event types of PREMIS), and who or what did it. */
import type { Institution } from '../../shared/contract/catalogue.ts'
import type { Element } from '../../xml/element.ts'
import { line } from '../plain.ts'
import { idOf } from './outline.ts'
import type { EventKind, Outline, OutlineFile } from './outline.ts'
import { entity, identifier, LOCAL, premis } from './premis.ts'

const TYPES: Record<EventKind, string> = { ingestion: 'ingestion', fixityCheck: 'fixity check' }
const PROGRAM = 'program'
const INSTITUTION = 'institution'

export function eventsOf(outline: Outline, file: OutlineFile): { id: string; event: Element }[] {
  const { addedAt, check } = file
  const happened = (kind: EventKind, at: string, outcome: string, detail: string | null) => {
    const id = idOf('event', outline.unit, file.number, kind)
    return {
      id,
      event: entity(
        'event',
        {},
        identifier('eventIdentifier', LOCAL, id),
        premis('eventType', TYPES[kind]),
        premis('eventDateTime', at),
        premis(
          'eventOutcomeInformation',
          premis('eventOutcome', outcome),
          detail !== null && premis('eventOutcomeDetail', premis('eventOutcomeDetailNote', detail)),
        ),
        identifier('linkingAgentIdentifier', LOCAL, PROGRAM),
        identifier('linkingAgentIdentifier', LOCAL, INSTITUTION),
        identifier('linkingObjectIdentifier', LOCAL, idOf('file', outline.unit, file.number)),
      ),
    }
  }
  return [
    happened('ingestion', addedAt, 'success', 'message digest calculated: SHA-256'),
    ...(check
      ? [happened('fixityCheck', check.at, check.outcome === 'matches' ? 'pass' : 'fail', check.outcome)]
      : []),
  ]
}

export const programAgent = (generator: string): Element => agent(PROGRAM, generator, 'software')

export const institutionAgent = ({ name, isil }: Institution): Element =>
  agent(INSTITUTION, line(name), 'organization', isil)

const agent = (id: string, name: string, type: string, isil: string | null = null): Element =>
  entity(
    'agent',
    {},
    identifier('agentIdentifier', LOCAL, id),
    isil !== null && identifier('agentIdentifier', 'ISIL', isil),
    premis('agentName', name),
    premis('agentType', type),
  )
