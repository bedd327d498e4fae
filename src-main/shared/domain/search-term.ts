/** What is looked for: a word or phrase in each way of writing it, and where it stands in a text. */
import { fold, foldText, KANA, KATAKANA, lastOf } from './fold.ts'
import { pairs, runsOf } from './index-words.ts'
import type { Run } from './index-words.ts'

/** Vowels that may only lengthen what stands before them, with the kana that they lengthen. */
const LENGTHENED: Readonly<Record<string, string>> = {
  ア: 'アカサタナハマヤラワガザダバパ',
  イ: 'イキシチニヒミリギジヂビピエケセテネヘメレゲゼデベペ',
  ウ: 'ウクスツヌフムユルグズヅブプヴオコソトノホモヨロゴゾドボポ',
  エ: 'エケセテネヘメレゲゼデベペ',
  オ: 'オコソトノホモヨロヲゴゾドボポ',
}

/** One way of writing what is looked for. */
interface Spelling {
  /** Words of the index that must follow each other. */
  readonly words: readonly string[]
  /** Whether the last of them may go on. */
  readonly prefix: boolean
  readonly runs: readonly Run[]
}

/** A word or phrase that is looked for. */
export interface Term {
  /** As it was typed. */
  readonly text: string
  /** At least one; more where a long vowel can be written otherwise. */
  readonly spellings: readonly Spelling[]
  /** Whether the last word that was asked for may go on: while it is typed, or before `*`. */
  readonly open: boolean
}

/** What to look for in the index for a word or phrase; null when it has no letter or digit. */
export function termOf(text: string, open = false): Term | null {
  const spellings = spellingsOf(foldText(text, { keepLong: true })).flatMap(
    (folded) => spell(folded, open) ?? [],
  )
  return spellings.length === 0 ? null : { text, spellings, open }
}

function spell(folded: string, open: boolean): Spelling | null {
  const runs = [...runsOf(folded)].filter(({ text }) => /[\p{L}\p{N}\p{Co}]/u.test(text))
  const last = runs.at(-1)
  if (last === undefined) return null
  const words = runs.flatMap((run) => {
    if (!run.unspaced) return [run.text]
    const single = lastOf(run.text)
    if (run !== last) return [...pairs(run.text), single]
    return run.text === single ? [single] : pairs(run.text)
  })
  // A single character is the beginning of some pair.
  return { words, prefix: last.unspaced ? last.text === lastOf(last.text) : open, runs }
}

const MOST_SPELLINGS = 8
const HIRAGANA_BELOW_KATAKANA = 0x60
const asKatakana = (kana: string) =>
  /\p{Script=Hiragana}/u.test(kana) ? String.fromCharCode(kana.charCodeAt(0) + HIRAGANA_BELOW_KATAKANA) : kana
const asHiragana = (kana: string) => String.fromCharCode(kana.charCodeAt(0) - HIRAGANA_BELOW_KATAKANA)

/** The ways in which the long vowels of a term may be written; the first is the folded text itself. */
function spellingsOf(folded: string): string[] {
  let spellings = ['']
  let before = ''
  for (const character of folded) {
    let ways = [character]
    if (character === 'ー' && before !== '' && KANA.test(before)) {
      const vowels = Object.keys(LENGTHENED).filter((vowel) =>
        LENGTHENED[vowel]?.includes(asKatakana(before)),
      )
      ways = ['', ...(KATAKANA.test(before) ? vowels : vowels.map(asHiragana))]
    } else if (before !== '' && LENGTHENED[character]?.includes(before)) ways = [character, '']
    const longer = ways.flatMap((way) => spellings.map((sofar) => sofar + way))
    spellings = longer.length <= MOST_SPELLINGS ? longer : spellings.map((sofar) => sofar + (ways[0] ?? ''))
    if (character !== 'ー') before = character
  }
  return spellings
}

/** Where a term stands in a folded text, as [start, end), in order: the plain scan that the index must agree with. */
export function occurrences(folded: string, { spellings, open }: Term): [number, number][] {
  let runs: Run[] | null = null
  const found = spellings.flatMap(({ runs: wanted }) => {
    const [only] = wanted
    if (wanted.length === 1 && only?.unspaced) return within(folded, only.text)
    runs ??= [...runsOf(folded)]
    return stretches(runs, wanted, open)
  })
  return spellings.length === 1 ? found : found.sort(([one], [other]) => one - other)
}

function within(folded: string, asked: string): [number, number][] {
  const found: [number, number][] = []
  for (let at = folded.indexOf(asked); at !== -1; at = folded.indexOf(asked, at + asked.length))
    found.push([at, at + asked.length])
  return found
}

/** Stretches of runs that are those wanted; the first and last of them may lie inside longer ones where there are no spaces. */
function stretches(runs: readonly Run[], wanted: readonly Run[], open: boolean): [number, number][] {
  return runs.flatMap((_, index) => {
    let begin = 0
    let end = 0
    const all = wanted.every((want, step) => {
      const run = runs[index + step]
      if (run === undefined || run.unspaced !== want.unspaced) return false
      const [isFirst, isLast] = [step === 0, step === wanted.length - 1]
      const atEnd = isFirst && want.unspaced && run.text.endsWith(want.text)
      const atStart = isLast && (want.unspaced || open) && run.text.startsWith(want.text)
      if (run.text !== want.text && !atEnd && !atStart) return false
      if (isFirst) begin = atEnd ? run.to - want.text.length : run.from
      if (isLast) end = run.from + (atStart ? want.text.length : run.text.length)
      return true
    })
    return all ? [[begin, end] as [number, number]] : []
  })
}

const asked = new Map<string, Term | null>()

/** Whether a text has a word or phrase: for values that are looked at one by one. */
export function holds(text: string, words: string, open: boolean): boolean {
  const key = `${open ? 1 : 0}${words}`
  let term = asked.get(key)
  if (term === undefined) {
    if (asked.size > 100) asked.clear()
    asked.set(key, (term = termOf(words, open)))
  }
  return term !== null && occurrences(fold(text), term).length > 0
}
