/** On what terms a unit is given, as far as the description says so: PREMIS rights of another basis than law or licence. */
import type { Element } from '../../xml/element.ts'
import type { ExportContext } from '../exporter.ts'
import { restrictionLine, voiceOf } from '../plain.ts'
import { idOf } from './outline.ts'
import type { Outline } from './outline.ts'
import { entity, identifier, LOCAL, premis } from './premis.ts'

export function rightsStatements(
  { unit, uid, conditions, restrictions }: Outline,
  { institution }: ExportContext<unknown>,
): Element[] {
  const voice = voiceOf(institution.language)
  const told = [
    ...conditions.map(({ field, words }) => ({ basis: field, words, granted: null })),
    ...restrictions.map((one) => ({
      basis: 'restriction',
      words: restrictionLine(one, voice),
      granted: premis(
        'rightsGranted',
        premis('act', 'disseminate'),
        premis('restriction', one.type),
        one.opensOn !== null &&
          premis('termOfRestriction', premis('startDate', '..'), premis('endDate', one.opensOn)),
      ),
    })),
  ]
  return told.map(({ basis, words, granted }, index) =>
    entity(
      'rights',
      {},
      premis(
        'rightsStatement',
        identifier('rightsStatementIdentifier', LOCAL, idOf('rights', unit, index + 1)),
        premis('rightsBasis', 'other'),
        premis('otherRightsInformation', premis('otherRightsBasis', basis), premis('otherRightsNote', words)),
        granted,
        identifier('linkingObjectIdentifier', 'uid', uid),
      ),
    ),
  )
}
