/** Statistics by month and by person. */
import { levelsOf } from '../../catalogue/description/read.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Service } from '../context.ts'

export const statistics: Service<'statistics'> = {
  months(context, wanted) {
    const { db, database } = context.catalogue()
    const { branchId } = wanted
    if (branchId !== null && !levelsOf(db, [branchId]).has(branchId))
      throw refusal('descriptionNotFound', { id: branchId })
    return context.tasks.run('workByMonth', { databasePath: database, wanted })
  },
}
