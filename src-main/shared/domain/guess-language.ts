/** The language of a value typed by hand, as its script tells. */
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
