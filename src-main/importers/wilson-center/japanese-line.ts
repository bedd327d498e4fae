/** What single lines of a Japanese telegram's head say. Each reader gives null for a line that is something else. */
import { kanjiNumber } from '../../shared/domain/date/plain.ts'
import { CLASSIFICATIONS, PRECEDENCES } from '../../shared/domain/telegram.ts'
import type { MarkTerm } from '../../shared/domain/telegram.ts'
import { compact } from './form.ts'

const FIGURES = '[\\d〇一二三四五六七八九十]{1,4}'
const ERA = '(?:明治|大正|昭和|平成|令和|[MTSHR])'
const MOMENT = `(?:(?<era>${ERA})?(?<year>${FIGURES}|元)?年)?(?<month>${FIGURES})?月(?<day>${FIGURES})?日(?<hour>${FIGURES})時(?<minute>${FIGURES})分`
const EVENT_FORMS = [
  new RegExp(`^(?:発信|受信|発電|着電)?:?${MOMENT}(?<place>.{0,20}?)(?<verb>発|着)(?<rest>.{0,20})$`),
  new RegExp(`^(?<place>.{1,20}?)(?<verb>発|着):?${MOMENT}(?<rest>)$`),
]

/** A despatch or a receipt; parts that the form leaves blank are null. */
export interface EventLine {
  readonly kind: 'despatch' | 'receipt'
  /** The words up to 発 or 着, as they stand. */
  readonly expression: string
  readonly era: string | null
  readonly year: number | null
  readonly month: number | null
  readonly day: number | null
  readonly timeOfDay: string
  readonly place: string | null
  /** What follows on the line: in the form's next box. */
  readonly rest: string
}

export function eventLine(text: string): EventLine | null {
  const plain = compact(text)
  const found = EVENT_FORMS.map((form) => form.exec(plain)).find((match) => match !== null)
  if (!found?.groups) return null
  const { era, year, month, day, hour, minute, place = '', verb, rest = '' } = found.groups
  const [hours, minutes] = [numberIn(hour), numberIn(minute)]
  if (hours === null || minutes === null || hours > 24 || minutes > 59) return null
  return {
    kind: verb === '着' ? 'receipt' : 'despatch',
    expression: text.slice(0, rawLength(text, plain.length - rest.length)).trim(),
    era: era ?? null,
    year: numberIn(year),
    month: numberIn(month),
    day: numberIn(day),
    timeOfDay: `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`,
    place: place === '' ? null : place,
    rest,
  }
}

/** 外務省 03月25日02時33分: the time stamp at the foot of a sheet. */
export function timeStampLine(text: string): Omit<EventLine, 'kind' | 'rest'> | null {
  const plain = compact(text)
  const found = new RegExp(`^(?<office>.*?)${MOMENT}$`).exec(plain)
  if (!found?.groups) return null
  const { office, era, year, month, day, hour, minute } = found.groups
  const [hours, minutes] = [numberIn(hour), numberIn(minute)]
  if (hours === null || minutes === null || hours > 24 || minutes > 59) return null
  return {
    expression: text.trim(),
    era: era ?? null,
    year: numberIn(year),
    month: numberIn(month),
    day: numberIn(day),
    timeOfDay: `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`,
    place: office === undefined || office === '' ? null : office,
  }
}

const numberIn = (figures: string | undefined): number | null =>
  figures === undefined
    ? null
    : figures === '元'
      ? 1
      : Number(/^\d+$/.test(figures) ? figures : kanjiNumber(figures))

/** How much of a text makes the first `length` characters of its compact form. */
function rawLength(text: string, length: number): number {
  let made = 0
  let at = 0
  for (const character of text) {
    if (made >= length) break
    made += compact(character).length
    at += character.length
  }
  return at
}

/** 総番号 R037701, 総番号(TA)R037701. An empty number stands on the next line. */
export function totalNumberLine(text: string): { value: string | null; rest: string } | null {
  const found = /^総番号(?:\([^)]*\))?:?([A-Z]{0,3}\d[A-Z\d-]*)?(.*)$/i.exec(compact(text))
  return found ? { value: found[1] ?? null, rest: found[2] ?? '' } : null
}

