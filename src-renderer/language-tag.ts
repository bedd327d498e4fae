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

export interface LanguageMark {
  language: string
  script: string
}

/**
 * The language that a value typed by hand is most likely in, by its script; Han characters alone are of the
 * institution's language where that is written with them. Null where the script says nothing.
 */
export function guessLanguage(text: string, institution: LanguageMark | null): LanguageMark | null {
  const usual = institution && { language: institution.language, script: institution.script }
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return { language: 'jpn', script: 'Jpan' }
  if (/\p{Script=Hangul}/u.test(text)) return { language: 'kor', script: 'Kore' }
  if (/\p{Script=Han}/u.test(text))
    return usual && ['jpn', 'chi', 'kor'].includes(usual.language)
      ? usual
      : { language: 'jpn', script: 'Jpan' }
  if (/\p{Script=Cyrillic}/u.test(text))
    return usual?.script === 'Cyrl' ? usual : { language: 'rus', script: 'Cyrl' }
  if (/\p{Script=Latin}/u.test(text))
    return usual?.script === 'Latn' ? usual : { language: 'eng', script: 'Latn' }
  return null
}
