/** What a person has looked for on the paper, said before the item is proposed. */
import { redactionsOf } from '../../catalogue/redaction/read.ts'
import { deleteCheck, shownFor, writeCheck } from '../../catalogue/review/checklist.ts'
import { pagesOf } from '../../catalogue/scan.ts'
import type { Service } from '../context.ts'
import { acting, doing } from './acting.ts'

export const check: Service<'review'>['check'] = (context, { descriptionId: id, as, checks, done }) => {
  const { actor } = acting(context, id, as, 'check')
  const act = done ? 'check' : 'uncheck'
  return doing(context, id, { act, role: 'reviewer', actor, after: checks }, (db) => {
    const [pages, redactions] = [pagesOf(db, id), redactionsOf(db, id)]
    for (const what of new Set(checks))
      if (done)
        writeCheck(db, id, {
          ...{ what, who: actor, at: context.clock.now() },
          shown: shownFor(what, pages, redactions),
        })
      else deleteCheck(db, id, what)
    return { patch: {} }
  })
}
