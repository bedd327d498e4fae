/** ArchivesSpace's template for the bulk import of archival objects: a row of field codes, a row of names, and a row for each unit. */
import { z } from 'zod'
import { isWebAddress, recordAddress } from '../address.ts'
import { everyFieldBut } from '../exporter.ts'
import type { Exporter } from '../exporter.ts'
import { line } from '../plain.ts'
import { ASPACE_COLUMNS, ASPACE_HEADS } from './aspace-columns.ts'
import { aspaceRow } from './aspace-row.ts'
import { tableOf, validateTable, withAncestors } from './table.ts'

export const AspaceOptions = z.strictObject({
  recordAddress,
  /** EAD ID of the resource in ArchivesSpace to which the rows are added; the reference code of the highest unit when empty. */
  eadId: z.string().trim().max(255).default('').meta({ title: 'EAD ID of the resource' }),
  /** The resource has to be there already: it is the highest unit itself, or one above it. */
  highest: z
    .enum(['highestIsRow', 'highestIsResource'])
    .default('highestIsRow')
    .meta({ title: 'The highest unit' }),
})
export type AspaceOptions = z.infer<typeof AspaceOptions>

export const csvAspace: Exporter<AspaceOptions> = {
  id: 'csv-aspace',
  name: 'CSV, ArchivesSpace',
  version: 'bulk import',
  extension: 'csv',
  mediaType: 'text/csv',
  shape: 'hierarchy',
  options: AspaceOptions,
  carries: everyFieldBut('staffNote'),
  *write(nodes, context) {
    const rows = function* () {
      const { eadId, highest } = context.options
      const isResource = highest === 'highestIsResource'
      for (const { depth, description, above } of withAncestors(nodes)) {
        if (depth === 0 && isResource) continue
        const resource = above[0] ?? description
        yield {
          ...aspaceRow(description, context),
          ead: eadId || line(resource.referenceCode) || line(resource.uid),
          hierarchy: String(isResource ? depth : depth + 1),
        }
      }
    }
    yield* tableOf(ASPACE_COLUMNS, ASPACE_HEADS, rows())
  },
  validate: (path, onProgress) =>
    validateTable(
      path,
      'ArchivesSpace bulk import CSV',
      ASPACE_HEADS,
      (report) => {
        let deepest = 0
        return (cell, line) => {
          const hierarchy = Number(cell('hierarchy'))
          if (!Number.isInteger(hierarchy) || hierarchy < 1 || hierarchy > deepest + 1)
            report(line, 'hierarchy')
          deepest = hierarchy
          for (const column of ['ead', 'title', 'level'])
            if (cell(column) === '') report(line, `empty ${column}`)
          if (cell('level') === 'otherlevel' && cell('other_level') === '') report(line, 'empty other_level')
          for (const after of ['', '_2', '_3']) {
            const said = ['begin', 'end', 'expression'].some((column) => cell(column + after) !== '')
            if (said && !/^(?:single|inclusive)$/.test(cell(`date_type${after}`)))
              report(line, `date_type${after}`)
            for (const column of ['begin', 'end'])
              if (!/^(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?$/.test(cell(column + after)))
                report(line, `date ${column}${after}`)
          }
          const address = cell('digital_object_link')
          if (address !== '' && !isWebAddress(address)) report(line, 'address digital_object_link')
        }
      },
      onProgress,
    ),
}
