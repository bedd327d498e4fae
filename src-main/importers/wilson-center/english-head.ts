/** The head of a translation into English: labels and numbers as its translator gave them. */
import { readDate } from '../../shared/domain/date/index.ts'
import type { ReadDate } from '../../shared/domain/date/index.ts'
import { CLASSIFICATIONS, markWithin, PRECEDENCES } from '../../shared/domain/telegram.ts'
import type { Mark } from '../../shared/domain/telegram.ts'
import type { Said } from './japanese-head.ts'
import type { Line } from './source.ts'
import { blocksOf } from './source.ts'

export interface EnglishEvent {
  readonly kind: 'despatch' | 'receipt'
  readonly expression: string
  readonly place: string | null
  readonly timeOfDay: string | null
  readonly timeZone: string | null
  /** Null where the translation leaves the year or month out. */
  readonly date: ReadDate | null
}

export interface EnglishHead {
  readonly parts: ReadonlyMap<number, 'head' | 'heading'>
  readonly totalNumber: Said<string> | null
  readonly number: Said<string> | null
  readonly code: Said<string> | null
  readonly classification: Said<Mark> | null
  readonly precedence: Said<Mark> | null
  readonly events: readonly Said<EnglishEvent>[]
  readonly to: Said<string> | null
  readonly from: Said<string> | null
  readonly office: Said<string> | null
}

