/** Whom the released records name, each once, with the records that do; in memory is a line for each. */
import type { AgentRole, AgentType } from '../../shared/domain/field.ts'
import type { ReleasedAuthority } from '../../shared/domain/released-authority.ts'
import type { ReleasedAgent } from '../../shared/domain/released-view.ts'
import { addressOf } from '../address.ts'
import type { ExportContext, ReleasedNode } from '../exporter.ts'
import { isBlank, line, mainTitle } from '../plain.ts'
import type { EacOptions } from './index.ts'

export interface NamingRecord {
  readonly role: AgentRole
  readonly title: string
  readonly referenceCode: string
  readonly address: string
}

export interface Named {
  /** Of the authority, or, of a name that is linked to none, of the first place at which it stands. */
  readonly id: string
  readonly type: AgentType
  /** As the records have it. */
  readonly agent: ReleasedAgent
  readonly record: ReleasedAuthority | null
  readonly records: readonly NamingRecord[]
  /** When the last of the records that name it was changed, RFC 3339. */
  readonly updatedAt: string
}

export function namedIn(
  nodes: Iterable<ReleasedNode>,
  { institution, options }: ExportContext<EacOptions>,
): Named[] {
  const found = new Map<string, Named & { records: NamingRecord[]; updatedAt: string }>()
  for (const { description } of nodes) {
    const { uid, agents, texts, referenceCode, updatedAt } = description
    const title = line(mainTitle(texts.title, institution.language)?.value)
    const address = addressOf(options.recordAddress, description) ?? urn(uid)
    for (const [index, agent] of agents.entries()) {
      if (isBlank(agent.name)) continue
      const record = agent.record ?? null
      const { type, name, language, script, identifier } = agent
      const key = record?.uid ?? JSON.stringify([type, name, language, script, identifier])
      const known = found.get(key) ?? {
        ...{ id: record?.uid ?? `${uid}.${String(index + 1)}`, type: record?.type ?? type },
        ...{ agent, record, records: [], updatedAt },
      }
      known.records.push({ role: agent.role, title, referenceCode: line(referenceCode), address })
      if (updatedAt > known.updatedAt) known.updatedAt = updatedAt
      found.set(key, known)
    }
  }
  return [...found.values()]
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What a record is called everywhere (RFC 9562), or only here. */
export const urn = (uid: string): string =>
  UUID.test(uid) ? `urn:uuid:${uid}` : `#${encodeURIComponent(uid.toWellFormed())}`
