/** Checks of descriptions: run, listed, settled, accepted. */
import { transact } from '../../catalogue/transact.ts'
import { updateDescription } from '../../catalogue/description/write.ts'
import type { WriteDatabase } from '../../catalogue/database.ts'
import {
  acceptances,
  deleteAcceptance,
  insertAcceptance,
  isAcceptance,
  writeStandard,
} from '../../catalogue/finding/acceptance.ts'
import { readStandard } from '../../catalogue/finding/gather.ts'
import { databasePath } from '../../catalogue/open.ts'
import { readText } from '../../catalogue/text/read.ts'
import { editParagraph } from '../../catalogue/text/write.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Change, CheckFinding } from '../../shared/domain/check/index.ts'
import type { Context, Service } from '../context.ts'
import { findingsOf, listAll, listedOf, pathOfResults } from './list.ts'

export const finding: Service<'finding'> = {
  ofRecord: (context, { descriptionId }) => listedOf(context, descriptionId),

  start(context) {
    const input = {
      databasePath: databasePath(context.catalogue().folder),
      resultsPath: pathOfResults(context),
      now: context.clock.now(),
    }
    const job = context.jobs.start('check', 'descriptions', async ({ signal, progress }) => {
      const result = await context.tasks.run('checkAll', input, { signal, onProgress: progress })
      return { kind: 'check', ...result }
    })
    return { jobId: job.id }
  },

  list: listAll,

  fix(context, { descriptionId, fingerprint, choice }) {
    const writing = context.writing()
    const fix = present(context, descriptionId, fingerprint).fixes[choice]
    if (!fix) throw refusal('findingNotFound', { id: descriptionId })
    const { historyId } = transact(writing, 'finding.fix', (db) => apply(db, descriptionId, fix.change))
    return { historyId }
  },

  accept(context, { descriptionId, fingerprint, reason }) {
    const writing = context.writing()
    const { code, place, about } = present(context, descriptionId, fingerprint)
    const { historyId } = transact(writing, 'finding.accept', (db) =>
      insertAcceptance(db, {
        descriptionId,
        code,
        field: place.field,
        about: JSON.stringify(about),
        fingerprint,
        reason,
        acceptedBy: writing.who(),
        acceptedAt: writing.clock.now(),
      }),
    )
    return { historyId }
  },

  withdraw(context, { id }) {
    const writing = context.writing()
    if (!isAcceptance(writing.db, id)) throw refusal('acceptanceNotFound', { id })
    const { historyId } = transact(writing, 'finding.withdraw', (db) => deleteAcceptance(db, id))
    return { historyId }
  },

  accepted(context, window) {
    const { total, rows } = acceptances(context.catalogue().db, window)
    const current = new Map<number, Set<string>>()
    const stands = (descriptionId: number, fingerprint: string): boolean => {
      const known =
        current.get(descriptionId) ??
        new Set(findingsOf(context, descriptionId).map((one) => one.fingerprint))
      current.set(descriptionId, known)
      return known.has(fingerprint)
    }
    return {
      total,
      rows: rows.map(({ about, acceptedBy, acceptedAt, fingerprint, ...row }) => ({
        ...row,
        by: acceptedBy,
        at: acceptedAt,
        about: JSON.parse(about) as string[],
        stands: stands(row.descriptionId, fingerprint),
      })),
    }
  },

  rules: (context) => ({ standard: readStandard(context.catalogue().db) }),

  setRules(context, { standard }) {
    transact(context.writing(), 'finding.setRules', (db) => writeStandard(db, standard))
    return { standard }
  },
}

/** The finding as it is now. @throws findingNotFound when the record has changed meanwhile */
function present(context: Context, descriptionId: number, fingerprint: string): CheckFinding {
  const found = findingsOf(context, descriptionId).find((one) => one.fingerprint === fingerprint)
  if (!found) throw refusal('findingNotFound', { id: descriptionId })
  return found
}

function apply(db: WriteDatabase, descriptionId: number, change: Change): void {
  if (change.kind === 'fields') {
    updateDescription(db, descriptionId, change.patch)
    return
  }
  for (const { index, value, as, continues } of change.paragraphs) {
    const text = readText(db, change.textId)
    const paragraph = text?.paragraphs[index]
    if (text && paragraph) editParagraph(db, text, { paragraph, index }, { value, kind: as, continues })
  }
}
