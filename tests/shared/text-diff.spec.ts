import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textDiff } from '../../src-main/shared/domain/text-diff.ts'

const marked = (before: string, after: string) =>
  textDiff(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `[+${text}+]`))
    .join('')

describe('textDiff', () => {
  it('goes by words in scripts with spaces', () => {
    expect(marked('The foreign minister met Mr. Wu.', 'The prime minister met Mr. Wu twice.')).toBe(
      'The [-foreign-][+prime+] minister met Mr. Wu[+ twice+].',
    )
  })

  it('goes by characters in Japanese, whatever code units they take', () => {
    expect(marked('呉学謙外相と会談した。', '呉学謙外務大臣と会談した。')).toBe(
      '呉学謙外[-相-][+務大臣+]と会談した。',
    )
    expect(marked('吉野', '𠮷野')).toBe('[-吉-][+𠮷+]野')
    expect(marked('葛\u{E0100}城', '葛城')).toBe('[-葛\u{E0100}-][+葛+]城')
  })

  it('gives both texts back, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('外', '相', '会', 'the ', 'a', ' ', '\n', '𠮷', 'が\u3099', '(', '1984'), {
        maxLength: 40,
      })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), text, (before, after) => {
        const parts = textDiff(before, after)
        const of = (kind: 'removed' | 'added') =>
          parts.flatMap((part) => (part.kind === 'same' || part.kind === kind ? part.text : [])).join('')
        expect(of('removed')).toBe(before)
        expect(of('added')).toBe(after)
        if (before === after) expect(parts.every(({ kind }) => kind === 'same')).toBe(true)
      }),
    )
  })

  it('shows two long texts that have nothing in common one after the other', () => {
    const [before, after] = ['甲'.repeat(5000), '乙'.repeat(5000)]
    expect(textDiff(before, after)).toEqual([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ])
  })
})
