/** The code lists that EAD3's control section names: ISO 639-2/B, ISO 15924, ISO 3166-1. */
import countries from '../../../resources/vocabularies/countries.json' with { type: 'json' }
import languages from '../../../resources/vocabularies/languages.json' with { type: 'json' }
import scripts from '../../../resources/vocabularies/scripts.json' with { type: 'json' }

interface Term {
  readonly code: string
  readonly en: string
  readonly ja: string
}

const byCode = (terms: readonly Term[]): ReadonlyMap<string, Term> =>
  new Map(terms.map((term) => [term.code, term]))

export const LANGUAGES = byCode(languages)
export const SCRIPTS = byCode(scripts)
export const COUNTRIES = byCode(countries)

/** The name of a code in the language of description; the code itself where the list does not have it. */
export const nameOf = (list: ReadonlyMap<string, Term>, code: string, language: string): string =>
  list.get(code)?.[language === 'jpn' ? 'ja' : 'en'] ?? code
