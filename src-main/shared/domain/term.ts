/** Terms of vocabularies: what places, subjects, genres, functions and occupations are called, in whose list. */

export const LABEL_KINDS = ['preferred', 'alternative'] as const

/** Relations of a term to another (SKOS): a wider one, or one beside it. */
export const TERM_RELATIONS = ['broader', 'related'] as const

/**
 * Vocabularies that archives name, by their code in the list of the Library of Congress (subject and genre sources) where it has
 * one. Any other word may name one that is not here.
 */
export const VOCABULARY_SOURCES = {
  local: { en: 'Our own', ja: '自館', uri: null },
  ndlsh: {
    en: 'NDL Subject Headings',
    ja: '国立国会図書館件名標目表',
    uri: 'http://id.ndl.go.jp/auth/ndlsh/',
  },
  bsh: { en: 'Basic Subject Headings', ja: '基本件名標目表', uri: null },
  lcsh: {
    en: 'Library of Congress Subject Headings',
    ja: '米国議会図書館件名標目表',
    uri: 'http://id.loc.gov/authorities/subjects/',
  },
  lcgft: {
    en: 'Library of Congress Genre/Form Terms',
    ja: '米国議会図書館ジャンル形式用語集',
    uri: 'http://id.loc.gov/authorities/genreForms/',
  },
  aat: { en: 'Art & Architecture Thesaurus', ja: 'AAT', uri: 'http://vocab.getty.edu/aat/' },
  tgn: { en: 'Thesaurus of Geographic Names', ja: 'TGN（地名）', uri: 'http://vocab.getty.edu/tgn/' },
  geonames: { en: 'GeoNames', ja: 'GeoNames', uri: 'https://sws.geonames.org/' },
  ukat: { en: 'UK Archival Thesaurus', ja: 'UKAT', uri: null },
} as const satisfies Record<string, { en: string; ja: string; uri: string | null }>

export const VOCABULARY_SOURCE_CODES = Object.keys(VOCABULARY_SOURCES)

/** The name of a vocabulary: its own code where no other name is known. */
export const vocabularyName = (source: string, language: 'en' | 'ja'): string =>
  (VOCABULARY_SOURCES as Record<string, { en: string; ja: string } | undefined>)[source]?.[language] ?? source

/** What a label says, as far as choosing one needs it. */
export interface Labelled {
  readonly kind: (typeof LABEL_KINDS)[number]
  readonly value: string
  readonly language: string | null
}

/** The label that stands for a term: the preferred one of a language, else the first preferred one. */
export function labelIn<L extends Labelled>(labels: readonly L[], language: string | null): L | undefined {
  const preferred = labels.filter(({ kind }) => kind === 'preferred')
  return preferred.find((label) => label.language === language) ?? preferred[0] ?? labels[0]
}
