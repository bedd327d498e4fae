/**
 * What is typed in the search box, as a tree. Any input is a search: what is not understood as a sign or a field is looked for
 * as words, and what has no letter or digit asks for nothing. Never throws.
 *
 *     words "a phrase" field:value field:(several values) -not NOT OR | ( )
 */
import type { DateKind, Status } from '../field.ts'
import { numberKey, readInstance } from '../container.ts'
import type { InContainer } from '../container.ts'
import { termOf } from '../search-term.ts'
import type { Term } from '../search-term.ts'
import type { Level } from '../level.ts'
import { dayBeside, daysOf } from './date-value.ts'
import type { Days } from './date-value.ts'
import {
  closedNamed,
  completeNamed,
  fieldNamed,
  fixityNamed,
  havingNamed,
  isChangedNamed,
  isUnknownNamed,
  languageCodeOf,
  levelNamed,
  recordTypeNamed,
  scanStateNamed,
  statusNamed,
} from './names.ts'
import type { FieldMeaning, FixityAsked, Having, Where } from './names.ts'

export type QueryNode =
  | { readonly kind: 'all' | 'any'; readonly of: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly of: QueryNode }
  | { readonly kind: 'text'; readonly where: Where; readonly term: Term }
  | ({ readonly kind: 'date'; readonly date: DateKind | null } & Days)
  | { readonly kind: 'level'; readonly level: Level }
  | { readonly kind: 'status'; readonly status: Status }
  | { readonly kind: 'changed' }
  | { readonly kind: 'assignee'; readonly term: Term }
  | { readonly kind: 'language'; readonly language: string }
  | { readonly kind: 'recordType'; readonly recordType: string }
  | { readonly kind: 'has'; readonly what: Having }
  | { readonly kind: 'complete'; readonly complete: boolean }
  /** Kept in a container; one without a type is any container of that number. */
  | { readonly kind: 'container'; readonly instance: InContainer }
  /** Came with the accession of a number, in any width and case; `key` is the number as it is compared. */
  | { readonly kind: 'accession'; readonly key: string }
  /** Opens between two days, by its own restrictions or by those of the nearest unit above it that has any; null: no day is known. */
  | { readonly kind: 'opens'; readonly days: Days | null }
  /** Closed today, in the same way. */
  | { readonly kind: 'closed' }
  /** A page of it shows a scan of which the last check of fixity ended so. */
  | { readonly kind: 'fixity'; readonly outcome: FixityAsked }
  | { readonly kind: 'location'; readonly path: string }
  | { readonly kind: 'barcode'; readonly barcode: string }

/** A part of the query at its top, all of which must hold: as it was typed, and what it means. */
export interface Clause {
  /** Place in the input, as [start, end). */
  readonly from: number
  readonly to: number
  readonly node: QueryNode
}

export interface Query {
  /** Null when nothing is asked for. */
  readonly root: QueryNode | null
  readonly clauses: readonly Clause[]
}

/** Deeper brackets are read as if they were not there. */
const DEEPEST = 20
/** Words beyond these are not asked for; nobody types as many. */
const MOST_PARTS = 100
/** Characters that are read; a passage that is pasted is looked for by its beginning. */
const MOST_READ = 2000

export function parseQuery(input: string): Query {
  const parser = new Parser(input.slice(0, MOST_READ))
  const clauses = parser.top()
  const of = clauses.map(({ node }) => node)
  return { root: joined('all', of), clauses }
}

/** The terms that a description found must have somewhere, for showing where they stand. */
export function termsOf(node: QueryNode | null): { where: Where; term: Term }[] {
  if (node === null) return []
  if (node.kind === 'all' || node.kind === 'any') return node.of.flatMap(termsOf)
  return node.kind === 'text' ? [node] : []
}

function joined(kind: 'all' | 'any', of: readonly QueryNode[]): QueryNode | null {
  const [first, ...others] = of
  return first === undefined ? null : others.length === 0 ? first : { kind, of }
}

const alternativesOf = (groups: readonly (readonly Clause[])[]): QueryNode | null =>
  joined(
    'any',
    groups.flatMap(
      (parts) =>
        joined(
          'all',
          parts.map(({ node }) => node),
        ) ?? [],
    ),
  )

