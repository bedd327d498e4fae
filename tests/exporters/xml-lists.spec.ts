/** Lists of records in XML against the schemas that their keepers publish. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { debianTool } from '../debian-tool.ts'
import { hasSharedFiles } from '../shared-files.ts'
import { exporterOf } from '../../src-main/exporters/index.ts'
import { anyText, anyUnit } from './any-unit.ts'
import { anInstitution, released } from './released.ts'
import { AWKWARD, problemsIn, written, writtenUnits, xmllint } from './written.ts'

const SCHEMAS: Record<string, string> = {
  dc: 'schemas/dc/oai_dc.xsd',
  mods: 'schemas/mods/mods-3-8.libxml2.xsd',
  marcxml: 'schemas/marc/MARC21slim.xsd',
  mets: 'schemas/combined/mets-all.xsd',
}
const HAS_SCHEMAS = hasSharedFiles && debianTool('xmllint', 'libxml2-utils')
/** What is written of TEI is held to its schema in a spec of its own. */
const FORMATS = [...Object.keys(SCHEMAS), 'tei']
const ADDRESS = { recordAddress: 'https://example.org/{uid}?c={referenceCode}' }

/** What is checked: a collection as it is, of Dublin Core each record by itself. */
const documentsIn = (as: string, xml: string): string[] =>
  as === 'dc' ? (xml.match(/<oai_dc:dc [^]*?<\/oai_dc:dc>/g) ?? []) : [xml]

describe.each(FORMATS)('%s', (as) => {
  it('says the awkward things that archives hold, and is valid by our profile and rules', async () => {
    const xml = writtenUnits(as, AWKWARD, { options: ADDRESS })
    expect(await problemsIn(as, xml)).toEqual([])
    for (const words of [
      '外務省記録　第一集',
      'Talks &amp; “tea” \u{1F375} &lt;1&gt;',
      '鹿取泰衛',
      '[Untitled]',
    ])
      expect(xml).toContain(words)
    expect(xml).toContain('https://example.org/11111111-1111-4111-8111-111111111111?c=F%2F1')
    expect(xml).not.toContain('\u0007')
  })

  it.skipIf(!HAS_SCHEMAS || !(as in SCHEMAS))(
    'is valid by the published schema as xmllint reads it, for the public and for staff',
    () => {
      for (const audience of ['public', 'staff'] as const) {
        const policy = { audience, withNotes: audience === 'staff' }
        const xml = written(as, released(AWKWARD, policy), { audience, options: ADDRESS })
        const documents = documentsIn(as, xml)
        expect(documents).toHaveLength(as === 'dc' ? 3 : 1)
        expect(xmllint(SCHEMAS[as] ?? '', documents)).toBe('')
      }
    },
  )

  it('is valid whatever the contract lets into a catalogue', async () => {
    const documents: string[] = []
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyUnit, { minLength: 1, maxLength: 3 }),
        anyText,
        fc.constantFrom('eng', 'jpn'),
        fc.boolean(),
        async (units, words, language, staff) => {
          const audience = staff ? 'staff' : 'public'
          const nodes = released(
            units.map((unit) => ({ ...unit, status: 'published' as const })),
            { audience, withNotes: staff },
          ).map((node, index, all) => {
            const above = all[0]?.description
            const parent = index === 0 || !above ? null : { ...above, titles: above.texts.title ?? [] }
            return { ...node, depth: 0, parent }
          })
          const institution = anInstitution({ language, name: `x${words}`, isil: staff ? null : 'JP-1' })
          const xml = written(as, nodes, { audience, institution, options: ADDRESS })
          expect(await problemsIn(as, xml)).toEqual([])
          documents.push(...documentsIn(as, xml))
        },
      ),
      { numRuns: 60 },
    )
    const schema = SCHEMAS[as]
    if (HAS_SCHEMAS && schema !== undefined) expect(xmllint(schema, documents)).toBe('')
  })

  it('asks for the next unit only when the one before is written', () => {
    const [unit] = released([{ title: [{ value: 'x' }] }], { audience: 'public', withNotes: false })
    if (!unit) throw new Error('it is published')
    let asked = 0
    const nodes = (function* () {
      for (; asked < 50; asked++) yield unit
    })()
    const context = { audience: 'public', institution: anInstitution(), generator: 'spec', options: ADDRESS }
    let pieces = 0
    for (const _ of exporterOf(as).write(nodes, context as never)) {
      expect(asked).toBeLessThanOrEqual(pieces)
      pieces += 1
    }
    expect(asked).toBe(50)
  })
})

describe('what is not valid', () => {
  const of = (as: string) => writtenUnits(as, AWKWARD, { options: ADDRESS })
  it.each([
    ['dc', /<dc:title>[^<]*<\/dc:title>/, '<dc:title> </dc:title>', 'elementEmpty dc:title'],
    ['dc', '<dc:type>', '<dc:kind>', 'notWellFormed'],
    ['dc', 'https://example.org/11', 'https://example.org/ 11', 'address dc:identifier'],
    ['mods', '<abstract type="scope and content"', '<summary', 'notWellFormed'],
    ['mods', /<title>[^<]*<\/title>/, '<title/>', 'elementEmpty title'],
    ['mods', 'https://example.org/11', 'javascript:11', 'address url'],
    ['mods', 'encoding="edtf"', 'encoding="mine"', 'attributeNotExpected dateCreated@encoding'],
    ['marcxml', '<leader>00000n', '<leader>0000n', 'leader'],
    ['marcxml', 'tag="245"', 'tag="246"', 'oneTitle 245'],
    ['marcxml', '>880-01<', '>880-07<', 'linkWithoutPartner $6'],
    ['marcxml', 'code="a"', 'code="A"', 'subfieldCode'],
    ['marcxml', 'ind1="1"', 'ind1="10"', 'indicator ind1'],
    ['marcxml', 'https://example.org/11', 'javascript:11', 'address 856$u'],
    ['mets', 'MDTYPE="MODS"', 'MDTYPE="DC"', 'attributeNotExpected mdWrap@MDTYPE'],
    [
      'mets',
      '<mods:abstract type="scope and content"',
      '<mods:abstract kind="x"',
      'attributeNotExpected abstract@kind',
    ],
    ['mets', /<mods:title>[^<]*</, '<mods:title><', 'elementEmpty title'],
    ['mets', 'DMDID="dmd-2"', 'DMDID="dmd-9"', 'pointerLeads'],
    ['mets', 'ID="dmd-2"', 'ID="dmd-1"', 'idTwice dmdSec'],
    ['tei', /<title type="main"/, '<title type="chief"', 'attributeNotExpected title@type'],
    ['tei', 'https://example.org/11', 'javascript:11', 'address ptr@target'],
    ['tei', 'ref="#u2.a1"', 'ref="#u2.a9"', 'pointerLeads persName@ref'],
    ['tei', 'xml:id="u2.a2"', 'xml:id="u2.a1"', 'idTwice person'],
    ['tei', 'xml:id="u2.a2"', 'xml:id="u1.a2"', 'idTwice person'],
    ['marcxml', /<controlfield tag="008">./, '<controlfield tag="008">', 'controlfield 008'],
  ])('%s with %s', async (as, from, to, rule) => {
    const xml = of(as)
    const spoiled = xml.replace(from, to)
    expect(spoiled).not.toBe(xml)
    expect((await problemsIn(as, spoiled)).map((problem) => problem.rule)).toContain(rule)
  })
})
