/** RiC-O: read as RDF, and compared with what the ontology says of each term that is used. */
import fc from 'fast-check'
import type { Quad } from 'n3'
import { describe, expect, it } from 'vitest'
import { anyText, anyUnit } from './any-unit.ts'
import { BASE, readJsonLd } from './json-ld.ts'
import { anInstitution, released } from './released.ts'
import { AWKWARD, problemsIn, written, writtenUnits } from './written.ts'

const RICO = 'https://www.ica.org/standards/RiC/ontology#'
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'

const RESOURCE = ['RecordSet', 'Record']
const AGENT = ['Person', 'CorporateBody', 'Family', 'Position']
const ANY = null
const TEXT = 'literal'

/** Domain and range of each property in RiC-O 1.1, as far as its classes are used. */
const PROPERTIES: Record<
  string,
  [domain: readonly string[] | null, range: readonly string[] | null | typeof TEXT]
> = {
  title: [[...RESOURCE, 'Instantiation'], TEXT],
  name: [ANY, TEXT],
  type: [ANY, TEXT],
  identifier: [ANY, TEXT],
  note: [ANY, TEXT],
  textualValue: [['Identifier', 'AgentName', 'Date'], TEXT],
  expressedDate: [['Date'], TEXT],
  normalizedDateValue: [['Date'], TEXT],
  dateQualifier: [['Date'], TEXT],
  recordResourceExtent: [RESOURCE, TEXT],
  carrierExtent: [['Instantiation'], TEXT],
  physicalCharacteristicsNote: [['Instantiation'], TEXT],
  scopeAndContent: [RESOURCE, TEXT],
  generalDescription: [ANY, TEXT],
  history: [[...RESOURCE, ...AGENT, 'Instantiation', 'Place'], TEXT],
  accruals: [['RecordSet'], TEXT],
  recordResourceStructure: [RESOURCE, TEXT],
  conditionsOfAccess: [[...RESOURCE, 'Instantiation'], TEXT],
  conditionsOfUse: [[...RESOURCE, 'Instantiation'], TEXT],
  isOrWasIncludedIn: [RESOURCE, ['RecordSet']],
  isOrWasConstituentOf: [['Record'], ['Record']],
  isOrWasPartOf: [ANY, ANY],
  hasRecordSetType: [['RecordSet'], ['RecordSetType']],
  hasOrHadIdentifier: [ANY, ['Identifier']],
  hasCreationDate: [[...RESOURCE, 'Instantiation'], ['Date']],
  isAssociatedWithDate: [ANY, ['Date']],
  hasOrHadInstantiation: [RESOURCE, ['Instantiation']],
  hasOrHadDigitalInstantiation: [RESOURCE, ['Instantiation']],
  hasOrHadHolder: [[...RESOURCE, 'Instantiation'], AGENT],
  hasCreator: [[...RESOURCE, 'Instantiation'], AGENT],
  hasSender: [[...RESOURCE, 'Instantiation'], AGENT],
  hasAddressee: [[...RESOURCE, 'Instantiation'], AGENT],
  hasCollector: [[...RESOURCE, 'Instantiation'], AGENT],
  hasOrHadAgentName: [AGENT, ['AgentName']],
  hasOrHadSubject: [RESOURCE, ANY],
  hasOrHadLanguage: [[...AGENT, 'Record'], ['Language']],
  hasOrHadSomeMembersWithLanguage: [['RecordSet'], ['Language']],
  hasDocumentaryFormType: [['Record'], ['DocumentaryFormType']],
  hasOrHadSomeMembersWithDocumentaryFormType: [['RecordSet'], ['DocumentaryFormType']],
  isRecordResourceAssociatedWithRecordResource: [RESOURCE, RESOURCE],
  isRelatedTo: [ANY, ANY],
}

/** What statements say that the ontology does not allow. */
function wrong(quads: readonly Quad[]): string[] {
  const types = new Map(
    quads
      .filter(({ predicate }) => predicate.value === TYPE)
      .map(({ subject, object }) => [subject.value, object.value.slice(RICO.length)]),
  )
  return quads.flatMap(({ subject, predicate, object }) => {
    if (predicate.value === TYPE) return []
    const name = predicate.value.slice(RICO.length)
    const rule = predicate.value.startsWith(RICO) ? PROPERTIES[name] : undefined
    if (!rule) return [`no property: ${predicate.value}`]
    const [domain, range] = rule
    const [from = '', to = ''] = [types.get(subject.value), types.get(object.value)]
    return [
      ...(domain !== null && !domain.includes(from) ? [`${name} of ${from}`] : []),
      ...(range === TEXT && object.termType !== 'Literal' ? [`${name} is no text`] : []),
      ...(range !== null && range !== TEXT && !range.includes(to) ? [`${name} to ${to}`] : []),
    ]
  })
}

