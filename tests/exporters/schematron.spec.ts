import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { validated } from './ead3.ts'
import { hasSchematron, schematron } from './schematron.ts'

const folder = join(import.meta.dirname, 'cases', 'ead3')
const outputs = readdirSync(folder).map((name) => readFileSync(join(folder, name, 'output.xml'), 'utf8'))
const telegram = readFileSync(join(folder, 'telegram-with-every-field', 'output.xml'), 'utf8')

/** One thing changed, the published pattern that must see it, and our rule that says the same. */
const DAMAGES: [pattern: string, rule: string, from: string | RegExp, to: string][] = [
  ['langcodes', 'languageCode', '<unittitle lang="eng"', '<unittitle lang="zzz"'],
  ['langcodes', 'languageCode', 'langcode="jpn"', 'langcode="ja"'],
  ['countrycode', 'countryCode', '<unitid countrycode="JP"', '<unitid countrycode="UK"'],
  ['scriptcode', 'scriptCode', 'script="Jpan"', 'script="Japn"'],
  ['scriptcode', 'scriptCode', 'scriptcode="Latn"', 'scriptcode=""'],
  ['repositorycode', 'repositoryCode', 'repositorycode="JP-1001234"', 'repositorycode="1001234"'],
  ['agencycode', 'agencyCode', '<agencycode>JP-1001234', '<agencycode>1001234'],
  ['co-occurrence-constraints', 'otherLevelNamed', 'level="item"', 'level="otherlevel"'],
  ['co-occurrence-constraints', 'otherExtentTypeNamed', ' otherphysdescstructuredtype="local"', ''],
  ['co-occurrence-constraints', 'otherDaoTypeNamed', 'daotype="derived"', 'daotype="otherdaotype"'],
  ['co-occurrence-constraints', 'otherDscTypeNamed', 'dsctype="combined"', 'dsctype="otherdsctype"'],
  ['co-occurrence-constraints', 'otherRelationTypeNamed', '"resourcerelation"', '"otherrelationtype"'],
  ['co-occurrence-constraints', 'unorderedListMarked', ' mark="none"', ''],
  ['co-occurrence-constraints', 'orderedListNumbered', 'listtype="unordered"', 'listtype="ordered"'],
  ['dates', 'standardDate', 'standarddate="1984-03-25"', 'standarddate="1984-03-25T01:10"'],
  ['dates', 'standardDate', 'standarddate="1984-03-25"', 'standarddate="1984-3"'],
  ['dates', 'normalDate', 'normal="1984-03-25"', 'normal="1984-03-25/open"'],
  ['cardinality', 'oneDsc', '</dsc>', '</dsc><dsc dsctype="combined"/>'],
  ['pattern8', 'era', /(<unitdate [^>]*)era="ce"/, '$1era="showa"'],
]

describe.skipIf(!hasSchematron)('the published Schematron rules', () => {
  it('find nothing in any case', () => {
    expect(schematron(outputs)).toEqual(outputs.map(() => []))
  })

  it('see what our rules see', async () => {
    const damaged = DAMAGES.map(([, , from, to]) => telegram.replace(from, to))
    const published = schematron(damaged)
    for (const [index, [pattern, rule]] of DAMAGES.entries()) {
      expect({ rule, published: published[index] }).toEqual({ rule, published: [pattern] })
      const ours = (await validated(damaged[index] ?? '')).map((problem) => problem.rule.split(' ')[0])
      expect(ours).toContain(rule)
    }
  })
})
