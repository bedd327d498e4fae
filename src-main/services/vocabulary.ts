/** Closed lists, and what the office has used before. */
import { usedValues } from '../catalogue/vocabulary.ts'
import { VOCABULARY_TERMS } from '../shared/domain/vocabulary.ts'
import { fold } from '../shared/domain/fold.ts'
import type { Service } from './context.ts'

export const vocabulary: Service<'vocabulary'> = {
  terms(_context, { list, query, limit }) {
    const wanted = fold(query.trim())
    const ranked = VOCABULARY_TERMS[list].flatMap((term) => {
      const words = [term.code, term.en, term.ja].map(fold)
      const rank = words.some((word) => word === wanted)
        ? 0
        : words.some((word) => word.startsWith(wanted))
          ? 1
          : 2
      return rank < 2 || words.some((word) => word.includes(wanted)) ? [{ term, rank }] : []
    })
    return ranked
      .sort((one, other) => one.rank - other.rank)
      .slice(0, limit)
      .map(({ term }) => term)
  },
  used: (context, { field, query, limit }) => usedValues(context.catalogue().db, field, query, limit),
}
