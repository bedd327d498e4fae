import { describe, expect, it } from 'vitest'
import {
  endsOn,
  equivalentsOf,
  REGIMES,
  SHIPPED_EXEMPTIONS,
  standingOf,
} from '../../src-main/shared/domain/exemption.ts'

const codeOf = (vocabulary: string, code: string) => {
  const found = SHIPPED_EXEMPTIONS.find(({ id }) => id === vocabulary)?.codes.find((one) => one.code === code)
  if (!found) throw new Error(`no ${vocabulary} ${code}`)
  return found
}
const standing = (vocabulary: string, code: string, latest: string | null, on: string) =>
  standingOf(codeOf(vocabulary, code), latest, on)

describe('the vocabularies that come with the program', () => {
  it('have codes, each once, in both languages, with what is printed in the box', () => {
    for (const { id, version, basis, source, codes } of SHIPPED_EXEMPTIONS) {
      expect(
        [version, basis, source].every((words) => words !== ''),
        id,
      ).toBe(true)
      expect(new Set(codes.map(({ code }) => code)).size, id).toBe(codes.length)
      for (const { code, label, stamp } of codes) {
        expect(label.en !== '' && stamp !== '', code).toBe(true)
        expect(label.ja, code).toMatch(/[\p{Script=Han}\p{Script=Katakana}]/u)
      }
    }
  })

  it('offer something under every law', () => {
    const offering = SHIPPED_EXEMPTIONS.filter(({ kind }) => kind === 'exemption').map(({ regime }) => regime)
    expect(REGIMES.filter((regime) => !offering.includes(regime))).toEqual([])
  })

  it('ask for the statute where a code is nothing without it, and for a date or an event with every 25X', () => {
    const asking = (need: string) =>
      SHIPPED_EXEMPTIONS.flatMap(({ id, codes }) =>
        codes.flatMap(({ code, needs }) => (needs.some((one) => one === need) ? [`${id} ${code}`] : [])),
      )
    expect(asking('statute')).toEqual(['us-25x 3.3(b)(9)', 'us-foia (b)(3)', 'us-pra P3', 'uk-foi 44'])
    const events = asking('event').filter((ref) => ref.startsWith('us-25x 3.3'))
    expect(events).toHaveLength(9)
    expect(asking('opinion')).toEqual(['jp-prama16 16-1-1-ハ', 'jp-prama16 16-1-1-ニ'])
    expect(asking('referral')).toContain('us-25x AEA')
  })

  it('name codes of each other that exist', () => {
    const all = SHIPPED_EXEMPTIONS.flatMap(({ id, codes }) =>
      codes.map(({ code }) => ({ vocabulary: id, code })),
    )
    for (const one of all)
      for (const other of equivalentsOf(one)) expect(() => codeOf(other.vocabulary, other.code)).not.toThrow()
    expect(equivalentsOf({ vocabulary: 'jp-ida5', code: '5-3' })).toEqual(
      expect.arrayContaining([
        { vocabulary: 'us-25x', code: '3.3(b)(6)' },
        { vocabulary: 'uk-foi', code: '27(1)' },
        { vocabulary: 'jp-prama16', code: '16-1-1-ハ' },
      ]),
    )
  })
})

describe('the standing of a code', () => {
  it.each([
    // Deliberations are no reason once a record is with the archives, but age alone moves nothing there.
    ['jp-ida5', '5-5', '1984-03-25', '2026-01-01', 'offered'],
    ['jp-ida5', '5-1', '1884-03-25', '2026-01-01', 'offered'],
    ['jp-prama16', '16-1-1-ハ', '1984-03-25', '2026-01-01', 'offered'],
    ['jp-prama16', '16-1-1-ハ', '1984-03-25', '2011-03-31', 'notInForce'],
    // Up to the end of the year in which it is 25 years old a record is under 1.4; reviews come up to five years ahead.
    ['us-1.4', '1.4(d)', '2001-06-30', '2026-12-31', 'offered'],
    ['us-1.4', '1.4(d)', '2001-06-30', '2027-01-01', 'lapsed'],
    ['us-25x', '3.3(b)(6)', '2001-06-30', '2020-12-31', 'tooEarly'],
    ['us-25x', '3.3(b)(6)', '2001-06-30', '2021-01-01', 'offered'],
    ['us-25x', '3.3(b)(6)', '1976-06-30', '2026-12-31', 'offered'],
    ['us-25x', '3.3(b)(6)', '1976-06-30', '2027-01-01', 'lapsed'],
    ['us-25x', '50X1-HUM', '1976-06-30', '2027-01-01', 'offered'],
    // Historical at the end of 20 years that begin with the year after the one in which it was made.
    ['uk-foi', '35(1)(a)', '2005-03-01', '2025-12-31', 'offered'],
    ['uk-foi', '35(1)(a)', '2005-03-01', '2026-01-01', 'lapsed'],
    ['uk-foi', '37(1)(b)', '1966-03-01', '2026-12-31', 'offered'],
    ['uk-foi', '31', '1925-03-01', '2026-01-01', 'lapsed'],
    ['uk-foi', '27(1)', '1925-03-01', '2026-01-01', 'offered'],
    // Of what age it is nobody knows: nothing is ruled out.
    ['uk-foi', '35(1)(a)', null, '2026-01-01', 'offered'],
  ])('%s %s for a record of %s, on %s: %s', (vocabulary, code, latest, on, expected) => {
    expect(standing(vocabulary, code, latest, on)).toBe(expected)
  })

  it('has a last day, which is the last of a year', () => {
    expect(endsOn(codeOf('us-25x', '3.3(b)(6)'), '1984-03-25')).toBe('2034-12-31')
    expect(endsOn(codeOf('uk-foi', '35(1)(a)'), '2010-03-25')).toBe('2030-12-31')
    expect(endsOn(codeOf('jp-ida5', '5-3'), '1984-03-25')).toBeNull()
  })
})
