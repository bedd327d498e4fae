/** Statistics by month and by person. */
import { levelsOf } from '../catalogue/description/read.ts'
import { workByMonth } from '../catalogue/statistics.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { Service } from './context.ts'

export const statistics: Service<'statistics'> = {
  months(context, wanted) {
    const { db } = context.catalogue()
    const { branchId } = wanted
    if (branchId !== null && !levelsOf(db, [branchId]).has(branchId))
      throw refusal('descriptionNotFound', { id: branchId })
    return workByMonth(db, wanted)
  },
}
