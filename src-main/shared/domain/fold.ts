/**
 * Folding of text for search: what a person would call the same word becomes the same characters. Any width and compatibility
 * form (NFKC), case, diacritics of Latin, Greek and Cyrillic letters; old and variant kanji (resources/vocabularies/kanji-forms.json)
 * and their variation selectors; small kana (あつた finds あった); ー; iteration marks (人々 is 人人); the line breaks of a page inside
 * a sentence. English is not stemmed. How a long vowel is written is no property of a text that could be folded away (オオ is one
 * vowel in オオサカ and two in メキシコオリンピック): a term has an alternative for each way of writing it.
 */
import kanjiForms from '../../../resources/vocabularies/kanji-forms.json' with { type: 'json' }

/** Version of these rules: what was indexed by others is indexed again. */
export const FOLDING = 1

/** A folded text and, for each of its UTF-16 units, where in the original it begins and ends. */
export interface Folded {
  readonly folded: string
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

const SMALL_KANA = 'ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ'
const FULL_KANA = 'あいうえおつやゆよわかけアイウエオツヤユヨワカケ'
const LETTERS = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i' }

/** Characters that fold to others, after NFKC and in lower case. */
const FORMS = new Map<string, string>([
  ...Array.from(SMALL_KANA, (small, at): [string, string] => [small, FULL_KANA[at] ?? small]),
  ...Object.entries(LETTERS),
  ...kanjiForms.flatMap((forms) => {
    const [now = '', ...others] = Array.from(forms)
    return others.map((other): [string, string] => [other, now])
  }),
])

const CLUSTER = /\P{M}[\p{M}\uFF9E\uFF9F]*|[\p{M}\uFF9E\uFF9F]+/suy
const MARK = /[\p{M}\uFF9E\uFF9F]/u
const VARIATION_SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}\u180B-\u180D]/gu
const DIACRITICS = /[\u0300-\u036F]+/gu
const PAGE_BREAK = /[ \t]*\r?\n[ \t]*/y
export const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u
export const KATAKANA = /\p{Script=Katakana}/u
const HAN = /\p{Script=Han}/u
/** Dashes that a typewriter or a scan puts in the place of ー. */
const DASHES = '―—─'

/** Scripts that are written without spaces; Korean too, whose words carry their particles. */
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー〆]/u
const WORD = /[\p{L}\p{N}\p{M}\p{Co}]/u

export type CharacterClass = 0 | 1 | 2
export const [GAP, UNSPACED, SPACED] = [0, 1, 2] as const

/** Classes of the characters met so far, by code unit, one more than the class: asking a regular expression each time is slow. */
const classes = new Uint8Array(0x10000)

export function classOf(text: string, at: number): CharacterClass {
  const code = text.charCodeAt(at)
  const known = classes[code]
  if (known) return (known - 1) as CharacterClass
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  const found = CJK.test(character) ? UNSPACED : WORD.test(character) ? SPACED : GAP
  // A half of a pair is no character of its own.
  if (code < 0xd800 || code > 0xdfff) classes[code] = found + 1
  return found
}

/** What single code units fold to, where that is one unit; 0: not asked yet. */
const simple = new Uint16Array(0x10000)
/** In `simple`: needs the long way. */
const ASKED = 1

function foldCluster(cluster: string): string {
  const folded = cluster
    .replace(VARIATION_SELECTORS, '')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(DIACRITICS, '')
    .normalize('NFC')
  let formed = ''
  for (const character of folded) formed += FORMS.get(character) ?? character
  return formed
}

function simpleFold(code: number, text: string, at: number): number {
  const known = simple[code] ?? ASKED
  if (known !== 0) return known
  const character = text.charAt(at)
  const folded = code >= 0xd800 && code <= 0xdfff ? '' : foldCluster(character)
  const unit = folded.length === 1 && !MARK.test(character) ? folded.charCodeAt(0) : ASKED
  return (simple[code] = unit)
}

const unvoiced = (kana: string) => kana.normalize('NFD').replace('\u3099', '').normalize('NFC')
const voiced = (kana: string) => `${unvoiced(kana)}\u3099`.normalize('NFC')

/** The last character of a text. */
export function lastOf(text: string): string {
  const code = text.charCodeAt(text.length - 1)
  return code >= 0xdc00 && code <= 0xdfff ? text.slice(-2) : text.slice(-1)
}

