/** What the value of a facet is called: codes have names, names of creators are themselves. */
import type { Facet } from '../contract/search.ts'
import { VOCABULARY_TERMS } from '../domain/vocabulary.ts'
import type { Language, Messages } from './index.ts'

export function facetValue(m: Messages, language: Language, facet: Facet, value: string): string {
  switch (facet) {
    case 'level':
      return m.levels[value as keyof typeof m.levels]
    case 'status':
      return value === 'changed' ? m.publication.changed : m.statuses[value as keyof typeof m.statuses]
    case 'decade':
      return m.finding.facets.decade(value)
    case 'completeness':
      return value === 'complete' ? m.finding.facets.complete : m.finding.facets.incomplete
    case 'language': {
      const term = VOCABULARY_TERMS.language.find(({ code }) => code === value)
      return term?.[language] ?? value
    }
    case 'creator':
    case 'assignee':
      return value
  }
}
