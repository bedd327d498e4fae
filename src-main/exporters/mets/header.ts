import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import type { ExportContext } from '../exporter.ts'
import { line } from '../plain.ts'

/** Who keeps what is described, and what made the document. */
export const header = ({ institution, generator }: ExportContext<unknown>): Element =>
  element(
    'metsHdr',
    {},
    element(
      'agent',
      { ROLE: 'CUSTODIAN', TYPE: 'ORGANIZATION' },
      element('name', {}, line(institution.name)),
      institution.isil !== null && element('note', {}, institution.isil),
    ),
    element(
      'agent',
      { ROLE: 'CREATOR', TYPE: 'OTHER', OTHERTYPE: 'SOFTWARE' },
      element('name', {}, line(generator)),
    ),
  )
