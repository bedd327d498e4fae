/** Figures of a text that are the same in every language: codes, numbers, days and hours. */
import type { Span } from '../span.ts'

export type TokenKind = 'identifier' | 'date' | 'time' | 'number'

export interface Token extends Span {
  readonly kind: TokenKind
  /** The value in a form that is the same in every language. */
  readonly key: string
}

export interface Tokens {
  readonly tokens: readonly Token[]
  /** Years that a year without an era may be. */
  readonly years: readonly string[]
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(?<month>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.)'
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
}
const ONES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const SCALES: Readonly<Record<string, number>> = {
  千: 1e3,
  万: 1e4,
  億: 1e8,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
}
const ERA_BEGINS = [1868, 1912, 1926, 1989, 2019]
/** One figure alone is as often a word in the other language (2国間: bilateral). */
const LEAST_NUMBER = 10

type Reader = readonly [
  TokenKind | 'year',
  RegExp,
  (groups: Record<string, string | undefined>) => string | null,
]

const two = (digits: string | undefined): string => (digits ?? '').padStart(2, '0')
const day = (month: number, date: string | undefined): string | null =>
  month >= 1 && month <= 12 ? `${String(month)}-${String(Number(date))}` : null
const monthOf = (name: string | undefined): number =>
  MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1

/** What is read first is taken out of what is read next. */
const READERS: readonly Reader[] = [
  [
    'time',
    /(?<hour>\d{1,2})\s*時\s*(?<minute>\d{1,2})\s*分/gu,
    ({ hour, minute }) => `${two(hour)}:${two(minute)}`,
  ],
  [
    'time',
    /(?<![\d:])(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d)(?![\d:])/gu,
    ({ hour, minute }) => `${two(hour)}:${two(minute)}`,
  ],
  [
    'date',
    /(?<!\d)(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*日/gu,
    (of) => day(Number(of['month']), of['day']),
  ],
  [
    'date',
    new RegExp(`\\b${MONTH}\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?!\\d)`, 'gu'),
    (of) => day(monthOf(of['month']), of['day']),
  ],
  [
    'date',
    new RegExp(`(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+${MONTH}`, 'gu'),
    (of) => day(monthOf(of['month']), of['day']),
  ],
  ['year', /(?<!\d)(?<year>\d{1,2})\s*年/gu, ({ year }) => year ?? null],
  [
    'identifier',
    /(?<![A-Za-z\d-])(?=[A-Z\d-]*\d)(?=[A-Z\d-]*[A-Z])(?<id>[A-Z\d][A-Z\d-]+[A-Z\d])(?![\p{Ll}\d-])/gu,
    ({ id }) => id ?? null,
  ],
  [
    'number',
    /(?<!\d)(?<digits>\d{1,3}(?:,\d{3})+|\d+)(?<rest>\.\d+)?\s*(?<scale>[千万億]|thousand\b|million\b|billion\b)?/gu,
    number,
  ],
  [
    'number',
    new RegExp(`\\b(?<word>${ONES.join('|')}) hundred\\b(?! (?:and|thousand|million))`, 'giu'),
    ({ word }) => String(100 * (ONES.indexOf((word ?? '').toLowerCase()) + 1)),
  ],
  [
    'number',
    new RegExp(`\\b(?<word>${Object.keys(NUMBER_WORDS).join('|')})(?:th)?\\b`, 'giu'),
    ({ word }) => String(NUMBER_WORDS[(word ?? '').toLowerCase()] ?? ''),
  ],
]

function number({ digits = '', rest = '', scale }: Record<string, string | undefined>): string | null {
  const value = Number(digits.replaceAll(',', '') + rest) * (scale === undefined ? 1 : (SCALES[scale] ?? 1))
  return value >= LEAST_NUMBER ? String(value) : null
}

/** The number of a paragraph: (1), 2., a). */
const ENUMERATOR = /^\s*[(（]?(?:\d{1,3}|[a-z]|[ivx]+)[)）.．]\s*/u

/** Full-width figures and letters as half-width ones, character for character, so that places stay what they are. */
export const narrow = (text: string): string =>
  text.replace(/[！-～]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))

export function tokensIn(value: string): Tokens {
  const tokens: Token[] = []
  const years: string[] = []
  let rest = narrow(value).replace(ENUMERATOR, (found) => ' '.repeat(found.length))
  for (const [kind, pattern, read] of READERS) {
    rest = rest.replace(pattern, (...found: unknown[]) => {
      const groups = found.at(-1) as Record<string, string | undefined>
      const [start, whole] = [found.at(-3) as number, found[0] as string]
      const key = read(groups)
      if (kind === 'year') years.push(...ERA_BEGINS.map((first) => String(first + Number(key) - 1)))
      else if (key !== null) tokens.push({ kind, key, start, end: start + whole.trimEnd().length })
      return ' '.repeat(whole.length)
    })
  }
  return { tokens, years }
}
