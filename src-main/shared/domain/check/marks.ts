/** What is left over from reading and translating: brackets without their other half, empty boxes, words of the form. */
import type { CheckedRecord, Found } from './finding.ts'
import { around, passages, within } from './values.ts'

/** Every opening bracket with its closing ones; full-width and half-width ones may meet. */
const CLOSES: Readonly<Record<string, string>> = {
  '「': '」',
  '『': '』',
  '（': ')）',
  '(': ')）',
  '[': ']］',
  '［': ']］',
  '【': '】',
  '〔': '〕',
  '〈': '〉',
  '《': '》',
  '“': '”',
}
const CLOSING = new Set(Object.values(CLOSES).flatMap((all) => Array.from(all)))
/** 1) or ア）: the number of a paragraph. */
const ENUMERATOR = /^\s*(?:\d{1,3}|[A-Za-z]|[ivx]{1,4}|[ァ-ヶ]|[一二三四五六七八九十]{1,3})[)）]/u

export function* brackets(record: CheckedRecord): Generator<Found> {
  for (const { value, place } of passages(record)) {
    for (const start of unbalanced(value)) {
      yield {
        code: 'bracketUnbalanced',
        place: within(place, start, 1),
        about: [value.charAt(start)],
        basis: [around(value, start, start + 1)],
        fixes: [],
      }
    }
  }
}

function unbalanced(value: string): number[] {
  const wrong: number[] = []
  const open: { start: number; closes: string }[] = []
  const skipped = ENUMERATOR.exec(value)?.[0].length ?? 0
  for (let start = skipped; start < value.length; start += 1) {
    const letter = value.charAt(start)
    const closes = CLOSES[letter]
    if (closes !== undefined) open.push({ start, closes })
    else if (CLOSING.has(letter)) {
      const last = open.at(-1)
      if (last?.closes.includes(letter)) open.pop()
      // A German or nested English quotation may close with what opens elsewhere.
      else if (letter !== '”') wrong.push(start)
    }
  }
  const straight = Array.from(value.matchAll(/"/g), ({ index }) => index)
  const lone = straight.length % 2 === 1 ? straight.slice(-1) : []
  return [...wrong, ...open.map(({ start }) => start), ...lone].sort((a, b) => a - b)
}

const GLYPH = /[□▯◻■◼�〓\uE000-\uF8FF]+/gu

export function* glyphs(record: CheckedRecord): Generator<Found> {
  for (const { value, place, to } of passages(record)) {
    for (const { 0: glyph, index } of value.matchAll(GLYPH)) {
      const [before, after] = [value.slice(0, index), value.slice(index + glyph.length)]
      // ■ and □ at the beginning of a line are marks of a list.
      if (/(^|\n)\s*$/.test(before) && /^\s*[\p{L}\p{N}]/u.test(after)) continue
      yield {
        code: 'glyphLeft',
        place: within(place, index, glyph.length),
        about: [glyph],
        basis: [around(value, index, index + glyph.length)],
        fixes: [{ code: 'removeGlyph', value: glyph, change: to(before + after) }],
      }
    }
  }
}

const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー・]*/gu
/** The labels of a date on a Japanese form, carried over without what belongs between them. */
const LABELS = /\b(?:Year\s+Month(?:\s+Day)?|Month\s+Day|Hour\s+Minute)\b/g

/** Words of the original that stand in a translation outside brackets, and labels of the form that were translated as words. */
export function* untranslated(record: CheckedRecord): Generator<Found> {
  for (const { value, place, language } of passages(record)) {
    if (language === null || ['jpn', 'chi', 'kor', 'mul', 'und'].includes(language)) continue
    for (const { 0: words, index } of [...value.matchAll(CJK), ...value.matchAll(LABELS)]) {
      const before = value.slice(0, index)
      if (depth(before) > 0) continue
      yield {
        code: 'markUntranslated',
        place: within(place, index, words.length),
        about: [words],
        basis: [around(value, index, index + words.length)],
        fixes: [],
      }
    }
  }
}

/** How many brackets and quotation marks are open at the end of a text. */
function depth(text: string): number {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  return Math.max(0, count(/[「『（([［【〔〈《“]/g) - count(/[」』）)\]］】〕〉》”]/g)) + (count(/"/g) % 2)
}
