/** Looking for all occurrences of a passage, on a thread of its own: an expression of a person may take for ever. */
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { readDescriptions, readRows } from '../../catalogue/description/read.ts'
import { idsInBatch, markedIn, namesOf, textsIn, valuesIn } from '../../catalogue/redaction/occurrences.ts'
import { idsInScope } from '../../catalogue/scope.ts'
import type { Task, TaskControl } from '../../jobs/worker-thread.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId, TextId } from '../../shared/contract/ids.ts'
import { MOST_OCCURRENCES } from '../../shared/contract/redaction.ts'
import type { Occurrence, Sought } from '../../shared/contract/redaction.ts'
import {
  around,
  finderOf,
  finderOfForms,
  formsOfName,
  foundIn,
} from '../../shared/domain/redaction/occurrences.ts'
import type { Finder } from '../../shared/domain/redaction/occurrences.ts'

const CHUNK = 200

export type RedactionTasks = {
  /** `who` looks: what is kept from them for a blind review is not told by what is said to be marked. */
  findOccurrences: Task<{ databasePath: string; sought: Sought; who: string }, Occurrence[]>
}

export const redactionTasks: RedactionTasks = {
  async findOccurrences({ databasePath, sought, who }, control) {
    const db = openToRead(databasePath)
    try {
      return await snapshot(db, () => occurrences(db, { sought, who }, control))
    } finally {
      close(db)
    }
  },
}

/** @throws expressionInvalid, authorityNotFound */
function finder(db: ReadDatabase, { what }: Sought): Finder {
  if (what.kind === 'name') {
    const names = namesOf(db, what.authorityId)
    if (names.length === 0) throw refusal('authorityNotFound', { id: what.authorityId })
    const { whole, short } = formsOfName(names)
    return finderOfForms(whole, short)
  }
  try {
    return finderOf(what)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // The engine quotes the expression before it says what is wrong.
    throw refusal('expressionInvalid', { reason: error.message.split(': ').at(-1) ?? '' })
  }
}

async function occurrences(
  db: ReadDatabase,
  { sought, who }: { sought: Sought; who: string },
  { progress, signal }: TaskControl,
): Promise<Occurrence[]> {
  const find = finder(db, sought)
  const { where } = sought
  const ids = where.kind === 'batch' ? idsInBatch(db, where.batch) : idsInScope(db, where)
  const found: Occurrence[] = []
  for (let from = 0; from < ids.length; from += CHUNK) {
    // A cancel is heard only between two turns of the thread.
    await new Promise((resolve) => setImmediate(resolve))
    if (signal.aborted) throw refusal('cancelled', {})
    const chunk = ids.slice(from, from + CHUNK)
    const rows = new Map(readRows(db, chunk).map((row) => [row.id as number, row]))
    const records = new Map(readDescriptions(db, chunk).map((record) => [record.id as number, record]))
    const texts = Map.groupBy(textsIn(db, chunk), ({ descriptionId }) => descriptionId)
    for (const id of chunk) {
      // The clock of the time limit runs from here.
      progress(from, ids.length)
      const [row, record] = [rows.get(id), records.get(id)]
      if (!row || !record) continue
      const marked = markedIn(db, id, who)
      const about = {
        descriptionId: id as DescriptionId,
        referenceCode: row.referenceCode,
        title: row.title,
      }
      for (const { textId, kind, language, paragraphs } of texts.get(id) ?? [])
        for (const { from: start, to, ...said } of foundIn(paragraphs, find))
          found.push({
            ...{ ...about, ...said, text: { kind, language } },
            place: { kind: 'span', textId: textId as TextId, from: start, to } as Occurrence['place'],
            marked: marked.span(start, to),
          })
      for (const value of valuesIn(record))
        for (const stretch of find(value.value).slice(0, 1))
          found.push({
            ...{ ...about, ...around(value.value, stretch), text: null },
            place: {
              ...{ kind: 'field', of: 'description', id, alternate: null },
              ...{ field: value.field, index: value.index },
            },
            marked: marked.field(value),
          })
      if (found.length > MOST_OCCURRENCES) throw refusal('tooManyHits', { limit: MOST_OCCURRENCES })
    }
  }
  return found
}
