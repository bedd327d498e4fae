/** Labels of pages and leaves that go on by themselves from the first: 1r, 1v, 2r; i, ii, iii; 003, 004. */

export type Side = 'recto' | 'verso'

export interface Labelled {
  readonly label: string
  /** The side that the label itself names; null where it names none. */
  readonly side: Side | null
}

/** What stands for the two sides of a leaf behind its number. */
const SIDES: readonly (readonly [string, string])[] = [
  ['r', 'v'],
  ['R', 'V'],
  ['recto', 'verso'],
  ['表', '裏'],
  ['オ', 'ウ'],
  ['a', 'b'],
  ['A', 'B'],
]
/** Numbers of leaves as scholars of Japanese books write them, and as codicologists do. */
const LEAF = /^(.*?)(\d+)([\s-]*)(r|v|R|V|recto|verso|表|裏|オ|ウ|a|b|A|B)$/u
const ROMAN = /^(.*?)(?<![a-z])([ivxlcdm]+)$|^(.*?)(?<![A-Z])([IVXLCDM]+)$/u
const NUMBER = /^(.*?)(\d+)(\D*)$/su

/**
 * The labels of so many pages from the first one on; null where it has nothing that could be counted on. Full-width
 * digits are taken as digits.
 */
export function labelsFrom(first: string, count: number): Labelled[] | null {
  const text = first.normalize('NFKC').trim()
  const at = Array.from({ length: count }, (_, index) => index)
  const leaf = LEAF.exec(text)
  if (leaf) {
    const [, before = '', digits = '', space = '', written = ''] = leaf
    const sides = SIDES.find((pair) => pair.includes(written)) ?? ['r', 'v']
    const from = Number(digits) * 2 + sides.indexOf(written)
    return at.map((index) => ({
      label: `${before}${padded(Math.floor((from + index) / 2), digits)}${space}${sides[(from + index) % 2] ?? ''}`,
      side: (from + index) % 2 === 0 ? 'recto' : 'verso',
    }))
  }
  const roman = ROMAN.exec(text)
  const numeral = roman?.[2] ?? roman?.[4] ?? ''
  const value = romanValue(numeral.toLowerCase())
  if (value !== null) {
    const before = roman?.[1] ?? roman?.[3] ?? ''
    const cased = (written: string) => (roman?.[2] === undefined ? written.toUpperCase() : written)
    return at.map((index) => ({ label: `${before}${cased(romanNumeral(value + index))}`, side: null }))
  }
  const number = NUMBER.exec(text)
  if (!number) return null
  const [, before = '', digits = '', after = ''] = number
  return at.map((index) => ({
    label: `${before}${padded(Number(digits) + index, digits)}${after}`,
    side: null,
  }))
}

const padded = (value: number, like: string) => String(value).padStart(like.length, '0')

const NUMERALS: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function romanNumeral(value: number): string {
  let rest = value
  let written = ''
  for (const [worth, letters] of NUMERALS) {
    while (rest >= worth) {
      written += letters
      rest -= worth
    }
  }
  return written
}

/** Null for what is no numeral as it is written today. */
function romanValue(numeral: string): number | null {
  let rest = numeral
  let value = 0
  for (const [worth, letters] of NUMERALS) {
    while (rest.startsWith(letters)) {
      value += worth
      rest = rest.slice(letters.length)
    }
  }
  return value > 0 && value < 4000 && rest === '' && romanNumeral(value) === numeral ? value : null
}
