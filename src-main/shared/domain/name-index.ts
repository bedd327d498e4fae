/** Forms of names as they occur in running text, in any script: folded as search folds, the longest first. */
import { fold, foldWithOffsets } from './fold.ts'
import type { Span } from './span.ts'

export interface NameForm {
  /** Whose form it is: the id of an authority. */
  readonly owner: number
  readonly form: string
}

/** A form that occurs. */
export interface NameFound extends Span {
  /** All who bear it. */
  readonly owners: readonly number[]
  /** The form as the authority file has it. */
  readonly form: string
}

/** One letter alone is never looked for: 「グ」 stands for somebody, and so does every other グ. */
const LEAST = 2
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const KATAKANA = /[\p{Script=Katakana}]/u
const WORD = /[\p{L}\p{N}\p{M}]/u

export class NameIndex {
  /** By the folded form. */
  readonly #forms = new Map<string, { form: string; owners: number[] }>()
  /** How long the forms are that begin with two units, the longest first. */
  readonly #lengths = new Map<string, number[]>()

  constructor(forms: Iterable<NameForm>) {
    for (const { owner, form } of forms) {
      const folded = fold(form).trim()
      if (folded.length < LEAST || !WORD.test(folded)) continue
      const same = this.#forms.get(folded)
      if (!same) this.#forms.set(folded, { form, owners: [owner] })
      else if (!same.owners.includes(owner)) same.owners.push(owner)
    }
    for (const folded of this.#forms.keys()) {
      const key = folded.slice(0, LEAST)
      const lengths = this.#lengths.get(key)
      if (!lengths) this.#lengths.set(key, [folded.length])
      else if (!lengths.includes(folded.length)) lengths.push(folded.length)
    }
    for (const lengths of this.#lengths.values()) lengths.sort((a, b) => b - a)
  }

  /** The forms that occur in a text, in order; those that overlap give way to the longer one that begins first. */
  find(text: string): NameFound[] {
    if (this.#forms.size === 0) return []
    const { folded, starts, ends } = foldWithOffsets(text)
    const found: NameFound[] = []
    for (let at = 0; at < folded.length - 1;) {
      const known = this.#at(folded, at)
      if (known) {
        const end = at + known.length
        const { owners, form } = known
        found.push({ start: starts[at] ?? 0, end: ends[end - 1] ?? text.length, owners, form })
        at = end
      } else at += 1
    }
    return found
  }

  /** The longest form that stands here as a whole. */
  #at(folded: string, at: number) {
    for (const length of this.#lengths.get(folded.slice(at, at + LEAST)) ?? []) {
      const known = this.#forms.get(folded.slice(at, at + length))
      if (known && stands(folded, at, at + length)) return { length, ...known }
    }
    return undefined
  }
}

/** Whether a passage is a whole: not in the middle of a Latin word, or of a longer word in katakana. */
const stands = (folded: string, start: number, end: number): boolean =>
  isEdge(folded.charAt(start - 1), folded.charAt(start)) && isEdge(folded.charAt(end), folded.charAt(end - 1))

function isEdge(outside: string, inside: string): boolean {
  if (outside === '') return true
  if (KATAKANA.test(inside)) return !KATAKANA.test(outside)
  return CJK.test(inside) || CJK.test(outside) || !WORD.test(outside)
}
