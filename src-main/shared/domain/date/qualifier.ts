/** Words and marks that say how sure a date is: c., about, 頃, ?, probably. */
import { isEdtf } from './edtf.ts'
import type { Span, SpanReading } from './reading.ts'
import { isFailure } from './reading.ts'
import { readJapanese } from './japanese.ts'
import { readWestern } from './western.ts'

export interface Doubt {
  readonly approximate: boolean
  readonly uncertain: boolean
}

export const NO_DOUBT: Doubt = { approximate: false, uncertain: false }

const APPROXIMATE = [
  /^(?:c\.|ca\.|ca?(?=[ \d])|circa|about|around|approx(?:\.|imately)?|early|mid|middle of|late|end of|beginning of)[ -]*/i,
  /^(?:約|およそ|おおよそ|ほぼ)/,
  /(?:頃|ころ|ごろ|前後|初め|初頭|半ば|末|前半|後半|中頃|~)$/,
]
const UNCERTAIN = [
  /^(?:probably|perhaps|possibly|prob\.|推定:?) */i,
  /(?: *\(\?\)|\?| *\((?:推定|uncertain|probably)\)|か|カ)$/i,
]
const BOTH = /%$/

/** The text without its words of doubt (or those before it only), and what they said. */
export function doubtIn(text: string, where: 'around' | 'before' = 'around'): { rest: string; doubt: Doubt } {
  let rest = text.trim()
  let { approximate, uncertain } = NO_DOUBT
  for (let before = ''; before !== rest;) {
    before = rest
    for (const [forms, mark] of [
      [APPROXIMATE, 'approximate'],
      [UNCERTAIN, 'uncertain'],
      [[BOTH], 'both'],
    ] as const)
      for (const form of forms) {
        if (where === 'before' && !form.source.startsWith('^')) continue
        const shorter = rest.replace(form, '').trim()
        if (shorter === rest || shorter === '') continue
        rest = shorter
        approximate ||= mark !== 'uncertain'
        uncertain ||= mark !== 'approximate'
      }
  }
  return { rest, doubt: { approximate, uncertain } }
}

export const either = (a: Doubt, b: Doubt): Doubt => ({
  approximate: a.approximate || b.approximate,
  uncertain: a.uncertain || b.uncertain,
})

const markOf = ({ approximate, uncertain }: Doubt): string =>
  approximate && uncertain ? '%' : approximate ? '~' : uncertain ? '?' : ''

/** A span whose EDTF carries the doubt, where level 1 can say it (it cannot for 198X). */
export function doubted(span: Span, doubt: Doubt): Span {
  const mark = markOf(doubt)
  const marked = (end: string) => (isEdtf(end + mark) ? end + mark : end)
  const [from, to] = [marked(span.from), marked(span.to)]
  return { ...span, from, to, edtf: span.from === span.to ? from : `${from}/${to}` }
}

export interface Qualified {
  readonly reading: SpanReading
  readonly doubt: Doubt
}

/** One date, without a range, with its doubt. */
export function readQualified(text: string, latest?: string): Qualified {
  const { rest, doubt } = doubtIn(text)
  const point = rest.replace(/付け?$|附$|[日月火水木金土]曜日?$/, '')
  const reading = readJapanese(point, latest) ?? readWestern(point, latest)
  if (reading === null) return { reading, doubt }
  if (isFailure(reading))
    return {
      reading: { ...reading, candidates: reading.candidates.map((span) => doubted(span, doubt)) },
      doubt,
    }
  return { reading: doubted(reading, doubt), doubt }
}
