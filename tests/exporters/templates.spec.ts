/** Tables for AtoM and ArchivesSpace: their columns, their hierarchy, and what their importers refuse. */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText, anyUnit } from './any-unit.ts'
import { anInstitution, publicCopy, released } from './released.ts'
import { AWKWARD, problemsIn, written, writtenUnits } from './written.ts'

type Row = Record<string, string>
const rowsOf = (text: string): Row[] => parse(text, { columns: true })

/** As AtoM's own example of ISAD(G) has them. */
const ATOM =
  'legacyId,parentId,qubitParentSlug,accessionNumber,identifier,title,levelOfDescription,extentAndMedium,repository,archivalHistory,acquisition,scopeAndContent,appraisal,accruals,arrangement,accessConditions,reproductionConditions,language,script,languageNote,physicalCharacteristics,findingAids,locationOfOriginals,locationOfCopies,relatedUnitsOfDescription,publicationNote,digitalObjectPath,digitalObjectURI,generalNote,subjectAccessPoints,placeAccessPoints,nameAccessPoints,genreAccessPoints,descriptionIdentifier,institutionIdentifier,rules,descriptionStatus,levelOfDetail,revisionHistory,languageOfDescription,scriptOfDescription,sources,archivistNote,publicationStatus,physicalObjectName,physicalObjectLocation,physicalObjectType,alternativeIdentifiers,alternativeIdentifierLabels,eventDates,eventTypes,eventStartDates,eventEndDates,eventActors,eventActorHistories,culture'

describe('csv-atom', () => {
  it('has the columns of the template, and each unit below its parent', async () => {
    const text = writtenUnits('csv-atom', AWKWARD, { options: { parentSlug: 'top' } })
    expect(await problemsIn('csv-atom', text)).toEqual([])
    expect(text.split('\n')[0]).toBe(ATOM)
    const [fonds, item, bare] = rowsOf(text)
    expect(fonds).toMatchObject({
      parentId: '',
      qubitParentSlug: 'top',
      levelOfDescription: 'Fonds',
      title: '外務省記録　第一集',
      eventDates: '紀元前44年3月15日',
      eventStartDates: 'NULL',
      culture: 'en',
    })
    expect(item).toMatchObject({
      legacyId: '11111111-1111-4111-8111-111111111111',
      parentId: fonds?.['legacyId'],
      qubitParentSlug: '',
      identifier: 'F/1',
      language: 'ja',
      script: 'Jpan',
      alternativeIdentifiers: '第1342号|javascript:alert(1)',
      alternativeIdentifierLabels: 'telegramNumber (北京 1984)|url',
      eventDates: '昭和59年3月25日|1984/1986|spring',
      eventTypes: 'Creation|Creation|Creation',
      eventStartDates: '1984-03-25|1984-00-00|NULL',
      eventEndDates: '1984-03-25|1986-00-00|NULL',
      eventActors: '鹿取泰衛|NULL|NULL',
      nameAccessPoints: 'Gromyko, Andrei|Tanaka {Jr}',
      physicalObjectName: 'Box 3, Folder 2',
      physicalObjectLocation: '',
      physicalObjectType: 'Box',
      digitalObjectURI: '',
    })
    expect(item?.['generalNote']).toContain('Title: 総理訪中（外相会談・対ソ関係） (ja)')
    expect(item?.['generalNote']).toContain('Despatched: 25日01時10分 01:10 (time zone not stated), 中国')
    expect(bare).toMatchObject({ title: '[Untitled]', parentId: fonds?.['legacyId'] })
  })

  it('parts values that hold the separator, and guards what a spreadsheet would run', () => {
    const text = writtenUnits('csv-atom', [
      {
        title: [{ value: '=1+1' }],
        accessPoints: [{ value: 'a|b' }, { value: 'c' }],
        note: [{ value: '=HYPERLINK("x")' }],
      },
    ])
    expect(rowsOf(text)[0]).toMatchObject({
      title: "'=1+1",
      subjectAccessPoints: 'a｜b|c',
      generalNote: `'=HYPERLINK("x")`,
    })
  })
})