describe('ric-o', () => {
  it('says of a record what RDF reads, each term as the ontology has it', async () => {
    const text = writtenUnits('ric-o', AWKWARD)
    expect(await problemsIn('ric-o', text)).toEqual([])
    const quads = readJsonLd(text)
    expect(wrong(quads)).toEqual([])
    const id = `${BASE}#11111111-1111-4111-8111-111111111111`
    const of = (name: string) =>
      quads.filter(({ subject, predicate }) => subject.value === id && predicate.value === RICO + name)
    expect(of('title').map(({ object }) => [object.value, 'language' in object && object.language])).toEqual([
      ['Talks & “tea” \u{1F375} <1>', 'en'],
      ['総理訪中（外相会談・対ソ関係）', 'ja'],
    ])
    expect(of('isOrWasIncludedIn')[0]?.object.value).toBe(`${BASE}#00000000-0000-4000-8000-000000000000`)
    const [creation] = of('hasCreationDate')
    const date = quads.filter(({ subject }) => subject.value === creation?.object.value)
    expect(date.map(({ object }) => object.value)).toEqual(
      expect.arrayContaining(['昭和59年3月25日', '1984-03-25']),
    )
    expect(of('hasSender')).toHaveLength(1)
    expect(of('hasOrHadSubject')).toHaveLength(3)
    expect(of('note').some(({ object }) => object.value.startsWith('Classification'))).toBe(true)
  })

  it('names records and pages by the addresses that were chosen', () => {
    const options = {
      recordAddress: 'https://example.org/{uid}',
      pageAddress: 'https://example.org/{uid}/{page}',
    }
    const units = [{ uid: 'u', pages: [{ number: 7, label: '表紙' }] }]
    const quads = readJsonLd(writtenUnits('ric-o', units, { options }))
    const page = quads.find(({ object }) => object.value === '表紙')
    expect(page?.subject.value).toBe('https://example.org/u/7')
    expect(quads.some(({ subject }) => subject.value === 'https://example.org/u')).toBe(true)
  })

  it('is valid RDF of known terms, whatever the contract lets into a catalogue', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyUnit, { minLength: 1, maxLength: 4 }),
        anyText,
        fc.boolean(),
        async (units, words, staff) => {
          const audience = staff ? 'staff' : 'public'
          const given = units.map((unit) => ({ ...unit, status: 'published' as const }))
          const nodes = released(given, { audience, withNotes: staff })
          const text = written('ric-o', nodes, {
            audience,
            institution: anInstitution({ name: `x${words}` }),
          })
          expect(await problemsIn('ric-o', text)).toEqual([])
          expect(wrong(readJsonLd(text))).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })

  it('would be found wrong with a property of something else', () => {
    const text = writtenUnits('ric-o', AWKWARD)
    expect(wrong(readJsonLd(text.replace('"rico:hasSender"', '"rico:hasRecordSetType"')))).not.toEqual([])
    expect(wrong(readJsonLd(text.replace('"rico:title"', '"rico:titel"')))).not.toEqual([])
  })

  it.each([
    ['"rico:title"', '"rico:titel"', 'property rico:titel'],
    ['"rico:Person"', '"rico:Human"', 'class @type'],
    ['"#11111111-1111-4111-8111-111111111111"', '"javascript:x"', 'address @id'],
    ['"@language":"ja"', '"@language":"ja jp"', 'language rico:title'],
    ['ontology#', 'ontologie#', 'context'],
    [/\n\]\}\n$/, '\n', 'notGraph'],
    [
      /"rico:isOrWasIncludedIn":\{"@id":"[^"]*"/,
      '"rico:isOrWasIncludedIn":{"@id":"#nobody"',
      'idKnown rico:isOrWasIncludedIn',
    ],
  ])('is not valid with %s', async (from, to, rule) => {
    const good = writtenUnits('ric-o', AWKWARD)
    const spoiled = good.replace(from, to)
    expect(spoiled).not.toBe(good)
    expect((await problemsIn('ric-o', spoiled)).map((problem) => problem.rule)).toContain(rule)
  })
})
