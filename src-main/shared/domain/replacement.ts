/**
 * Finding in the values of fields, and what would stand there instead. One engine serves literals and expressions: both
 * become a regular expression over the value; where width does not matter, over the value with its wide letters made
 * narrow and its narrow kana made wide, from which every match is led back to the words as they were written.
 */

export interface Pattern {
  readonly find: string
  readonly replaceBy: string
  readonly kind: 'literal' | 'expression'
  readonly matchCase: boolean
  /** Whether Ａ and A, or ｱ and ア, are different. */
  readonly matchWidth: boolean
  readonly wholeWord: boolean
}

/** A passage of a value, in UTF-16 units, and what is to stand there. */
export interface Match {
  readonly start: number
  readonly end: number
  readonly by: string
}

const FORMS_OF_WIDTH = /[\uFF66-\uFF9D][\uFF9E\uFF9F]?|[\uFF01-\uFFEF]|\u3000/gu
const SYNTAX = /[\\^$.*+?()[\]{}|/-]/gu

const literal = (text: string) => text.replace(SYNTAX, String.raw`\$&`)

/** Every match in a value, from left to right. @throws SyntaxError when the expression is none */
export function matcher(pattern: Pattern): (value: string) => Match[] {
  const { find, kind, matchCase, matchWidth, wholeWord } = pattern
  // A wide bracket in an expression is a character to be found, never syntax.
  const narrowed = matchWidth ? find : find.replace(FORMS_OF_WIDTH, (wide) => narrow(wide, kind))
  const source = kind === 'literal' ? literal(narrowed) : narrowed
  const expression = new RegExp(source, `dgmu${matchCase ? '' : 'i'}`)
  const by = kind === 'literal' ? () => pattern.replaceBy : template(pattern.replaceBy)
  return (value) => {
    const { text, startOf, endOf } = matchWidth ? plain(value) : withoutWidth(value)
    const matches: Match[] = []
    for (const found of text.matchAll(expression)) {
      const [from, to] = [found.index, found.index + found[0].length]
      if (wholeWord && !isWholeWord(text, from, to)) continue
      // Groups are given back as they are written, not as they were compared.
      const group = (span: readonly [number, number] | undefined) =>
        span === undefined ? '' : value.slice(startOf(span[0]), endOf(span[1]))
      const { indices } = found
      const start = startOf(from)
      // A form that is written as one is found once, and as a whole.
      if (start < (matches.at(-1)?.end ?? 0)) continue
      matches.push({
        start,
        end: from === to ? start : endOf(to),
        by: by((name) => group(typeof name === 'number' ? indices?.[name] : (indices?.groups ?? {})[name])),
      })
    }
    return matches
  }
}

/** A value with the matches replaced that are not left out. */
export function replaced(value: string, matches: readonly Match[]): string {
  let result = ''
  let from = 0
  for (const { start, end, by } of matches) {
    result += value.slice(from, start) + by
    from = end
  }
  return result + value.slice(from)
}

const narrow = (wide: string, kind: Pattern['kind']) => {
  const form = wide.normalize('NFKC')
  return kind === 'literal' ? form : literal(form)
}

interface Compared {
  text: string
  startOf: (unit: number) => number
  endOf: (unit: number) => number
}

const plain = (text: string): Compared => ({ text, startOf: (unit) => unit, endOf: (unit) => unit })

function withoutWidth(value: string): Compared {
  if (value.search(FORMS_OF_WIDTH) === -1) return plain(value)
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  const take = (written: string, from: number) => {
    for (let unit = 0; unit < written.length; unit++) {
      starts.push(from + unit)
      ends.push(from + unit + 1)
    }
    text += written
  }
  let last = 0
  for (const { 0: wide, index } of value.matchAll(FORMS_OF_WIDTH)) {
    take(value.slice(last, index), last)
    const form = wide.normalize('NFKC')
    for (let unit = 0; unit < form.length; unit++) {
      starts.push(index)
      ends.push(index + wide.length)
    }
    text += form
    last = index + wide.length
  }
  take(value.slice(last), last)
  return {
    text,
    startOf: (unit) => starts[unit] ?? value.length,
    endOf: (unit) => (unit === 0 ? 0 : (ends[unit - 1] ?? value.length)),
  }
}

/** Letters that make up one word together. Japanese sets no spaces: a word ends where the script changes. */
const WORDS = [
  /[\p{Script=Han}\u3005\u3007]/u,
  /\p{Script=Hiragana}/u,
  /[\p{Script=Katakana}\u30FC]/u,
  /(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC])[\p{L}\p{N}\p{M}_]/u,
]

function isWholeWord(text: string, from: number, to: number): boolean {
  if (from === to) return false
  const goesOn = (one: string, other: string) => WORDS.some((word) => word.test(one) && word.test(other))
  return (
    !goesOn(last(text.slice(0, from)), first(text.slice(from))) &&
    !goesOn(last(text.slice(0, to)), first(text.slice(to)))
  )
}

const first = (text: string) => String.fromCodePoint(text.codePointAt(0) ?? 0)
const last = (text: string) => Array.from(text.slice(-2)).at(-1) ?? '\0'

type Groups = (name: number | string) => string

/** `$1`, `$<name>`, `$&` and `$$` as everywhere; `\n` and `\t` because a field has no key for them. */
function template(replaceBy: string): (groups: Groups) => string {
  const parts = [
    ...replaceBy.matchAll(
      /\$(?:(?<sign>\$)|(?<whole>&)|(?<number>[1-9]\d?)|<(?<name>[^>]*)>)|\\(?<escape>[nt\\])|[^$\\]+|[$\\]/gu,
    ),
  ].map(({ 0: written, groups = {} }) => {
    const { sign, whole, number, name, escape } = groups
    if (sign !== undefined) return () => '$'
    if (whole !== undefined) return (group: Groups) => group(0)
    if (number !== undefined) return (group: Groups) => group(Number(number))
    if (name !== undefined) return (group: Groups) => group(name)
    if (escape !== undefined) return () => ({ n: '\n', t: '\t' })[escape] ?? '\\'
    return () => written
  })
  return (groups) => parts.map((part) => part(groups)).join('')
}
