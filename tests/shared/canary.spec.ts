import { describe, expect, it } from 'vitest'
import { echoesAmong } from '../../src-main/shared/domain/canary/consistency.ts'
import { foldForScan } from '../../src-main/shared/domain/canary/fold.ts'
import { canariesIn, canariesOf, indexOf } from '../../src-main/shared/domain/canary/index.ts'
import { hintsFor } from '../../src-main/shared/domain/canary/inference.ts'
import { shortFormsOf } from '../../src-main/shared/domain/canary/short-forms.ts'

describe('folding for the search of leaks', () => {
  it.each([
    ['ｸﾞﾛﾑｲｺ外相', 'グロムイコ外相'],
    ['ガ', 'ガ'],
    ['國際會談', '国際会談'],
    ['ＳＯＶＩＥＴ　Union', 'soviet union'],
    ['ソ連側は、\n一九七九年', 'ソ連側は一九七九年'],
    ['パーティー', 'パティ'],
    ['So\u00ADviet\u200B Union', 'soviet-union'],
    ['㍻元年㈱', '平成元年株'],
    ['人々', '人'],
    ['naïve Müller', 'Naive Muller'],
  ])('takes %j and %j for the same', (one, other) => {
    expect(foldForScan(one)).toBe(foldForScan(other))
  })

  it('lets no passage go on across what is no text', () => {
    expect(foldForScan('ソ連\0側')).not.toBe(foldForScan('ソ連側'))
  })
})

const foundIn = (text: string, canaries: ReturnType<typeof canariesOf>) => [
  ...new Set(canariesIn(text, indexOf(canaries.all)).flatMap(({ ids }) => ids)),
]

describe('canaries', () => {
  it('are runs of six characters or three words that are open nowhere', () => {
    const passages = [
      { id: 'ja', text: '先方は鉄道共同敷設案を示した' },
      { id: 'en', text: 'They proposed a jointly built railway' },
    ]
    const canaries = canariesOf(passages, ['先方は鉄道共同についてふれず', 'They proposed a break'])
    expect(canaries.unsearched).toEqual([])
    expect(foundIn('道共同敷設案', canaries)).toEqual(['ja'])
    expect(foundIn('道共同敷設', canaries)).toEqual([])
    expect(foundIn('the JOINTLY\nbuilt railway', canaries)).toEqual(['en'])
    expect(foundIn('先方は鉄道共同についてふれず。They proposed a break', canaries)).toEqual([])
  })

  it('go on to a fourth word where three are of so few letters that chance makes them', () => {
    const canaries = canariesOf([{ id: '1', text: 'it is to be at ease' }], [])
    expect(Math.min(...canaries.all.map(({ folded }) => folded.length))).toBeGreaterThanOrEqual(11)
  })

  it('are wanting for a name, a year, one word: these are said, and searched with what stands beside them', () => {
    const before = '会談で大臣は'
    const after = '外務大臣に述べた'
    const canaries = canariesOf(
      [
        { id: 'name', text: 'グロムイコ', before, after, shortForms: shortFormsOf('グロムイコ') },
        { id: 'year', text: '1979', before: 'the plan of ', after: ' was raised again' },
        { id: 'word', text: 'railway' },
      ],
      [],
    )
    expect(canaries.unsearched).toEqual([
      { id: 'name', why: 'tooShort', neighbours: true, alone: true },
      { id: 'year', why: 'tooShort', neighbours: true, alone: false },
      { id: 'word', why: 'tooShort', neighbours: false, alone: true },
    ])
    expect(foundIn(`${before}グロムイコ${after}`, canaries)).toEqual(['name'])
    expect(foundIn(`${before}「グ」${after}`, canaries)).toEqual(['name'])
    expect(foundIn('別の会談の「グ」は', canaries)).toEqual([])
    expect(foundIn('the plan of 1979', canaries)).toEqual(['year'])
    expect(foundIn('born in 1979, he', canaries)).toEqual([])
  })

  it('are not made of words that are open elsewhere, and that is said', () => {
    const { all, unsearched } = canariesOf(
      [{ id: '1', text: '日米安全保障条約' }],
      ['日米安全保障条約の改定'],
    )
    expect([all, unsearched]).toEqual([[], [{ id: '1', why: 'notUnique', neighbours: false, alone: false }]])
  })
})

describe('what is withheld here and open there', () => {
  const passages = [
    { id: '1', text: '先方は、1979年の鉄道共同敷設案を再び示した。' },
    { id: '2', text: 'グロムイコ', shortForms: ['グ', 'Gromyko'] },
  ]
  const echoes = (text: string) =>
    [...echoesAmong(passages, [{ text }])].map(({ id, kind, from, to }) => [id, kind, text.slice(from, to)])

  it('is told with its place: words, names in each of their forms, figures however they are written', () => {
    expect(echoes('要旨：鉄道共同\n敷設案の件')).toEqual([['1', 'words', '鉄道共同\n敷設案']])
    expect(echoes('Mr. Gromyko said')).toEqual([['2', 'name', 'Gromyko']])
    expect(echoes('これに対し「グ」は')).toEqual([['2', 'name', '「グ」']])
    expect(echoes('一九七九年、および１９７９')).toEqual([
      ['1', 'figure', '一九七九'],
      ['1', 'figure', '１９７９'],
    ])
    expect(echoes('通商について意見を交換した。グループ')).toEqual([])
  })
})

describe('hints', () => {
  it('say what shape and place of a mark tell', () => {
    const names = ['グロムイコ', 'ブレジネフ', 'コスイギン', 'チェルネンコ']
    const passage = { id: '1', text: 'グロムイコ', before: '会談で', after: 'は述べた。' }
    expect(hintsFor(passage, names)).toEqual([
      { id: '1', kind: 'characterCount', count: 5 },
      { id: '1', kind: 'sameLine', count: null },
      { id: '1', kind: 'candidates', count: 3 },
    ])
    expect(
      hintsFor({ id: '2', text: 'A long sentence of its own.', before: 'Before.', after: '\nAfter' }, names),
    ).toEqual([])
  })
})
