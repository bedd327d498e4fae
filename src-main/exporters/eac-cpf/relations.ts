/** ISAAR(CPF) 5.3 and 6: to others of whom the audience may know, and to the records that name it. */
import type { AuthorityLink } from '../../shared/domain/released-authority.ts'
import { messages } from '../../shared/i18n/index.ts'
import { element, elementOrNull } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import type { ExportContext } from '../exporter.ts'
import { isBlank, line, voiceOf } from '../plain.ts'
import { dateElement } from './dates.ts'
import { ENTITIES } from './identity.ts'
import { urn } from './named.ts'
import type { Named, NamingRecord } from './named.ts'

/** What the other one is to it, from either side. */
const KINDS: Record<AuthorityLink['is'], readonly [own: string, inverse: string]> = {
  partOf: ['partOf', 'hasPart'],
  succeeds: ['succeeds', 'precedes'],
  memberOf: ['memberOf', 'hasMember'],
  family: ['family', 'family'],
  associated: ['associated', 'associated'],
  held: ['held', 'held'],
  heldBy: ['heldBy', 'heldBy'],
}

export function relations(
  { record, records }: Named,
  { institution }: ExportContext<unknown>,
): Element | null {
  const { agentRoles } = messages[voiceOf(institution.language).language]
  return elementOrNull(
    'relations',
    {},
    (record?.links ?? []).flatMap((link) => linkElement(link) ?? []),
    records.flatMap((naming) => namingElement(naming, agentRoles[naming.role]) ?? []),
  )
}

function linkElement({ is, isInverse, uid, type, name, expression, edtf }: AuthorityLink): Element | null {
  if (isBlank(name)) return null
  const kind = KINDS[is][isInverse ? 1 : 0]
  return element(
    'relation',
    {},
    element(
      'targetEntity',
      { targetType: ENTITIES[type], valueURI: urn(uid) },
      element('part', { localType: 'name' }, line(name)),
    ),
    dateElement({ expression, edtf }),
    element('relationType', { localType: 'authority' }, kind),
  )
}

function namingElement(
  { role, title, referenceCode, address }: NamingRecord,
  roleName: string,
): Element | null {
  const parts = [
    title !== '' && element('part', { localType: 'title' }, title),
    referenceCode !== '' && element('part', { localType: 'referenceCode' }, referenceCode),
  ].filter((part) => part !== false)
  if (parts.length === 0) return null
  return element(
    'relation',
    {},
    element('targetEntity', { targetType: 'resource', valueURI: address }, parts),
    element('relationType', { localType: 'record' }, role),
    element('targetRole', {}, roleName),
  )
}
