/** EAC-CPF: who is named, each once, with what the audience may know. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { debianTool } from '../debian-tool.ts'
import { hasSharedFiles } from '../shared-files.ts'
import { AGENT_TYPES } from '../../src-main/shared/domain/field.ts'
import { AUTHORITY_TEXT_NAMES } from '../../src-main/shared/domain/authority.ts'
import { anyText, anyUnit } from './any-unit.ts'
import { anAuthority } from './authorities.ts'
import { released, staffCopy } from './released.ts'
import type { UnitInput } from './released.ts'
import { AWKWARD, problemsIn, written, writtenUnits, xmllint } from './written.ts'

const HAS_SCHEMA = hasSharedFiles && debianTool('xmllint', 'libxml2-utils')
const EAC = 'schemas/eac-cpf/2.0/eac.xsd'
const KATORI = '11111111-2222-4333-8444-555555555555'
const MINISTRY = { uid: '22222222-2222-4333-8444-555555555555', type: 'corporateBody' } as const
const SPAN = { expression: '1982-85', edtf: '1982/1985', note: 'As an ambassador.' }

const katori = anAuthority({
  uid: KATORI,
  names: [
    {
      ...{ value: '鹿取泰衛', language: 'jpn', script: 'Jpan', surname: '鹿取', given: '泰衛' },
      ...{ reading: 'かとり やすえ', nameOrder: 'surnameFirst', rules: 'NCR 2018' },
    },
    {
      kind: 'parallel',
      value: 'Yasue Katori',
      language: 'eng',
      script: 'Latn',
      given: 'Yasue',
      surname: 'Katori',
    },
    { kind: 'variant', value: 'Catorie' },
  ],
  dates: [
    { kind: 'existence', expression: '大正10年生', language: 'jpn', edtf: '1921' },
    { kind: 'activity', expression: '', language: null, edtf: '1944/1985~' },
  ],
  identifiers: [
    { source: 'viaf', value: '12345' },
    { source: 'local', value: 'L-1' },
  ],
  history: [{ value: 'A diplomat.\n\nHe & she.', language: 'eng', script: 'Latn' }],
  functions: [{ value: '外交', language: 'jpn', script: null }],
  places: [{ value: 'Beijing', language: null, script: null }],
  sources: [{ value: '外務省年鑑', language: 'jpn', script: null }],
  note: [{ value: 'A note of the office', language: null, script: null }],
  staffNote: [{ value: 'Never', language: null, script: null }],
  relations: [
    { type: 'memberOf', otherId: 2 as never, name: 'Ministry', ...SPAN },
    { type: 'associated', otherId: 3 as never, name: 'Of whom nobody knows', ...SPAN },
  ],
  positions: [{ holderId: 4 as never, name: '駐中国大使', ...SPAN }],
  others: new Map<number, { uid: string; type: 'corporateBody' | 'position' }>([
    [2, MINISTRY],
    [4, { uid: '33333333-2222-4333-8444-555555555555', type: 'position' }],
  ]),
})
const CABLE: UnitInput = {
  ...{ uid: '11111111-1111-4111-8111-111111111111', referenceCode: 'F/1', level: 'item', depth: 0 },
  title: [{ value: '総理訪中' }],
  agents: [{ authorityId: 1, name: '鹿取泰衛', role: 'sender' }],
  records: { 1: katori },
}
const NOTE: UnitInput = { ...CABLE, uid: '77777777-1111-4111-8111-111111111111', title: [{ value: 'Reply' }] }

const FOR_STAFF = ['Catorie', 'note of the office', '外交', 'Beijing', '外務省年鑑', '1944', 'L-1']
const FOR_NOBODY = ['Never', 'NCR 2018', 'As an ambassador.']

describe('eac-cpf', () => {
  it('says of each who is named once, in every form, with dates, history, numbers, relations and offices', async () => {
    const xml = writtenUnits('eac-cpf', [CABLE, NOTE])
    expect(await problemsIn('eac-cpf', xml)).toEqual([])
    expect(xml.match(/<eac /g)).toHaveLength(1)
    for (const part of [
      '<eac xmlns="https://archivists.org/ns/eac/v2">',
      `<recordId>${KATORI}</recordId>`,
      '<entityType value="person"/>',
      'languageOfElement="jpn" scriptOfElement="Jpan">\n    <part localType="name">鹿取泰衛</part>\n    <part localType="surname">鹿取</part>',
      '<part localType="reading">かとり やすえ</part>',
      '<part localType="name">Yasue Katori</part>\n    <part localType="given">Yasue</part>',
      '<identityId localType="viaf">12345</identityId>',
      '<date languageOfElement="jpn" standardDate="1921">大正10年生</date>',
      '<biogHist languageOfElement="eng" scriptOfElement="Latn">\n    <p>A diplomat.</p>\n    <p>He &amp; she.</p>',
      `<targetEntity targetType="corporateBody" valueURI="urn:uuid:${MINISTRY.uid}">`,
      '<relationType localType="authority">memberOf</relationType>',
      '<relationType localType="authority">held</relationType>',
      '<part localType="title">Reply</part>\n     <part localType="referenceCode">F/1</part>',
    ])
      expect(xml).toContain(part)
    for (const words of [...FOR_STAFF, ...FOR_NOBODY, 'nobody knows']) expect(xml).not.toContain(words)
  })

  it('is an empty list where the records name nobody', async () => {
    const xml = writtenUnits('eac-cpf', [{ level: 'item', title: [{ value: 'Alone' }] }])
    expect(await problemsIn('eac-cpf', xml)).toEqual([])
    expect(xml).not.toContain('<eac ')
  })

  it('gives staff the other forms and notes, and the public no record of which anything is withheld', () => {
    const staff = written('eac-cpf', released([CABLE], staffCopy), { audience: 'staff' })
    for (const words of FOR_STAFF) expect(staff).toContain(words)
    for (const words of FOR_NOBODY) expect(staff).not.toContain(words)
    const marked: UnitInput = { ...CABLE, records: { 1: { ...katori, isMarked: true } } }
    const xml = writtenUnits('eac-cpf', [marked])
    expect(xml).toContain('detailLevel="minimal"')
    expect(xml).not.toMatch(/diplomat|かとり|1921|Ministry/)
    expect(xml).not.toContain(KATORI)
  })

  it('is valid by our profile and by the schema, whatever stands in the catalogue', async () => {
    const documents: string[] = []
    const add = (xml: string) => documents.push(...(xml.match(/<eac [^]*?<\/eac>/g) ?? []))
    add(
      writtenUnits('eac-cpf', [CABLE, ...AWKWARD], {
        options: { recordAddress: 'https://example.org/{uid}' },
      }),
    )
    add(written('eac-cpf', released([CABLE], staffCopy), { audience: 'staff' }))
    const code = fc.constantFrom(null, 'jpn', 'eng')
    const orNull = fc.option(anyText)
    const few = <T>(values: fc.Arbitrary<T>) => fc.array(values, { maxLength: 2 })
    const edtf = fc.constantFrom(null, '1984', '1984/1985', '../1985', '198X', '{1984,1985}', '1984~', 'x')
    const script = fc.constantFrom(null, 'Jpan')
    const link = fc.record({ name: anyText, expression: orNull, edtf, note: orNull })
    const authority = fc.record({
      type: fc.constantFrom(...AGENT_TYPES),
      names: few(
        fc.record({
          kind: fc.constantFrom('authorized', 'parallel', 'variant'),
          ...{ value: anyText, language: code, script, reading: orNull, romanisation: orNull },
          ...{ surname: orNull, given: orNull, rules: orNull, usage: orNull },
        }),
      ),
      dates: few(
        fc.record({
          kind: fc.constantFrom('existence', 'activity'),
          expression: anyText,
          language: code,
          edtf,
        }),
      ),
      identifiers: few(fc.record({ source: anyText, value: anyText })),
      relations: few(link.map((one) => ({ ...one, type: 'partOf' as const, otherId: 2 as never }))),
      holders: few(link.map((one) => ({ ...one, holderId: 2 as never }))),
      ...Object.fromEntries(
        AUTHORITY_TEXT_NAMES.map((field) => [
          field,
          few(fc.record({ value: anyText, language: code, script })),
        ]),
      ),
    })
    await fc.assert(
      fc.asyncProperty(anyUnit, authority, fc.boolean(), async (unit, given, staff) => {
        const record = anAuthority({ ...(given as object), others: new Map([[2, MINISTRY]]) })
        const own: UnitInput = { ...unit, records: { 1: record }, status: 'published' }
        const nodes = released([own, CABLE], staff ? staffCopy : { audience: 'public', withNotes: false })
        const xml = written('eac-cpf', nodes, { audience: staff ? 'staff' : 'public' })
        expect(await problemsIn('eac-cpf', xml)).toEqual([])
        add(xml)
      }),
      { numRuns: 80 },
    )
    if (HAS_SCHEMA) expect(xmllint(EAC, documents)).toBe('')
  })

  it.each([
    ['<entityType value="person"/>', '<entityType value="human"/>', 'attributeNotExpected entityType@value'],
    [/<part localType="name">[^<]*</, '<part localType="name"> <', 'elementEmpty part'],
    ['valueURI="urn:uuid:', 'valueURI="javascript:', 'address targetEntity'],
    ['<biogHist', '<bioghist', 'notWellFormed'],
    [
      'eac xmlns="https://archivists.org/ns/eac/v2"',
      'eac xmlns="urn:isbn:1-931666-33-4"',
      'namespaceNotExpected eac',
    ],
  ])('is not valid with %s', async (from, to, rule) => {
    const good = writtenUnits('eac-cpf', [CABLE])
    const spoiled = good.replace(from, to)
    expect(spoiled).not.toBe(good)
    expect((await problemsIn('eac-cpf', spoiled)).map((problem) => problem.rule)).toContain(rule)
  })
})
