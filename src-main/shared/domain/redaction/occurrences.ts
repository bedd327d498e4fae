/** Where a pattern, or a name in all its forms, stands in texts and values. */
import { shortFormsOf } from '../canary/short-forms.ts'
import { formsInText } from '../name-forms.ts'
import { matcher } from '../replacement.ts'

export interface Stretch {
  readonly start: number
  readonly end: number
}
export type Finder = (value: string) => Stretch[]

export interface WordsSought {
  readonly find: string
  readonly kind: 'words' | 'expression'
  readonly matchCase: boolean
  readonly matchWidth: boolean
  readonly wholeWord: boolean
}

/** @throws SyntaxError when the expression is none */
export function finderOf({ find, kind, ...how }: WordsSought): Finder {
  const matches = matcher({
    ...{ find, ...how, replaceBy: '' },
    kind: kind === 'words' ? 'literal' : 'expression',
  })
  return (value) => matches(value).flatMap(({ start, end }) => (end > start ? [{ start, end }] : []))
}

interface NameWritten {
  readonly value: string
  readonly surname: string | null
  readonly given: string | null
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** The forms in which a name stands in a text, and how it is said where it comes again: グ for グロムイコ. */
export function formsOfName(names: readonly NameWritten[]): { whole: string[]; short: string[] } {
  const whole = new Set(names.flatMap((name) => formsInText(name)))
  const short = new Set([...whole].flatMap((form) => shortFormsOf(form)))
  return { whole: [...whole], short: [...short].filter((form) => !whole.has(form)) }
}

/** Forms of names; a short one only where it stands as a word by itself, as in 「グ」 and グ外相. */
export function finderOfForms(whole: readonly string[], short: readonly string[]): Finder {
  const literal = (find: string, wholeWord: boolean) =>
    finderOf({ find, kind: 'words', matchCase: true, matchWidth: false, wholeWord })
  const finders = [
    ...[...whole]
      .sort((one, other) => other.length - one.length)
      .map((form) => literal(form, !UNSPACED.test(form))),
    ...short.map((form) => literal(form, true)),
  ]
  return (value) => {
    const found: Stretch[] = []
    for (const find of finders)
      for (const one of find(value))
        if (found.every(({ start, end }) => one.end <= start || end <= one.start)) found.push(one)
    return found.sort((one, other) => one.start - other.start)
  }
}

interface Part {
  readonly id: number
  readonly value: string
  readonly continues: boolean
}

/** A passage of paragraphs, by its first and last. */
export interface Found {
  readonly from: { readonly paragraphId: number; readonly offset: number }
  readonly to: { readonly paragraphId: number; readonly offset: number }
  readonly before: string
  readonly found: string
  readonly after: string
}

/** What is shown around a hit. */
const AROUND = 48

/** What is found in the paragraphs of a text; one that goes on over the end of a page is one with the next. */
export function foundIn(paragraphs: readonly Part[], find: Finder): Found[] {
  const runs: { text: string; parts: { id: number; start: number; length: number }[] }[] = []
  for (const { id, value, continues } of paragraphs) {
    const last = runs.at(-1)
    if (!continues || !last) {
      runs.push({ text: value, parts: [{ id, start: 0, length: value.length }] })
      continue
    }
    const unspaced = UNSPACED.test(last.text.slice(-1)) && UNSPACED.test(value.slice(0, 1))
    if (!unspaced) last.text += ' '
    last.parts.push({ id, start: last.text.length, length: value.length })
    last.text += value
  }
  return runs.flatMap(({ text, parts }) =>
    find(text).flatMap(({ start, end }) => {
      const first = parts.findLast((part) => part.start <= start && start < part.start + part.length)
      const last = parts.find((part) => part.start < end && end <= part.start + part.length)
      // What begins or ends between two paragraphs is words of neither.
      if (!first || !last) return []
      return [
        {
          from: { paragraphId: first.id, offset: start - first.start },
          to: { paragraphId: last.id, offset: end - last.start },
          ...around(text, { start, end }),
        },
      ]
    }),
  )
}

export const around = (text: string, { start, end }: Stretch) => ({
  before: text.slice(Math.max(0, start - AROUND), start),
  found: text.slice(start, end),
  after: text.slice(end, end + AROUND),
})
