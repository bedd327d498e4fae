/**
 * Names as they are sorted and found. 五十音: by reading, voiced and small kana beside the plain ones, ー as the vowel it lengthens.
 * Alphabetically: by the form in Latin letters, or by the Hepburn romanisation of the reading. A name is found by any of its forms, in
 * either kana, with or without macrons.
 */
import { fold } from './fold.ts'

/** What a form of a name says, as far as sorting and finding need it. */
export interface NameForm {
  readonly kind: 'authorized' | 'parallel' | 'variant'
  readonly value: string
  readonly reading: string | null
  readonly romanisation: string | null
  readonly surname: string | null
  readonly given: string | null
}

const KATAKANA = /[\u30A1-\u30F6]/gu
const KANA_ONLY = /^[\p{Script=Hiragana}\p{Script=Katakana}ー・=＝\s]+$/u
const LATIN_ONLY =
  /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*\p{Script=Latin}[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u
const MARKS = /\p{Mn}+/gu

const toHiragana = (text: string): string =>
  text.replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))

const ROWS: readonly (readonly [kana: string, consonant: string])[] = [
  ['あいうえお', ''],
  ['かきくけこ', 'k'],
  ['さしすせそ', 's'],
  ['たちつてと', 't'],
  ['なにぬねの', 'n'],
  ['はひふへほ', 'h'],
  ['まみむめも', 'm'],
  ['や ゆ よ', 'y'],
  ['らりるれろ', 'r'],
  ['わゐ ゑを', 'w'],
  ['がぎぐげご', 'g'],
  ['ざじずぜぞ', 'z'],
  ['だぢづでど', 'd'],
  ['ばびぶべぼ', 'b'],
  ['ぱぴぷぺぽ', 'p'],
  ['ぁぃぅぇぉ', ''],
]
const HEPBURN: Record<string, string> = {
  し: 'shi',
  ち: 'chi',
  つ: 'tsu',
  ふ: 'fu',
  じ: 'ji',
  ぢ: 'ji',
  づ: 'zu',
  ゐ: 'i',
  ゑ: 'e',
  を: 'o',
  ん: 'n',
  ゔ: 'vu',
}
const SYLLABLES = new Map(
  ROWS.flatMap(([kana, consonant]) =>
    Array.from(kana).flatMap((character, at): [string, string][] =>
      character === ' ' ? [] : [[character, HEPBURN[character] ?? `${consonant}${'aiueo'[at] ?? ''}`]],
    ),
  ).concat(Object.entries(HEPBURN)),
)
const GLIDES: Record<string, string> = { ゃ: 'a', ゅ: 'u', ょ: 'o' }
const SMALL_VOWELS: Record<string, string> = { ぁ: 'a', ぃ: 'i', ぅ: 'u', ぇ: 'e', ぉ: 'o' }

/** A reading in kana as Hepburn letters, long vowels written out (しんたろう: shintarou). */
export function romanise(reading: string): string {
  let letters = ''
  let doubled = false
  for (const kana of toHiragana(reading.normalize('NFKC'))) {
    if (kana === 'っ') {
      doubled = true
      continue
    }
    const vowel = GLIDES[kana] ?? SMALL_VOWELS[kana]
    if (vowel !== undefined && /[a-z]$/.test(letters)) {
      // しゃ: sha, きゃ: kya, ふぁ: fa
      const stem = letters.replace(/[iueo]$/, '')
      letters = stem + (kana in GLIDES && !/(?:sh|ch|j)$/.test(stem) ? 'y' : '') + vowel
      continue
    }
    const syllable = kana === 'ー' ? (letters.at(-1) ?? '') : (SYLLABLES.get(kana) ?? kana)
    if (doubled) letters += syllable.startsWith('ch') ? 't' : syllable.slice(0, 1)
    doubled = false
    letters += syllable
  }
  return letters
}

/** Long vowels as one who writes no macrons writes them (shintarou: shintaro). */
const shortened = (letters: string): string => letters.replace(/ou|oo/g, 'o').replace(/uu/g, 'u')

const plain = (text: string): string => fold(text).normalize('NFD').replace(MARKS, '').normalize('NFC')
const words = (text: string): string => text.replace(/[\s,、・=＝.。]+/gu, ' ').trim()

/** One form of a name, or what somebody types to find it: width, case, kana and macrons do not matter. */
export const foldName = (text: string): string => words(foldKana(text))
const foldKana = (text: string): string => {
  const folded = toHiragana(fold(text))
  return /\p{Script=Latin}/u.test(folded) ? plain(folded) : folded
}

/** The order of 五十音 for a reading: plain kana first, and then the reading itself, so that か comes before が. */
function kanaOrder(reading: string): string {
  const folded = foldName(reading)
  let base = ''
  for (const character of folded.normalize('NFD').replace(/[\u3099\u309A]/gu, '')) {
    base += character === 'ー' ? vowelOf(base) : character
  }
  return `${base}\u0001${folded}`
}
const vowelOf = (kana: string): string =>
  ({ a: 'あ', i: 'い', u: 'う', e: 'え', o: 'お' })[(SYLLABLES.get(kana.at(-1) ?? '') ?? '').at(-1) ?? ''] ??
  ''

const latinOf = ({ value, surname, given }: NameForm): string | null =>
  !LATIN_ONLY.test(value) ? null : surname === null ? value : [surname, given ?? ''].join(' ')

export interface NameKeys {
  kanaKey: string
  latinKey: string
  /** Every form folded, one a line, each line begun: what is looked for after a line's beginning begins a form. */
  folded: string
}

/** By what an authority is sorted and found. Forms come in their order, the authorized first. */
export function nameKeys(forms: readonly NameForm[]): NameKeys {
  const first = <T>(of: (form: NameForm) => T | null): T | null => {
    for (const form of forms) {
      const found = of(form)
      if (found !== null && found !== '') return found
    }
    return null
  }
  const heading = forms[0]?.value ?? ''
  const reading = first((form) => form.reading ?? (KANA_ONLY.test(form.value) ? form.value : null))
  const latin =
    first(latinOf) ?? first((form) => form.romanisation) ?? (reading === null ? null : romanise(reading))
  const lines = new Set<string>()
  for (const form of forms) {
    const said = [form.value, form.reading, form.romanisation, latinOf(form)]
    const spelt = KANA_ONLY.test(form.reading ?? form.value) ? romanise(form.reading ?? form.value) : null
    for (const text of [...said, spelt, spelt === null ? null : shortened(spelt)]) {
      const folded = foldName(text ?? '')
      if (folded !== '') lines.add(folded).add(folded.replaceAll(' ', ''))
    }
  }
  return {
    kanaKey: kanaOrder(reading ?? heading),
    latinKey: foldName(latin ?? heading),
    folded: [...lines].map((line) => `\n${line}`).join(''),
  }
}