/** What an iteration mark stands for after `before`, or null where there is nothing to repeat. `run` marks repeat as many kanji. */
function repeated(mark: string, before: string, run: number): string | null {
  const last = lastOf(before)
  if (mark === '々' || mark === '〻') {
    const all = Array.from(before.slice(-2 * run)).slice(-run)
    return all.length === run && all.every((character) => HAN.test(character))
      ? all.join('')
      : HAN.test(last)
        ? last.repeat(run)
        : null
  }
  if (!KANA.test(last)) return null
  return (mark === 'ゞ' || mark === 'ヾ' ? voiced(last) : unvoiced(last)).repeat(run)
}

const ITERATION = '々〻ゝゞヽヾ'
const WHITE = new Set(Array.from('\n\r\t ', (character) => character.charCodeAt(0)))
/** 1 for characters whose folding depends on what stands around them, 2 where it does in a text of more than one line. */
const contextual = new Uint8Array(0x10000)
for (const character of `ー${DASHES}${ITERATION}`) contextual[character.charCodeAt(0)] = 1
for (const code of WHITE) contextual[code] = 2
const characters: string[] = []
/** Units of a folded text that are kept at hand, and of which so many stay when there are more. */
const LOOKED_AT = 512
const LAST = 32

/** How a text is folded: with its offsets, or as a term. */
interface Folding {
  readonly offsets?: { readonly starts: number[]; readonly ends: number[] }
  /** Keeps ー, for a term to have its alternatives. */
  readonly keepLong?: boolean
}

export function foldText(text: string, { offsets, keepLong = false }: Folding = {}): string {
  const { starts, ends } = offsets ?? {}
  // What comes last is looked at again and again: of a whole book that would be slow.
  const done: string[] = []
  let folded = ''
  const put = (part: string, from: number, to: number) => {
    folded += part
    for (let unit = 0; unit < part.length; unit++) {
      starts?.push(from)
      ends?.push(to)
    }
  }
  const alone = text.includes('\n') ? 0 : 2
  for (let at = 0; at < text.length;) {
    if (folded.length > LOOKED_AT) {
      done.push(folded.slice(0, -LAST))
      folded = folded.slice(-LAST)
    }
    const code = text.charCodeAt(at)
    const one = simpleFold(code, text, at)
    let to = at + 1
    // Most characters are one unit that depends on nothing around it.
    if (one !== ASKED && (contextual[one] === 0 || contextual[one] === alone) && !isMark(text, to)) {
      folded += characters[one] ??= String.fromCharCode(one)
      starts?.push(at)
      ends?.push(to)
      at = to
      continue
    }
    const last = lastOf(folded)
    if (WHITE.has(code)) {
      const line = pageBreak(text, at)
      if (line > 0 && last !== '' && isUnspaced(last) && classOf(text, at + line) === UNSPACED) {
        at += line
        continue
      }
    }
    CLUSTER.lastIndex = at
    const cluster = CLUSTER.exec(text)?.[0] ?? text.charAt(at)
    to = at + cluster.length
    const part = foldCluster(cluster)
    if (part === '' || (!keepLong && isLong(part, last, text.charAt(to)))) {
      // What is left out belongs to what stands before it.
      if (ends && ends.length > 0) ends[ends.length - 1] = to
    } else if (isLong(part, last, text.charAt(to))) put('ー', at, to)
    else if (last !== '' && ITERATION.includes(part)) {
      let run = 1
      while (text.charAt(at + run) === text.charAt(at)) run++
      to = at + run
      if (folded.length < 2 * run) folded = done.splice(0).join('') + folded
      put(repeated(part, folded, run) ?? part.repeat(run), at, to)
    } else put(part, at, to)
    at = to
  }
  return done.join('') + folded
}

/** Length of the line break, with the spaces around it, that begins here; 0 when none does, or nothing follows. */
function pageBreak(text: string, at: number): number {
  PAGE_BREAK.lastIndex = at
  const length = PAGE_BREAK.exec(text)?.[0].length ?? 0
  return at + length < text.length ? length : 0
}

/** ー, or a dash in its place. */
const isLong = (part: string, before: string, after: string): boolean =>
  before !== '' &&
  ((part === 'ー' && KANA.test(before)) ||
    (DASHES.includes(part) && KATAKANA.test(before) && (after === '' || KATAKANA.test(after))))

function isMark(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (Number.isNaN(code) || code < 0x300 || simpleFold(code, text, at) !== ASKED) return false
  return MARK.test(String.fromCodePoint(text.codePointAt(at) ?? 0))
}

export const widthAt = (text: string, at: number): 1 | 2 => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)

const isUnspaced = (character: string): boolean => classOf(character, 0) === UNSPACED

/** The folded form of a text. */
export const fold = (text: string): string => foldText(text)

export function foldWithOffsets(text: string): Folded {
  const starts: number[] = []
  const ends: number[] = []
  return { folded: foldText(text, { offsets: { starts, ends } }), starts, ends }
}
