/** What opens when. */
import { readRows } from '../catalogue/description/read.ts'
import { readValues } from '../catalogue/description/values.ts'
import { openings, restrictedAbove } from '../catalogue/restriction.ts'
import type { Service } from './context.ts'

export const restriction: Service<'restriction'> = {
  above(context, { id }) {
    const { db } = context.catalogue()
    const above = restrictedAbove(db, id)
    if (above === null) return null
    const [row] = readRows(db, [above.id])
    const restrictions = readValues(db, [above.id]).get(above.id)?.restrictions ?? []
    return row ? { row, restrictions, opensOn: above.opensOn } : null
  },

  openings(context, { from, to, undetermined, ...window }) {
    const { db } = context.catalogue()
    const { total, rows } = openings(db, { from, to, undetermined }, window)
    const units = new Map(
      readRows(
        db,
        rows.map(({ id }) => id),
      ).map((row) => [row.id, row]),
    )
    return {
      total,
      rows: rows.flatMap(({ id, opensOn, reviewOn }) => {
        const row = units.get(id)
        return row ? [{ row, opensOn, reviewOn }] : []
      }),
    }
  },
}
