/** A citation that came with the record against the one that the institution's template makes. */
import { compareCitations } from '../citation/compare.ts'
import { at } from './finding.ts'
import type { CheckedRecord, Found } from './finding.ts'

export function* citationDiffers({ description, citation, language }: CheckedRecord): Generator<Found> {
  if (citation === null || citation === '') return
  for (const [index, { value, language: own }] of description.preferredCitation.entries()) {
    if (value.trim() === '' || (own !== null && own !== language)) continue
    const differences = compareCitations(value, citation)
    const only = (wanted: 'supplied' | 'computed') =>
      differences
        .filter(({ kind }) => kind === wanted)
        .map(({ words }) => words)
        .join(' … ')
    if (differences.every(({ kind }) => kind === 'same')) continue
    yield {
      code: 'citationDiffers',
      place: at('preferredCitation', index),
      about: [only('supplied'), only('computed')],
      fixes: [
        {
          code: 'takeCitation',
          value: citation,
          change: {
            kind: 'fields',
            patch: {
              preferredCitation: description.preferredCitation.map((other, position) =>
                position === index ? { ...other, value: citation } : other,
              ),
            },
          },
        },
      ],
    }
  }
}
