import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matcher, replaced } from '../../src-main/shared/domain/replacement.ts'
import type { Pattern } from '../../src-main/shared/domain/replacement.ts'

const usual = { kind: 'literal', matchCase: false, matchWidth: false, wholeWord: false } as const

const replace = (value: string, find: string, replaceBy: string, options: Partial<Pattern> = {}) =>
  replaced(value, matcher({ find, replaceBy, ...usual, ...options })(value))

describe('finding in a value', () => {
  it('takes a literal as it is, whatever an expression would make of it', () => {
    expect(replace('a.b a+b (a) $1', 'a+b', 'x')).toBe('a.b x (a) $1')
    expect(replace('(a)', '(a)', '$1\\n')).toBe('$1\\n')
  })

  it('finds in any case and width, unless told otherwise', () => {
    expect(replace('Ａbｃ abc ABC', 'aBc', 'x')).toBe('x x x')
    expect(replace('Ａbｃ abc ABC', 'abc', 'x', { matchCase: true })).toBe('Ａbｃ x ABC')
    expect(replace('Ａbｃ abc ABC', 'abc', 'x', { matchWidth: true })).toBe('Ａbｃ x x')
    expect(replace('ｶﾞﾘｮｳ ガリョウ', 'ガリョウ', '画竜')).toBe('画竜 画竜')
    expect(replace('（極秘）', '(極秘)', '')).toBe('')
  })

  it('takes a wide bracket in an expression for a character', () => {
    expect(replace('会談（極秘）', '（(.*)）', '[$1]', { kind: 'expression' })).toBe('会談[極秘]')
  })

  it('keeps to whole words: of letters between what is none, of Japanese where the script changes', () => {
    const whole = (value: string, find: string) => replace(value, find, 'X', { wholeWord: true })
    expect(whole('cat concat cat-flap cat', 'cat')).toBe('X concat X-flap X')
    expect(whole('外相は首脳会談と会談した', '会談')).toBe('外相は首脳会談とXした')
    expect(whole('グロムとグロムイコ', 'グロム')).toBe('Xとグロムイコ')
    expect(whole('No12 12', '12')).toBe('No12 X')
  })

  it('knows lines, and passages without length', () => {
    expect(replace('a\nb', '^', '> ', { kind: 'expression' })).toBe('> a\n> b')
    expect(replace('a,b', ',', '$&\\n', { kind: 'expression' })).toBe('a,\nb')
    expect(replace('a', '(b)?a', '[$1$2]', { kind: 'expression' })).toBe('[]')
  })
})

describe('any value', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'A', 'Ａ', 'ｶ', 'ﾞ', 'ガ', '外', '𠮷', ' ', '\u3000', '.', '👩‍👩‍👧'),
  })
  const find = text.filter((value) => value !== '')

  it('is the same when every hit is replaced by itself', () => {
    fc.assert(
      fc.property(text, find, (value, wanted) => {
        const matches = matcher({ ...usual, find: wanted, replaceBy: '' })(value)
        const same = matches.map((match) => ({ ...match, by: value.slice(match.start, match.end) }))
        expect(replaced(value, same)).toBe(value)
      }),
    )
  })

  it('is taken apart where width and case matter exactly as by split', () => {
    fc.assert(
      fc.property(text, find, (value, wanted) => {
        expect(replace(value, wanted, '|', { matchCase: true, matchWidth: true })).toBe(
          value.split(wanted).join('|'),
        )
      }),
    )
  })
})