describe('csv-aspace', () => {
  it('has the field codes of the template, a level below each level, and the resource that it goes into', async () => {
    const text = writtenUnits('csv-aspace', AWKWARD, {
      options: { recordAddress: 'https://example.org/{uid}' },
    })
    expect(await problemsIn('csv-aspace', text)).toEqual([])
    const [names, fonds, item] = rowsOf(text)
    const codes = Object.keys(names ?? {})
    expect(codes.slice(0, 13).join(',')).toBe(
      "ArchivesSpace field code (please don't edit this row),collection_id,ead,res_uri,ref_id,title,unit_id,hierarchy,level,other_level,publish,restrictions_flag,processing_note",
    )
    for (const code of [
      'l_lang',
      'begin',
      'begin_2',
      'extent_type',
      'type_1',
      'people_agent_header_1',
      'subject_1_term',
      'n_scopecontent',
    ])
      expect(codes).toContain(code)
    expect(fonds).toMatchObject({
      ead: 'F & “1”',
      hierarchy: '1',
      level: 'fonds',
      begin: '',
      date_type: 'single',
    })
    expect(item).toMatchObject({
      ead: 'F & “1”',
      hierarchy: '2',
      level: 'item',
      unit_id: 'F/1',
      publish: 'true',
      restrictions_flag: 'true',
      dates_label: 'creation',
      begin: '1984-03-25',
      expression: '昭和59年3月25日',
      begin_2: '1984',
      end_2: '1986',
      date_type_2: 'inclusive',
      number: '3',
      extent_type: 'sheets',
      type_1: 'box',
      indicator_1: '3',
      type_2: 'folder',
      people_agent_header_1: '鹿取泰衛',
      people_agent_role_1: 'creator',
      people_agent_relator_1: 'aut',
      subject_1_term: '日中関係',
      subject_1_source: 'local',
      digital_object_link: 'https://example.org/11111111-1111-4111-8111-111111111111',
    })
    expect(item?.['n_odd']).toContain('Despatched')
    expect(item?.['n_odd']?.startsWith("'=HYPERLINK")).toBe(true)
  })

  it('leaves out the highest unit where that is the resource itself', () => {
    const text = writtenUnits('csv-aspace', AWKWARD, {
      options: { highest: 'highestIsResource', eadId: 'X.1' },
    })
    const [, ...rows] = rowsOf(text)
    expect(rows.map(({ ead, hierarchy }) => [ead, hierarchy])).toEqual([
      ['X.1', '1'],
      ['X.1', '1'],
    ])
  })

  it('escapes tags in a note, which ArchivesSpace would read as XML', () => {
    const text = writtenUnits('csv-aspace', [
      { note: [{ value: 'a <b> & c' }], abstract: [{ value: 'x < y & z' }] },
    ])
    expect(rowsOf(text)[1]).toMatchObject({ n_odd: 'a &lt;b> &amp; c', n_abstract: 'x < y & z' })
  })
})

describe.each(['csv-atom', 'csv-aspace'])('%s', (as) => {
  it('is valid whatever the contract lets into a catalogue', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyUnit, { minLength: 1, maxLength: 4 }),
        anyText,
        fc.constantFrom('eng', 'jpn'),
        async (units, words, language) => {
          const given = units.map((unit) => ({ ...unit, status: 'published' as const }))
          const nodes = released(given, publicCopy)
          const text = written(as, nodes, { institution: anInstitution({ language, name: `x${words}` }) })
          expect(await problemsIn(as, text)).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('what is not valid', () => {
  it.each([
    ['csv-atom', 'legacyId,parentId', 'id,parentId', 'header'],
    ['csv-atom', 'Creation|Creation|Creation', 'Creation|Creation', 'eventColumns'],
    ['csv-atom', '1984-03-25|', '1984-3-25|', 'date eventStartDates'],
    ['csv-atom', /\n11111111[^,]*,[^,]*,/, '\n11111111,nobody,', 'parentId'],
    ['csv-atom', 'telegramNumber (北京 1984)|url', 'url', 'beside alternativeIdentifierLabels'],
    ['csv-aspace', ',ead,', ',EAD,', 'header'],
    ['csv-aspace', ',F/1,2,item,', ',F/1,3,item,', 'hierarchy'],
    ['csv-aspace', ',inclusive,', ',both,', 'date_type_2'],
    ['csv-aspace', ',item,', ',,', 'empty level'],
  ])('%s with %s', async (as, from, to, rule) => {
    const good = writtenUnits(as, AWKWARD)
    const spoiled = good.replace(from, to)
    expect(spoiled).not.toBe(good)
    expect((await problemsIn(as, spoiled)).map((problem) => problem.rule)).toContain(rule)
  })
})
