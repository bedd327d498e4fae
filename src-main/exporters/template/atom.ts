/** AtoM's CSV template for ISAD(G) (2.x): one row for each unit, below its parent by `legacyId` and `parentId`. */
import { z } from 'zod'
import { isWebAddress, pageAddress } from '../address.ts'
import { everyFieldBut } from '../exporter.ts'
import type { Exporter } from '../exporter.ts'
import { atomRow } from './atom-row.ts'
import { ATOM_COLUMNS } from './atom-columns.ts'
import { tableOf, validateTable, withAncestors } from './table.ts'

export const AtomOptions = z.strictObject({
  pageAddress,
  /** Address name of the unit in AtoM below which the highest goes. */
  parentSlug: z
    .string()
    .trim()
    .max(250)
    .regex(/^[a-z0-9-]*$/)
    .default('')
    .meta({ title: 'Slug of the unit above in AtoM' }),
})
export type AtomOptions = z.infer<typeof AtomOptions>

const HEADS = [ATOM_COLUMNS]

export const csvAtom: Exporter<AtomOptions> = {
  id: 'csv-atom',
  name: 'CSV, AtoM',
  version: 'ISAD 2.x',
  extension: 'csv',
  mediaType: 'text/csv',
  shape: 'hierarchy',
  options: AtomOptions,
  carries: everyFieldBut('staffNote'),
  *write(nodes, context) {
    const rows = function* () {
      for (const { description, above } of withAncestors(nodes))
        yield atomRow(description, above.at(-1), context)
    }
    yield* tableOf(ATOM_COLUMNS, HEADS, rows())
  },
  validate: (path, onProgress) =>
    validateTable(
      path,
      'AtoM ISAD CSV',
      HEADS,
      (report) => {
        const known = new Set<string>()
        return (cell, line) => {
          const [id, parent] = [cell('legacyId'), cell('parentId')]
          if (id === '' || known.has(id)) report(line, 'legacyId')
          if (parent !== '' && !known.has(parent)) report(line, 'parentId')
          known.add(id)
          for (const column of ['title', 'levelOfDescription', 'culture'])
            if (cell(column) === '') report(line, `empty ${column}`)
          const events = EVENTS.map((column) => cell(column).split('|').length)
          if (new Set(events).size > 1) report(line, 'eventColumns')
          for (const column of ['eventStartDates', 'eventEndDates'])
            if (
              !cell(column)
                .split('|')
                .every((day) => DAY.test(day))
            )
              report(line, `date ${column}`)
          for (const column of ['alternativeIdentifierLabels', 'physicalObjectType'])
            if (cell(column).split('|').length !== cell(BESIDE[column] ?? '').split('|').length)
              report(line, `beside ${column}`)
          const address = cell('digitalObjectURI')
          if (address !== '' && !isWebAddress(address)) report(line, 'address digitalObjectURI')
        }
      },
      onProgress,
    ),
}

/** Columns whose values belong together one by one. */
const EVENTS = [
  'eventDates',
  'eventTypes',
  'eventStartDates',
  'eventEndDates',
  'eventActors',
  'eventActorHistories',
]
const BESIDE: Record<string, string> = {
  alternativeIdentifierLabels: 'alternativeIdentifiers',
  physicalObjectType: 'physicalObjectName',
}
const DAY = /^(?:NULL|\d{4}-\d{2}-\d{2})?$/
