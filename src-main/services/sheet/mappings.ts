/** Mappings of columns that the office keeps. */
import { deleteSheetMapping, putSheetMapping, sheetMappings } from '../../catalogue/sheet-mapping.ts'
import { transact } from '../../catalogue/transact.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Service } from '../context.ts'

export const mappings: Pick<Service<'sheet'>, 'mappings' | 'remember' | 'forget'> = {
  mappings: (context) => sheetMappings(context.catalogue().db),

  remember(context, mapping) {
    const writing = context.writing()
    transact(writing, 'sheet.remember', (db) => putSheetMapping(db, mapping))
    const kept = sheetMappings(writing.db).find(({ name }) => name === mapping.name)
    if (!kept) throw new Error('a mapping that was kept is not there')
    return kept
  },

  forget(context, { id }) {
    const writing = context.writing()
    const { value: there } = transact(writing, 'sheet.forget', (db) => deleteSheetMapping(db, id))
    if (!there) throw refusal('sheetMappingNotFound', { id })
    return {}
  },
}