const NUMBER =
  /^(?:(?:total|general|telegram|cable|message|wire) )?(?:number|no\.?)\s*[:.#]?\s*(?<value>[A-Z]{0,3}\d[\w-]*)(?<rest>.*)$/i
const CODE = /\b(?=[A-Z\d]*\d)(?=[A-Z\d]*[A-Z])[A-Z]{1,3}\d{1,4}[A-Z]{1,4}\d?\b/
const EVENT =
  /^(?<verb>sent|despatched|dispatched|transmitted|received|arrived)(?: (?:from|at|by))?\s*:?\s+(?<what>.+)$/i
const PEOPLE = /^(?:(?<first>to|from)\s*:\s*)(?<one>.+?)(?:\s+(?:to|from)\s*:\s*(?<two>.+))?$/i
const LABEL =
  /^(?:primary|responsible(?: office)?|office in charge|in charge|subject|re|date|distribution|copy|copies|cc|info|classification|priority|precedence)\s*:\s*(?<value>.*)$/i
const OFFICE = /^(?:primary|responsible|office in charge|in charge)/i
const WIRE =
  /^(?:(?:outgoing|incoming|your|our|my|separate) )?(?:wire|telegram|cable)s?\s+(?:no\.?\s*|number\s*)?\d+/i
const TIME = /(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?(?:JST|GMT|UTC|Z\b))?/i

const LONGEST_HEAD = 40
const LONGEST_LINE = 250

export function readEnglishHead(lines: readonly Line[]): EnglishHead {
  const reader = new Reader()
  const head: Line[] = []
  for (const line of lines.filter(({ text }) => text !== '').slice(0, LONGEST_HEAD)) {
    if (line.item || line.text.length > LONGEST_LINE) break
    const known = reader.take(line)
    if (!known && line.text.length > 60 && /[.!?]["”)]*$/.test(line.text)) break
    head.push(line)
  }
  const last = Math.max(
    0,
    head.findLastIndex(({ number }) => reader.parts.has(number)),
  )
  // What stands between lines of the head and is none of them is the title.
  const [title] = blocksOf(head.slice(0, last))
    .map((block) => block.filter(({ number, text }) => !reader.parts.has(number) && !readDate(text).ok))
    .filter((block) => block.length > 0)
  for (const { number } of title ?? []) reader.parts.set(number, 'heading')
  for (const { number } of head.slice(0, last))
    if (!reader.parts.has(number)) reader.parts.set(number, 'head')
  return reader
}

class Reader {
  readonly parts = new Map<number, 'head' | 'heading'>()
  totalNumber: Said<string> | null = null
  number: Said<string> | null = null
  code: Said<string> | null = null
  classification: Said<Mark> | null = null
  precedence: Said<Mark> | null = null
  readonly events: Said<EnglishEvent>[] = []
  to: Said<string> | null = null
  from: Said<string> | null = null
  office: Said<string> | null = null

  take(line: Line): boolean {
    const known =
      this.readNumber(line) ||
      this.readEvent(line) ||
      this.readPeople(line) ||
      this.readLabel(line) ||
      this.readMarks(line)
    if (known) this.parts.set(line.number, /^(?:subject|re)\s*:/i.test(line.text) ? 'heading' : 'head')
    return known
  }

  private readNumber(line: Line): boolean {
    if (WIRE.test(line.text)) return line.text.length < 100
    const { value, rest = '' } = NUMBER.exec(line.text)?.groups ?? {}
    // "No. 3 is missing." is a sentence.
    if (value === undefined || line.text.length > 120 || /\p{Ll}\.$/u.test(rest)) return false
    if (/^[A-Z]/i.test(value)) this.totalNumber ??= { value, line }
    else this.number ??= { value, line }
    this.addMarks(rest, line)
    const code = CODE.exec(rest)?.[0]
    if (code !== undefined) this.code ??= { value: code, line }
    return true
  }

  private addMarks(text: string, line: Line): boolean {
    const precedence = markWithin(PRECEDENCES, text, 'eng')
    const classification = markWithin(CLASSIFICATIONS, text, 'eng')
    if (precedence) this.precedence ??= { value: precedence, line }
    if (classification) this.classification ??= { value: classification, line }
    return precedence !== null || classification !== null
  }

  /** A line of marks and nothing else: TOP SECRET, Secret - Immediate. */
  private readMarks(line: Line): boolean {
    if (line.text.length > 60) return false
    const rest = [PRECEDENCES, CLASSIFICATIONS].reduce(
      (text, terms) => text.replace(markWithin(terms, text, 'eng')?.verbatim ?? '', ''),
      line.text,
    )
    return rest !== line.text && !/\p{L}/u.test(rest) && this.addMarks(line.text, line)
  }

  private readEvent(line: Line): boolean {
    const { verb = '', what = '' } = EVENT.exec(line.text)?.groups ?? {}
    const time = TIME.exec(what)
    if (verb === '' || line.text.length > 120 || (!time && !/\d{4}/.test(what))) return false
    const rest = time ? what.replace(time[0], ' ').replace(/\s+/g, ' ').trim() : what
    const { place, date } = placeAndDate(rest)
    const clock = time ? readDate(`${time[0]} 1 January 2000`) : null
    this.events.push({
      value: {
        kind: /^[ra]/i.test(verb) ? 'receipt' : 'despatch',
        expression: line.text,
        place,
        date,
        timeOfDay: clock?.ok ? clock.timeOfDay : null,
        timeZone: clock?.ok ? clock.timeZone : null,
      },
      line,
    })
    return true
  }

  private readPeople(line: Line): boolean {
    const { first = '', one = '', two } = PEOPLE.exec(line.text)?.groups ?? {}
    if (one === '' || line.text.length > 160) return false
    const [to, from] = /^to$/i.test(first) ? [one, two] : [two, one]
    if (to !== undefined) this.to ??= { value: to.trim(), line }
    if (from !== undefined) this.from ??= { value: from.trim(), line }
    return true
  }

  private readLabel(line: Line): boolean {
    const found = LABEL.exec(line.text)
    if (!found) return false
    const value = found.groups?.['value']?.trim() ?? ''
    if (OFFICE.test(line.text) && value !== '') this.office ??= { value, line }
    this.addMarks(/^(?:classification|priority|precedence)/i.test(line.text) ? value : '', line)
    return true
  }
}

/** "China Year Month 25", "MOFA 1984 March 25", "March 25, 1984 from Tokyo": the words that are a date, and the others. */
function placeAndDate(text: string): { place: string | null; date: ReadDate | null } {
  const words = text.replace(/[,;]/g, ' ').split(/\s+/)
  for (let length = words.length; length > 0; length--)
    for (let from = words.length - length; from >= 0; from--) {
      const reading = readDate(words.slice(from, from + length).join(' '))
      if (!reading.ok || reading.edtf === null) continue
      const others = [...words.slice(0, from), ...words.slice(from + length)]
      return { place: placeIn(others), date: reading }
    }
  return { place: placeIn(words), date: null }
}

/** Labels of a form that the translator copied with nothing in them are no place. */
function placeIn(words: readonly string[]): string | null {
  const place = words.filter((word) => !/^(?:year|month|day|from|at|by|on|in|\d+)$/i.test(word)).join(' ')
  return place === '' ? null : place
}
