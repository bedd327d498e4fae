/** Numbers that paragraphs begin with, `1.` `(1)` `(イ)` `(a)` `（二）`, and the place in the outline that they give. */
import { narrow } from '../check/tokens.ts'

/** One way of reading what a paragraph begins with. */
interface Reading {
  /** The same for the numbers of one row: its brackets and its kind of sign. */
  readonly style: string
  readonly value: number
}

const IROHA = 'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス'
const GOJUON = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン'
const KANJI = '一二三四五六七八九'
const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 }
const CIRCLED = /^[\s]*([①-⑳])/u
const BRACKETED =
  /^[\s]*[([〔]\s*(\d{1,3}|[ivxIVX]{1,5}|[A-Za-z]|[ア-ヱ]|[一二三四五六七八九十]{1,3})\s*[)\]〕]/u
const PLAIN =
  /^[\s]*(?:第)?(\d{1,3}|[ivxIVX]{1,5}|[A-Za-z]|[ア-ヱ]|[一二三四五六七八九十]{1,3})(?:[)]|[.、](?!\d)|\u3000)/u

/** 十二: 12. */
function kanjiNumber(label: string): number {
  const [tens, ones] = label.includes('十') ? label.split('十') : [null, label]
  const digit = (sign: string | undefined) => KANJI.indexOf(sign ?? '') + 1
  return (tens === null ? 0 : (tens === '' ? 1 : digit(tens)) * 10) + digit(ones)
}

function romanNumber(label: string): number {
  const values = Array.from(label.toLowerCase(), (sign) => ROMAN[sign] ?? 0)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}

/** What a label may be: (i) is a ninth letter or a first Roman figure, イ a first or a second kana. */
function readingsOf(label: string, form: string): Reading[] {
  const of = (kind: string, value: number) => ({ style: `${form} ${kind}`, value })
  if (/^\d/.test(label)) return [of('digit', Number(label))]
  if (/^[一二三四五六七八九十]/u.test(label)) return [of('kanji', kanjiNumber(label))]
  if (/^[ア-ヱ]/u.test(label))
    return [of('iroha', IROHA.indexOf(label) + 1), of('gojuon', GOJUON.indexOf(label) + 1)].filter(
      ({ value }) => value > 0,
    )
  const letter = label.toLowerCase()
  const size = label === letter ? 'small' : 'large'
  const roman = /^[ivx]+$/.test(letter) ? [of(`${size} roman`, romanNumber(letter))] : []
  return [...roman, ...(letter.length === 1 ? [of(size, letter.charCodeAt(0) - 96)] : [])]
}

/** The numbers at the beginning of a paragraph, the outer one first (`1.(2)`), each with its readings. */
function numbersOf(value: string): Reading[][] {
  const numbers: Reading[][] = []
  let rest = narrow(value.slice(0, 40))
  for (const [form, pattern] of [
    ['plain', PLAIN],
    ['circle', CIRCLED],
    ['bracket', BRACKETED],
    ['circle', CIRCLED],
  ] as const) {
    const found = pattern.exec(rest)
    const label = found?.[1]
    if (!found || label === undefined) continue
    const readings =
      form === 'circle'
        ? [{ style: form, value: (label.codePointAt(0) ?? 0) - 0x245f }]
        : readingsOf(label, form)
    if (readings.length > 0) numbers.push(readings)
    rest = rest.slice(found[0].length)
  }
  return numbers
}

export const isNumbered = (value: string): boolean => numbersOf(value).length > 0

/**
 * The place of each paragraph in the outline of its text, from 1 at every level; null for one without a number. 2 (1)
 * (イ) and 2 (1) (a) are both [2, 1, 1].
 */
export function outlineOf(values: readonly string[]): (readonly number[] | null)[] {
  const open: Reading[] = []
  return values.map((value) => {
    const numbers = numbersOf(value)
    for (const readings of numbers) place(open, readings)
    return numbers.length === 0 ? null : open.map((level) => level.value)
  })
}

/** Goes on in the row that the number belongs to, or begins one below. */
function place(open: Reading[], readings: readonly Reading[]): void {
  const next = readings.find(({ style, value }) =>
    open.some((level) => level.style === style && level.value + 1 === value),
  )
  const fresh = readings.find(({ value }) => value === 1)
  const [first] = readings
  const chosen =
    next ?? readings.find(({ style }) => open.some((level) => level.style === style)) ?? fresh ?? first
  if (!chosen) return
  const level = open.findLastIndex(({ style }) => style === chosen.style)
  open.splice(level === -1 ? open.length : level, open.length, chosen)
}
