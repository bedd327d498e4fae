/**
 * Tags for the page's `lang` attributes (BCP 47), from the codes that descriptions carry (ISO 639-2/B): a browser picks
 * the right shapes of Han characters by them.
 */
const TWO_LETTERS: Record<string, string> = {
  alb: 'sq',
  ara: 'ar',
  arm: 'hy',
  bur: 'my',
  chi: 'zh',
  cze: 'cs',
  dan: 'da',
  dut: 'nl',
  eng: 'en',
  fin: 'fi',
  fre: 'fr',
  geo: 'ka',
  ger: 'de',
  gre: 'el',
  heb: 'he',
  hin: 'hi',
  hun: 'hu',
  ice: 'is',
  ind: 'id',
  ita: 'it',
  jpn: 'ja',
  kor: 'ko',
  lat: 'la',
  mac: 'mk',
  may: 'ms',
  mon: 'mn',
  nor: 'no',
  per: 'fa',
  pol: 'pl',
  por: 'pt',
  rum: 'ro',
  rus: 'ru',
  slo: 'sk',
  spa: 'es',
  swe: 'sv',
  tha: 'th',
  tib: 'bo',
  tur: 'tr',
  ukr: 'uk',
  vie: 'vi',
  wel: 'cy',
}

export const bcp47 = (code: string | null): string | undefined =>
  code === null ? undefined : (TWO_LETTERS[code] ?? code)

export { guessLanguage } from '../src-main/shared/domain/guess-language.ts'
export type { LanguageMark } from '../src-main/shared/domain/guess-language.ts'
