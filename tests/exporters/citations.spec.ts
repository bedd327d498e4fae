/** Citations, read by other readers than the ones that check them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText, anyUnit } from './any-unit.ts'
import { asSet, readBibtex, readRis } from './citation-readers.ts'
import { anInstitution, released } from './released.ts'
import { AWKWARD, problemsIn, written, writtenUnits } from './written.ts'

const ADDRESS = { recordAddress: 'https://example.org/{uid}?c={referenceCode}' }
const URL = 'https://example.org/11111111-1111-4111-8111-111111111111?c=F%2F1'

describe('CSL-JSON', () => {
  it('says who, what, when and where', async () => {
    const text = writtenUnits('csl-json', AWKWARD, { options: ADDRESS })
    expect(await problemsIn('csl-json', text)).toEqual([])
    const [fonds, item, bare] = JSON.parse(text) as Record<string, unknown>[]
    expect(fonds).toMatchObject({ type: 'collection', issued: { 'date-parts': [[-44, 3, 15]] } })
    expect(item).toMatchObject({
      type: 'manuscript',
      title: 'Talks & “tea” \u{1F375} <1>',
      'original-title': '総理訪中（外相会談・対ソ関係）',
      author: [{ family: '鹿取', given: '泰衛' }],
      translator: [{ literal: 'Tanaka {Jr}' }],
      issued: { 'date-parts': [[1984, 3, 25]] },
      number: 'telegramNumber (北京 1984): 第1342号',
      archive: 'Example Archives',
      archive_location: 'F/1, Box 3, Folder 2',
      genre: '電報',
      language: 'ja',
      URL,
    })
    expect(bare).toMatchObject({ title: '[Untitled]' })
    expect(text).not.toContain('javascript:')
  })

  it('puts the title of the record itself first where that is asked for', () => {
    const text = writtenUnits('csl-json', AWKWARD, { options: { titles: 'titleOriginal' } })
    const [, item] = JSON.parse(text) as Record<string, unknown>[]
    expect(item).toMatchObject({ title: '総理訪中（外相会談・対ソ関係）' })
  })
})

describe('BibTeX', () => {
  it('is read as it was meant, whatever LaTeX makes of its signs', async () => {
    const text = writtenUnits('bibtex', [...AWKWARD, { title: [{ value: '100% {a} \\b #1 $x_1^2~' }] }], {
      options: ADDRESS,
    })
    expect(await problemsIn('bibtex', text)).toEqual([])
    const entries = readBibtex(text)
    expect(entries).toHaveLength(4)
    expect(entries[1]).toMatchObject({
      type: 'misc',
      key: 'F-1_111111111111',
      fields: { year: '1984', month: 'mar', date: '1984-03-25', author: '鹿取, 泰衛', url: URL },
    })
    expect(asSet(entries[1]?.fields['title'] ?? '')).toBe('Talks & “tea” \u{1F375} <1>')
    expect(asSet(entries[1]?.fields['translator'] ?? '')).toBe('Tanaka {Jr}')
    expect(asSet(entries[3]?.fields['title'] ?? '')).toBe('100% {a} \\b #1 $x_1^2~')
    expect(entries[0]?.fields).toMatchObject({ date: '-0043-03-15', year: '紀元前44年3月15日' })
  })

  it('keeps the name of a body together, though it says “and”', () => {
    const text = writtenUnits('bibtex', [
      { agents: [{ name: 'Ministry of Trade and Industry', type: 'corporateBody' }, { name: 'B, C' }] },
    ])
    expect(readBibtex(text)[0]?.fields['author']).toBe('{Ministry of Trade and Industry} and {B, C}')
  })
})

describe('RIS', () => {
  it('is read as it was meant', async () => {
    const text = writtenUnits('ris', AWKWARD, { options: ADDRESS })
    expect(await problemsIn('ris', text)).toEqual([])
    const [fonds, item] = readRis(text)
    expect(fonds).toMatchObject({ TY: ['UNPB'], DA: ['-0043-03-15'] })
    expect(item).toMatchObject({
      TY: ['MANSCPT'],
      TI: ['Talks & “tea” \u{1F375} <1>'],
      TT: ['総理訪中（外相会談・対ソ関係）'],
      AU: ['鹿取, 泰衛'],
      PY: ['1984'],
      DA: ['1984/03/25/'],
      AV: ['Example Archives, F/1, Box 3, Folder 2'],
      KW: ['日中関係', 'Beijing'],
      UR: [URL],
    })
  })
})

describe.each(['csl-json', 'bibtex', 'ris'])('%s', (as) => {
  it('is valid whatever the contract lets into a catalogue, and has every record', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyUnit, { minLength: 1, maxLength: 3 }),
        anyText,
        fc.boolean(),
        async (units, words, staff) => {
          const audience = staff ? 'staff' : 'public'
          const given = units.map((unit) => ({ ...unit, status: 'published' as const }))
          const nodes = released(given, { audience, withNotes: staff })
          const institution = anInstitution({ name: `x${words}` })
          const text = written(as, nodes, { audience, institution, options: ADDRESS })
          expect(await problemsIn(as, text)).toEqual([])
          const read =
            as === 'bibtex'
              ? readBibtex(text)
              : as === 'ris'
                ? readRis(text)
                : (JSON.parse(text) as unknown[])
          expect(read).toHaveLength(units.length)
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('what is not valid', () => {
  it.each([
    ['csl-json', '"type":"manuscript"', '"type":"letter"', 'item type'],
    ['csl-json', '"URL":"https:', '"URL":"javascript:', 'item URL'],
    ['csl-json', /\n\]\n$/, '\n', 'notArray'],
    ['csl-json', '11111111-1111-4111-8111-111111111111', '00000000-0000-4000-8000-000000000000', 'idUnique'],
    ['bibtex', '{{Talks', '{{{Talks', 'braces title'],
    ['bibtex', 'F-1_111111111111', 'F-1_000000000000', 'keyUnique'],
    ['bibtex', 'url = {https', 'url = {file', 'address url'],
    ['bibtex', /\}\n\n$/, '', 'entry'],
    ['ris', 'TI  - Talks', 'TJ  - Talks', 'tag TJ'],
    ['ris', 'ER  - \r\n\r\nTY', 'TY', 'type TY'],
    ['ris', 'UR  - https', 'UR  - data', 'address UR'],
    ['ris', /TI {2}- .*\r\n/, '', 'title TI'],
  ])('%s with %s', async (as, from, to, rule) => {
    const good = writtenUnits(as, [{ ...AWKWARD[0], referenceCode: 'F 1' }, ...AWKWARD.slice(1)], {
      options: ADDRESS,
    })
    const spoiled = good.replace(from, to)
    expect(spoiled).not.toBe(good)
    expect((await problemsIn(as, spoiled)).map((problem) => problem.rule)).toContain(rule)
  })
})
