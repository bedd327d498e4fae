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

interface Known {
  readonly folded: string
  readonly form: string
  readonly owners: number[]
}

/** One letter alone is never looked for: 「グ」 stands for somebody, and so does every other グ. */
const LEAST = 2
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const KATAKANA = /[\p{Script=Katakana}]/u
const WORD = /[\p{L}\p{N}\p{M}]/u

export class NameIndex {
  /** Forms by their first two folded units, the longest first. */
  readonly #forms = new Map<string, Known[]>()

  constructor(forms: Iterable<NameForm>) {
    const known = new Map<string, Known>()
    for (const { owner, form } of forms) {
      const folded = fold(form).trim()
      if (folded.length < LEAST || !WORD.test(folded)) continue
      const same = known.get(folded)
      if (!same) known.set(folded, { folded, form, owners: [owner] })
      else if (!same.owners.includes(owner)) same.owners.push(owner)
    }
    for (const one of known.values()) {
      const key = one.folded.slice(0, LEAST)
      const list = this.#forms.get(key)
      if (list) list.push(one)
      else this.#forms.set(key, [one])
    }
    for (const list of this.#forms.values()) list.sort((a, b) => b.folded.length - a.folded.length)
  }

  /** The forms that occur in a text, in order; those that overlap give way to the longer one that begins first. */
  find(text: string): NameFound[] {
    if (this.#forms.size === 0) return []
    const { folded, starts, ends } = foldWithOffsets(text)
    const found: NameFound[] = []
    for (let at = 0; at < folded.length - 1;) {
      const known = this.#forms
        .get(folded.slice(at, at + LEAST))
        ?.find((one) => occurs(folded, at, one.folded))
      if (!known) {
        at += 1
        continue
      }
      const end = at + known.folded.length
      found.push({
        start: starts[at] ?? 0,
        end: ends[end - 1] ?? text.length,
        owners: known.owners,
        form: known.form,
      })
      at = end
    }
    return found
  }
}

/** Whether a form stands here as a whole: not in the middle of a Latin word, or of a longer word in katakana. */
function occurs(folded: string, at: number, form: string): boolean {
  if (!folded.startsWith(form, at)) return false
  return (
    isEdge(folded, at - 1, form.charAt(0)) && isEdge(folded, at + form.length, form.charAt(form.length - 1))
  )
}

function isEdge(folded: string, outside: number, inside: string): boolean {
  const letter = folded.charAt(outside)
  if (letter === '') return true
  if (KATAKANA.test(inside)) return !KATAKANA.test(letter)
  if (CJK.test(inside)) return true
  return !WORD.test(letter) || CJK.test(letter)
}
