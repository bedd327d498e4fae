/** Brings the ways of writing figures, dashes and spaces to one, before a date is read. */

const KANJI: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  壱: 1,
  二: 2,
  弐: 2,
  三: 3,
  参: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  拾: 10,
  廿: 20,
  卅: 30,
  百: 100,
  千: 1000,
}
const KANJI_RUN = /[〇零一壱二弐三参四五六七八九十拾廿卅百千]+/gu

/** Kanji numerals by position (一九八四) or by value (千九百八十四, 五十九, 廿三); at most a year's size. */
export function kanjiNumber(run: string): string {
  const values = Array.from(run, (character) => KANJI[character] ?? 0)
  if (values.every((value) => value < 10)) return values.join('')
  let total = 0
  let digit: number | null = null
  for (const value of values) {
    if (value < 10) digit = digit === null ? value : digit * 10 + value
    else if (value === 20 || value === 30) total += value
    else {
      total += (digit ?? 1) * value
      digit = null
    }
  }
  return String(total + (digit ?? 0))
}

/**
 * Half-width figures and letters, `-` for every dash, 〜 for every wave dash, figures for kanji numerals, single spaces;
 * none beside a CJK character.
 */
export function plain(expression: string): string {
  return expression
    .replace(/[～∼]/g, '〜')
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−─]/g, '-')
    .replace(/(?<=\d)ー(?=\d)/g, '-')
    .replace(/[〔【]/g, '[')
    .replace(/[〕】]/g, ']')
    .replace(/[‘’`]/g, "'")
    .replace(KANJI_RUN, kanjiNumber)
    .replace(/\s+/g, ' ')
    .replace(/ (?=[^\p{ASCII}])|(?<=[^\p{ASCII}]) /gu, '')
    .trim()
}
