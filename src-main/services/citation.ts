/** The template of citations. */
import { readCitationTemplate, writeCitationTemplate } from '../catalogue/citation.ts'
import type { ReadDatabase } from '../catalogue/database.ts'
import { transact } from '../catalogue/transact.ts'
import { refusal } from '../shared/contract/errors.ts'
import { DEFAULT_TEMPLATE, templateProblem } from '../shared/domain/citation/index.ts'
import type { Service } from './context.ts'

export const citation: Service<'citation'> = {
  template: (context) => templateIn(context.catalogue().db),

  setTemplate(context, { template, visit }) {
    const problem = template === null ? null : templateProblem(template)
    if (problem) throw refusal('citationTemplateInvalid', { ...problem })
    const { db } = context.catalogue()
    transact(context.writing(), 'citation.setTemplate', (db) => writeCitationTemplate(db, template), {
      visit,
    })
    return templateIn(db)
  },
}

function templateIn(db: ReadDatabase) {
  const own = readCitationTemplate(db)
  return { template: own ?? DEFAULT_TEMPLATE, isDefault: own === null }
}
