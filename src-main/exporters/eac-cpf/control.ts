/** The record about the record (ISAAR(CPF) 5.4): its number, who keeps it, from what sources. */
import { element, elementOrNull } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import type { ExportContext } from '../exporter.ts'
import { isBlank, line } from '../plain.ts'
import type { Named } from './named.ts'
import { linesOf, spokenIn } from './said.ts'

export function control(
  { id, record, updatedAt }: Named,
  { institution, generator, audience }: ExportContext<unknown>,
): Element {
  const { language, script, country, isil, name, rightsStatement, rightsUri } = institution
  return element(
    'control',
    {
      languageEncoding: 'iso639-2b',
      scriptEncoding: 'iso15924',
      dateEncoding: 'iso8601',
      countryEncoding: 'iso3166-1',
      repositoryEncoding: 'iso15511',
      detailLevel: record ? 'extended' : 'minimal',
      maintenanceStatus: 'derived',
      publicationStatus: audience === 'staff' ? 'inProcess' : 'published',
    },
    element('recordId', {}, line(id)),
    element(
      'maintenanceAgency',
      { countryCode: country },
      isil !== null && element('agencyCode', {}, isil),
      element('agencyName', {}, line(name)),
    ),
    element(
      'maintenanceHistory',
      {},
      element(
        'maintenanceEvent',
        { maintenanceEventType: 'derived' },
        element('agent', { agentType: 'machine' }, line(generator)),
        element('eventDateTime', { standardDateTime: updatedAt }),
      ),
    ),
    elementOrNull(
      'sources',
      {},
      (record?.texts.sources ?? [])
        .filter(({ value }) => !isBlank(value))
        .map((value) =>
          element(
            'source',
            spokenIn(value),
            linesOf(value.value).map((one) => element('reference', {}, one)),
          ),
        ),
    ),
    element('languageDeclaration', { languageCode: language, scriptCode: script }),
    element('rightsDeclaration', {}, element('reference', { href: rightsUri }, line(rightsStatement))),
  )
}