export function labelled(text: string, labels: readonly string[]): string | null {
  const found = new RegExp(`^(?:${labels.join('|')})(?::|$)(.*)$`).exec(
    compact(text).replace(/^\((.*?)\)/, '$1:'),
  )
  if (found) return found[1] ?? ''
  // Without a colon, the label and its value are parted by space.
  const spaced = new RegExp(
    `^(?:${labels.map((label) => Array.from(label).join('\\s*')).join('|')})\\s+(\\S.*)$`,
  ).exec(text.normalize('NFKC').trim())
  return spaced ? (spaced[1] ?? '') : null
}

/** A code that the cipher office gives a message: Q36RA. */
export const isMessageCode = (text: string): boolean => /^[A-Z]{1,3}\d{1,4}[A-Z]{1,4}\d?$/.test(compact(text))

export interface NumberLine {
  readonly number: string
  readonly classification: string | null
  readonly precedence: string | null
  readonly code: string | null
  /** Other marks on the line, such as (限定配布). */
  readonly others: readonly string[]
}

/** 第1342号 極秘 大至急 Q36RA, in any order, with or without spaces. */
export function numberLine(text: string): NumberLine | null {
  const plain = compact(text)
  if (plain.length > 60 || /。|別電|電第|信第/.test(plain)) return null
  let number: string | null = null
  let classification: string | null = null
  let precedence: string | null = null
  let code: string | null = null
  const others: string[] = []
  for (let at = 0; at < plain.length;) {
    const rest = plain.slice(at)
    const numbered = /^第?(\d{1,6})号((?:の|ノ|-)\d{1,3})?|^第(\d{1,6})((?:の|ノ|-)\d{1,3})?号/.exec(rest)
    const grade = leading(CLASSIFICATIONS, rest)
    const urgency = leading(PRECEDENCES, rest)
    const coded = /^[A-Z]{1,3}\d{1,4}[A-Z]{1,4}\d?(?![A-Z\d])/.exec(rest)
    const bracketed = /^\([^()]*\)|^[・,、]+/.exec(rest)
    if (numbered && number === null)
      number = `${numbered[1] ?? numbered[3] ?? ''}${numbered[2] ?? numbered[4] ?? ''}`
    else if (urgency !== null && precedence === null) precedence = urgency
    else if (grade !== null && classification === null) classification = grade
    else if (coded && code === null) code = coded[0]
    else if (bracketed) others.push(...(/^\(/.test(bracketed[0]) ? [bracketed[0]] : []))
    else if ((classification ?? precedence ?? code) === null) return null
    else
      return number === null ? null : { number, classification, precedence, code, others: [...others, rest] }
    at += (numbered ?? [urgency ?? grade ?? coded?.[0] ?? bracketed?.[0] ?? ' '])[0].length
  }
  return number === null ? null : { number, classification, precedence, code, others }
}

function leading(terms: readonly MarkTerm[], text: string): string | null {
  const forms = terms.flatMap(({ verbatim }) => verbatim['jpn'] ?? []).sort((a, b) => b.length - a.length)
  return forms.find((form) => text.startsWith(form)) ?? null
}

export interface RelationLine {
  readonly type: 'isSeparateTelegramOf' | 'isReplyTo' | 'isAssociatedWith'
  readonly target: string
  readonly part: string | null
}

const RELATION =
  /^(?:冒頭|貴|当方|当館発|本省発)?(?:往電|来電|貴電|電信|往信|来信|貴信|公電)(?:[^\d第。]{0,8})第?\d{1,6}号(?:の\d{1,3})?/

/** 往電第1339号別電3, 貴電第512号に関し: what this telegram belongs to. */
export function relationLine(text: string): RelationLine | null {
  const plain = compact(text.slice(0, 200))
  const target = RELATION.exec(plain)?.[0]
  if (target === undefined) return null
  const rest = plain.slice(target.length)
  const separate = /^の?(別電(?:の?[\d一二三四五六七八九十]+)?)/.exec(rest)
  if (separate) return { type: 'isSeparateTelegramOf', target, part: separate[1] ?? null }
  const reply = /^(?:に対する|への|に対し)?回答/.test(rest)
  return { type: reply ? 'isReplyTo' : 'isAssociatedWith', target, part: null }
}
