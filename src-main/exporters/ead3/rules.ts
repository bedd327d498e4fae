/**
 * What EAD3's published Schematron rules assert (languages, countries, scripts, repository and agency codes, dates,
 * attributes that go together, one `dsc`, eras), and what we hold to beside them.
 */
import { COUNTRY, ERA, ISIL, LANGUAGE, NORMAL, REPOSITORY, SCRIPT, STANDARD, eadRules } from '../ead/rules.ts'
import type { RuleTables } from '../ead/rules.ts'
import type { ElementHandler } from '../../xml/parse.ts'
import type { ReportProblem } from '../../xml/validate.ts'

/** xs:dateTime in UTC, up to the year that EAD3 allows. */
const INSTANT =
  /^(?:1\d|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/
const NUMBER = /^\d+(?:\.\d+)?$/

const TABLES: RuleTables = {
  attributes: {
    lang: LANGUAGE,
    langcode: LANGUAGE,
    script: SCRIPT,
    scriptcode: SCRIPT,
    countrycode: COUNTRY,
    repositorycode: REPOSITORY,
    standarddate: STANDARD,
    notbefore: STANDARD,
    notafter: STANDARD,
    normal: NORMAL,
    standarddatetime: ['instant', (value) => INSTANT.test(value)],
    era: ERA,
  },
  content: {
    agencycode: ['agencyCode', (value) => ISIL.test(value.trim())],
    quantity: ['quantity', (value) => NUMBER.test(value)],
  },
  companions: [
    ['level', 'otherlevel', 'otherlevel', 'otherLevelNamed'],
    [
      'physdescstructuredtype',
      'otherphysdescstructuredtype',
      'otherphysdescstructuredtype',
      'otherExtentTypeNamed',
    ],
    ['daotype', 'otherdaotype', 'otherdaotype', 'otherDaoTypeNamed'],
    ['dsctype', 'otherdsctype', 'otherdsctype', 'otherDscTypeNamed'],
    ['relationtype', 'otherrelationtype', 'otherrelationtype', 'otherRelationTypeNamed'],
    ['listtype', 'unordered', 'mark', 'unorderedListMarked'],
    ['listtype', 'ordered', 'numeration', 'orderedListNumbered'],
  ],
  mayBeEmpty: new Set(['lb', 'maintenancestatus', 'publicationstatus', 'eventtype', 'agenttype', 'dao']),
}

export const ead3Rules = (report: ReportProblem): ElementHandler => eadRules(TABLES, report)
