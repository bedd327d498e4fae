/**
 * Tags for the page's `lang` attributes (BCP 47), from the codes that descriptions carry (ISO 639-2/B): a browser picks
 * the right shapes of Han characters by them.
 */
import { tagOfLanguage } from '../src-main/shared/domain/language-tag.ts'

export const bcp47 = (code: string | null): string | undefined =>
  code === null ? undefined : tagOfLanguage({ language: code, script: null })

export { guessLanguage } from '../src-main/shared/domain/guess-language.ts'
export type { LanguageMark } from '../src-main/shared/domain/guess-language.ts'