const isSpace = (character: string) => /^[\s\p{Cc}]$/u.test(character)
const isOpenQuote = (character: string) => /^["“”„＂]$/u.test(character)
const MINUS = /^[-－−]$/u
const FIELD = /^([\p{L}\p{N}_-]{1,40})[:：]/u

class Parser {
  readonly #input: string
  #at = 0
  #depth = 0
  #parts = 0

  constructor(input: string) {
    this.#input = input
  }

  /** The clauses at the top: an alternative between parts is one clause. */
  top(): Clause[] {
    const groups = this.#alternatives(ANYWHERE)
    if (groups.length <= 1) return groups.flat()
    const node = alternativesOf(groups)
    const [from, to] = [groups[0]?.[0]?.from ?? 0, groups.at(-1)?.at(-1)?.to ?? 0]
    return node ? [{ from, to, node }] : []
  }

  /** Parts between ORs; each a list of parts that must all hold. */
  #alternatives(field: FieldMeaning): Clause[][] {
    const groups: Clause[][] = [[]]
    for (;;) {
      this.#skip()
      if (this.#at >= this.#input.length || this.#closes()) break
      if (this.#takes(/^(?:OR(?![^\s()])|\|\|?)/u)) {
        groups.push([])
        continue
      }
      if (this.#takes(/^(?:AND(?![^\s()])|&&?(?=\s|$))/u)) continue
      const part = this.#part(field)
      if (part && this.#parts++ < MOST_PARTS) groups.at(-1)?.push(part)
    }
    return groups.filter((parts) => parts.length > 0)
  }

  #part(field: FieldMeaning): Clause | null {
    const from = this.#at
    let negated = false
    for (;;) {
      if (
        MINUS.test(this.#peek()) &&
        this.#at + 1 < this.#input.length &&
        !isSpace(this.#input.charAt(this.#at + 1))
      ) {
        this.#at += 1
        negated = !negated
      } else if (this.#takes(/^NOT\s+(?=\S)/u)) negated = !negated
      else break
      if (this.#at - from > 2 * DEEPEST) break
    }
    const node = this.#primary(field)
    return node && { from, to: this.#at, node: negated ? { kind: 'not', of: node } : node }
  }

  #primary(field: FieldMeaning): QueryNode | null {
    if (/^[(（]$/u.test(this.#peek())) return this.#brackets(field)
    if (isOpenQuote(this.#peek())) return meaningOf(field, this.#phrase(), false)
    const rest = this.#input.slice(this.#at, this.#at + 60)
    const [name = '', label = ''] = FIELD.exec(rest) ?? []
    const meaning = label === '' ? null : fieldNamed(label)
    const after = this.#input.charAt(this.#at + name.length)
    if (meaning && after !== '' && !isSpace(after)) {
      this.#at += name.length
      if (/^[(（]$/u.test(after)) return this.#brackets(meaning)
      const quoted = isOpenQuote(after)
      const value = quoted ? this.#phrase() : this.#word()
      return (
        meaningOf(meaning, value, !quoted && this.#isLast()) ??
        wordsIn('anywhere', `${label} ${value}`, false)
      )
    }
    // A field that is not filled in yet asks for nothing.
    if (meaning) {
      this.#at += name.length
      return null
    }
    const word = this.#word()
    const has = /^has-(no-)?(.+)$/i.exec(word)
    const what = has ? havingNamed(has[2] ?? '') : null
    if (has && what !== null) {
      const node: QueryNode = { kind: 'has', what }
      return has[1] === undefined ? node : { kind: 'not', of: node }
    }
    return meaningOf(field, word, this.#isLast())
  }

  #brackets(field: FieldMeaning): QueryNode | null {
    this.#at += 1
    if (this.#depth >= DEEPEST) return this.#primaryOrNothing(field)
    this.#depth += 1
    const groups = this.#alternatives(field)
    this.#depth -= 1
    if (this.#closesCharacter()) this.#at += 1
    return alternativesOf(groups)
  }

  #primaryOrNothing(field: FieldMeaning): QueryNode | null {
    while (/^[(（]$/u.test(this.#peek())) this.#at += 1
    return this.#at < this.#input.length && !isSpace(this.#peek()) ? this.#primary(field) : null
  }

  #phrase(): string {
    this.#at += 1
    const from = this.#at
    while (this.#at < this.#input.length && !isOpenQuote(this.#peek())) this.#at += 1
    const phrase = this.#input.slice(from, this.#at)
    if (this.#at < this.#input.length) this.#at += 1
    return phrase
  }

  /** Up to a space, a quotation mark, or a bracket that closes one that is open. */
  #word(): string {
    const from = this.#at
    let open = 0
    while (this.#at < this.#input.length) {
      const character = this.#peek()
      if (isSpace(character) || (isOpenQuote(character) && this.#at > from)) break
      if (/^[(（]$/u.test(character)) open += 1
      if (/^[)）]$/u.test(character)) {
        if (open === 0 && this.#depth > 0) break
        open = Math.max(0, open - 1)
      }
      this.#at += 1
    }
    return this.#input.slice(from, this.#at)
  }

  #peek(): string {
    return this.#input.charAt(this.#at)
  }

  #skip(): void {
    while (this.#at < this.#input.length && isSpace(this.#peek())) this.#at += 1
  }

  #takes(sign: RegExp): boolean {
    const [found] = sign.exec(this.#input.slice(this.#at, this.#at + 200)) ?? []
    if (found === undefined) return false
    this.#at += found.length
    return true
  }

  #closesCharacter(): boolean {
    return /^[)）]$/u.test(this.#peek())
  }

  #closes(): boolean {
    return this.#depth > 0 && this.#closesCharacter()
  }

  /** Whether nothing follows: what is being typed may go on. */
  #isLast(): boolean {
    return this.#at >= this.#input.length
  }
}

const ANYWHERE = { kind: 'text', where: 'anywhere' } as const satisfies FieldMeaning

function wordsIn(where: Where, value: string, open: boolean): QueryNode | null {
  const starred = /\*+$/.test(value)
  const term = termOf(starred ? value.replace(/\*+$/, '') : value, open || starred)
  return term && { kind: 'text', where, term }
}

/** What a field with a value asks for; a value that the field does not have is looked for as words. */
function meaningOf(field: FieldMeaning, value: string, open: boolean): QueryNode | null {
  switch (field.kind) {
    case 'text': {
      if (field.where !== 'anywhere' && value === '*') return { kind: 'has', what: field.where }
      return wordsIn(field.where, value, open)
    }
    case 'date': {
      const days = daysOf(value)
      if (days === null) return wordsIn('dates', value, open)
      return joined(
        'any',
        days.map((one) => ({ kind: 'date', date: field.date, ...sideOf(one, field.side) })),
      )
    }
    case 'level': {
      const level = levelNamed(value)
      return level ? { kind: 'level', level } : null
    }
    case 'assignee': {
      if (value === '*') return { kind: 'has', what: 'assignee' }
      const term = termOf(value, open)
      return term && { kind: 'assignee', term }
    }
    case 'status': {
      if (isChangedNamed(value)) return { kind: 'changed' }
      const status = statusNamed(value)
      return status ? { kind: 'status', status } : null
    }
    case 'language': {
      const language = languageCodeOf(value)
      return language === null ? null : { kind: 'language', language }
    }
    case 'recordType': {
      const recordType = recordTypeNamed(value)
      return recordType === '' ? null : { kind: 'recordType', recordType }
    }
    case 'is': {
      const complete = completeNamed(value)
      if (complete !== null) return { kind: 'complete', complete }
      const closed = closedNamed(value)
      if (closed !== null) return closed ? { kind: 'closed' } : { kind: 'not', of: { kind: 'closed' } }
      if (isChangedNamed(value)) return { kind: 'changed' }
      const outcome = scanStateNamed(value)
      if (outcome !== null) return { kind: 'fixity', outcome }
      const status = statusNamed(value)
      return status ? { kind: 'status', status } : null
    }
    case 'fixity': {
      const outcome = fixityNamed(value)
      return outcome && { kind: 'fixity', outcome }
    }
    case 'opens': {
      if (value === '*') return { kind: 'opens', days: { from: null, to: null } }
      if (isUnknownNamed(value)) return { kind: 'opens', days: null }
      const days = daysOf(value)
      return days === null
        ? null
        : joined(
            'any',
            days.map((one) => ({ kind: 'opens', days: one })),
          )
    }
    case 'container': {
      if (value === '*') return { kind: 'has', what: 'containers' }
      const instance = readInstance(value, '')
      return instance && { kind: 'container', instance }
    }
    case 'accession': {
      if (value === '*') return { kind: 'has', what: 'accessions' }
      const key = numberKey(value)
      return key === '' ? null : { kind: 'accession', key }
    }
    case 'location':
      return value.trim() === '' ? null : { kind: 'location', path: value }
    case 'barcode': {
      const barcode = value.normalize('NFKC').trim()
      return barcode === '' ? null : { kind: 'barcode', barcode }
    }
    case 'has':
    case 'hasNot': {
      const negative = /^no-?(.+)$/i.exec(value)
      const plain = havingNamed(value)
      const what = plain ?? havingNamed(negative?.[1] ?? '')
      if (what === null) return null
      const node: QueryNode = { kind: 'has', what }
      return (field.kind === 'hasNot') !== (plain === null) ? { kind: 'not', of: node } : node
    }
  }
}

function sideOf({ from, to }: Days, side: 'within' | 'before' | 'after'): Days {
  if (side === 'before') return { from: null, to: from === null ? null : dayBeside(from, -1) }
  if (side === 'after') return { from: to === null ? null : dayBeside(to, 1), to: null }
  return { from, to }
}
