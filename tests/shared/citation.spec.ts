import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareCitations } from '../../src-main/shared/domain/citation/compare.ts'
import { citationOf, DEFAULT_TEMPLATE, templateProblem } from '../../src-main/shared/domain/citation/index.ts'
import type { CitedFields } from '../../src-main/shared/domain/citation/index.ts'

const words = (value: string, language = 'eng') => ({ value, language, script: null, type: null, code: null })

const cable: CitedFields = {
  referenceCode: '2002-113/119555',
  dates: [{ kind: 'creation', edtf: '1984-03-25', expression: 'March 25, 1984' }],
  identifiers: [
    { type: 'requestNumber', value: '2002-113' },
    { type: 'url', value: 'https://example.org/document/119555' },
  ],
  extents: [],
  agents: [{ name: 'Ryo C. Kato', role: 'translator' }],
  title: [words('総理訪中', 'jpn'), words('Cable from Ambassador Katori')],
  legalStatus: [words('Act on Access to Information Held by Administrative Organs')],
  locationOfOriginals: [words('Diplomatic Archives of the Ministry of Foreign Affairs of Japan')],
  acquisition: [words('Obtained for CWIHP by Yutaka Kanda')],
}
const cited = (template: string, fields: Partial<CitedFields> = {}, language = 'eng') =>
  citationOf(template, {
    description: { ...cable, ...fields },
    repository: 'Wilson Center Digital Archive',
    language,
  })

describe('the citation', () => {
  it('has the form of the Wilson Center, unless the institution has its own', () => {
    expect(cited(DEFAULT_TEMPLATE)).toBe(
      '“Cable from Ambassador Katori,” March 25, 1984, Wilson Center Digital Archive, 2002-113, Act on Access to Information Held by Administrative Organs. Also available at the Diplomatic Archives of the Ministry of Foreign Affairs of Japan. Obtained for CWIHP by Yutaka Kanda and translated by Ryo C. Kato. https://example.org/document/119555',
    )
  })

  it('leaves out what the record does not say, with the words around it', () => {
    expect(
      cited(DEFAULT_TEMPLATE, { identifiers: [], legalStatus: [], agents: [], locationOfOriginals: [] }),
    ).toBe(
      '“Cable from Ambassador Katori,” March 25, 1984, Wilson Center Digital Archive. Obtained for CWIHP by Yutaka Kanda.',
    )
    expect(cited('{title}[ ({date}[, {url}])]', { identifiers: [] })).toBe(
      'Cable from Ambassador Katori (March 25, 1984)',
    )
    expect(cited('[{translator}]', { agents: [] })).toBe('')
  })

  it('speaks the language of description', () => {
    expect(cited('{title}、{date}、{repository}', {}, 'jpn')).toBe(
      '総理訪中、1984年3月25日、Wilson Center Digital Archive',
    )
  })

  it.each([
    ['{title}', null],
    ['{titel}', { code: 'tokenUnknown', about: 'titel' }],
    ['[{title}', { code: 'bracketOpen', about: '[' }],
    ['{title}]', { code: 'bracketClosed', about: ']' }],
  ])('of the template %s', (template, problem) => {
    expect(templateProblem(template)).toEqual(problem)
  })

  it('is made from any template without a throw', () => {
    const piece = fc.constantFrom('[', ']', '{', '}', '{title}', '{url}', '{nothing}', ' ', ',', '語')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        expect(typeof cited(pieces.join(''))).toBe('string')
      }),
    )
  })
})

describe('two citations', () => {
  const supplied =
    '"Cable from Ambassador Katori" , March 25, 1984, Wilson Center Digital Archive, 2002-113. Obtained for CWIHP by Yutaka Kanda'

  it('say the same whatever their quotation marks and the spaces at their commas', () => {
    const computed = supplied.replace('"Cable', '“Cable').replace('Katori" ,', 'Katori,”')
    expect(compareCitations(supplied, computed).map(({ kind }) => kind)).toEqual(['same'])
  })

  it('are compared word by word', () => {
    const computed = supplied.replace('1984', '1983').replace(' Digital', '')
    expect(compareCitations(supplied, computed).filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'supplied', words: '1984,' },
      { kind: 'computed', words: '1983,' },
      { kind: 'supplied', words: 'Digital' },
    ])
  })

  it('are rebuilt whole from their differences', () => {
    const sentence = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd', 'Kato', '1984'), { maxLength: 12 })
      .map((all) => all.join(' '))
    fc.assert(
      fc.property(sentence, sentence, (one, other) => {
        const parts = compareCitations(one, other)
        const side = (kind: 'supplied' | 'computed') =>
          parts.flatMap((part) => (part.kind === 'same' || part.kind === kind ? [part.words] : [])).join(' ')
        expect([side('supplied'), side('computed')]).toEqual([one, other])
      }),
    )
  })
})
