/** What opens when. */
import { readRows } from '../catalogue/description/read.ts'
import { openings } from '../catalogue/restriction.ts'
import type { Service } from './context.ts'

export const restriction: Service<'restriction'> = {
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
