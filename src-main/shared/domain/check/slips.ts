/** Words of the texts that were probably misread, or mistyped. */
import { slipsIn } from '../slip.ts'
import type { CheckedRecord, Found } from './finding.ts'
import { around, textPassages, within } from './values.ts'

export function* ocrSlip(record: CheckedRecord): Generator<Found> {
  for (const { value, place, to } of textPassages(record)) {
    for (const { slip, start, end } of slipsIn(value, record.slips)) {
      yield {
        code: 'ocrSlip',
        place: within(place, start, end - start),
        about: [slip.wrong, slip.correct],
        basis: [around(value, start, end)],
        fixes: [
          {
            code: 'correctSlip',
            value: slip.correct,
            change: to(value.slice(0, start) + slip.correct + value.slice(end)),
          },
        ],
      }
    }
  }
}
