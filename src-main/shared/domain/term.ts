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

/** Files that a vocabulary is read from, and those that it is written as. */
export const TERM_FILE_FORMATS = ['rdfxml', 'turtle', 'csv'] as const
export const TERM_FILES_OUT = ['skos', 'csv'] as const

/** Why a concept of a file, or a relation of one, is not taken. */
export const TERM_FILE_REASONS = [
  'noLabel',
  'noAddress',
  'duplicate',
  'tooLong',
  'tooMany',
  'typeUnknown',
  'sourceUnknown',
  'relationUnknown',
  'circle',
] as const
export type TermFileReason = (typeof TERM_FILE_REASONS)[number]

const prefixOf = (source: string): string =>
  (VOCABULARY_SOURCES as Record<string, { uri: string | null } | undefined>)[source]?.uri ??
  `urn:shoko:${encodeURIComponent(source)}:`

/** An address is the same by http and by https. */
export const withoutScheme = (uri: string): string => uri.replace(/^https?:/, '')

/** The code of an address in a vocabulary: what follows the vocabulary's own address, or the whole where it is another's. */
export function codeOfUri(source: string, uri: string): string {
  const prefix = withoutScheme(prefixOf(source))
  const code = withoutScheme(uri).startsWith(prefix)
    ? withoutScheme(uri).slice(prefix.length).replace(/\/$/, '')
    : ''
  if (code === '') return uri
  try {
    return decodeURIComponent(code)
  } catch {
    return code
  }
}

/** The published vocabulary that an address is of. */
export const sourceOfUri = (uri: string): string | null =>
  Object.entries(VOCABULARY_SOURCES).find(
    ([, { uri: prefix }]) => prefix !== null && withoutScheme(uri).startsWith(withoutScheme(prefix)),
  )?.[0] ?? null

export const UID_URN = 'urn:uuid:'

/** Stands in a table for the reading of a label that has none, so that each reading is at the place of its label. */
export const NO_READING = '-'

/** The address of a term: its code's in its vocabulary, or one that is nowhere else. */
export function uriOfTerm({
  source,
  code,
  uid,
}: {
  source: string
  code: string | null
  uid: string
}): string {
  if (code === null) return `${UID_URN}${uid}`
  return /^(?:https?|urn):\S+$/.test(code) ? code : `${prefixOf(source)}${encodeURIComponent(code)}`
}

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

interface WrittenLabel extends Labelled {
  readonly script: string | null
  readonly reading: string | null
}

/**
 * The labels of a term and those that a file has for it. What is only here stays: in its place, and preferred where the file has no
 * preferred label of its language.
 */
export function labelsWith<L extends WrittenLabel>(here: readonly L[], file: readonly L[]): L[] {
  const preferred = new Set(file.filter(({ kind }) => kind === 'preferred').map(({ language }) => language))
  const sameAs = (one: L) => (other: L) => other.value === one.value && other.language === one.language
  const kept = here.map((label): L => {
    const there = file.find(sameAs(label))
    return {
      ...label,
      kind:
        there?.kind === 'preferred' ? there.kind : preferred.has(label.language) ? 'alternative' : label.kind,
      script: label.script ?? there?.script ?? null,
      reading: label.reading ?? there?.reading ?? null,
    }
  })
  return [...kept, ...file.filter((label) => !here.some(sameAs(label)))]
}

/** The note of a term with that of a file; nothing is lost, and nothing said twice. */
export const noteWith = (here: string | null, file: string | null): string | null =>
  here === null || file === null ? (here ?? file) : here.includes(file) ? here : `${here}\n\n${file}`
