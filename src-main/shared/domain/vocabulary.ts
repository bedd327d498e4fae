/** The closed lists as data: ISO 639-2/B, ISO 15924, ISO 3166-1, and the units in which an office counts. */
import containerTypes from '../../../resources/vocabularies/container-types.json' with { type: 'json' }
import countries from '../../../resources/vocabularies/countries.json' with { type: 'json' }
import extentUnits from '../../../resources/vocabularies/extent-units.json' with { type: 'json' }
import languages from '../../../resources/vocabularies/languages.json' with { type: 'json' }
import scripts from '../../../resources/vocabularies/scripts.json' with { type: 'json' }

export interface VocabularyTerm {
  code: string
  en: string
  ja: string
}

export const VOCABULARY_TERMS = {
  language: languages,
  script: scripts,
  country: countries,
  extentUnit: extentUnits,
  containerType: containerTypes,
} as const satisfies Record<string, readonly VocabularyTerm[]>

const CODES = new Map(
  Object.entries(VOCABULARY_TERMS).map(([list, terms]) => [list, new Set(terms.map(({ code }) => code))]),
)

/** Whether a code is in a closed list: one that is not would make every export of it invalid. */
export const isCode = (list: 'language' | 'script' | 'country', code: string): boolean =>
  CODES.get(list)?.has(code) ?? false
