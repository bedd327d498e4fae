/**
 * Marks of classification and precedence: the word of the document is authoritative and is kept; the code beside it
 * makes documents of different offices and languages comparable. The same word may mean another grade in another
 * language (機密 is a Japanese and a Chinese one), so each belongs to a language.
 */
import classification from '../../../resources/vocabularies/classification.json' with { type: 'json' }
import precedence from '../../../resources/vocabularies/precedence.json' with { type: 'json' }

export interface MarkTerm {
  readonly code: string
  readonly en: string
  readonly ja: string
  /** Ways to write it, by language (ISO 639-2/B). */
  readonly verbatim: Readonly<Record<string, readonly string[]>>
}

const termsOf = (list: readonly { code: string; en: string; ja: string; verbatim: object }[]): MarkTerm[] =>
  list.map(({ code, en, ja, verbatim }) => ({
    code,
    en,
    ja,
    verbatim: Object.fromEntries(
      Object.entries(verbatim).filter((entry): entry is [string, string[]] => Array.isArray(entry[1])),
    ),
  }))

export const CLASSIFICATIONS = termsOf(classification)
export const PRECEDENCES = termsOf(precedence)

export interface Mark {
  readonly code: string
  /** The words as they stand in the text. */
  readonly verbatim: string
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

/** The mark that `text` is, whole, in a language. */
export function markOf(terms: readonly MarkTerm[], text: string, language: string): Mark | null {
  const wanted = plain(text)
  const term = terms.find(({ verbatim }) => verbatim[language]?.some((form) => plain(form) === wanted))
  return term ? { code: term.code, verbatim: text.trim() } : null
}

/** The first mark that stands in a line as words of their own, the longest reading of it: Top Secret before Secret. */
export function markWithin(terms: readonly MarkTerm[], line: string, language: string): Mark | null {
  const forms = terms
    .flatMap(({ code, verbatim }) => (verbatim[language] ?? []).map((form) => ({ code, form })))
    .sort((a, b) => b.form.length - a.form.length)
  for (const { code, form } of forms) {
    const words = form.split(/\s+/).map(escaped).join('\\s+')
    const found = new RegExp(`(?<![\\p{L}])${words}(?![\\p{L}])`, 'iu').exec(line)
    if (found) return { code, verbatim: found[0] }
  }
  return null
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
