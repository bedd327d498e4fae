/** History, the record as it was, undo and redo. */
import { readDescription, readRows } from '../catalogue/description/read.ts'
import { checkLevelInPlace, checkReferenceCode, withoutDeadLinks } from '../catalogue/description/rules.ts'
import { updateDescription } from '../catalogue/description/write.ts'
import {
  descriptionsLeft,
  descriptionsOf,
  historyNames,
  listHistory,
  readEntry,
  redoable,
  undoable,
} from '../catalogue/history.ts'
import { databasePath } from '../catalogue/open.ts'
import { openPast } from '../catalogue/past.ts'
import type { Past } from '../catalogue/past.ts'
import { differences, EDITED_FIELDS, isEmpty, readRecord, replaceTexts } from '../catalogue/record.ts'
import type { RecordedText } from '../catalogue/record.ts'
import type { WholeRecord } from '../catalogue/record.ts'
import { withoutGuard } from '../catalogue/lending/guard.ts'
import { SLICE } from '../catalogue/long-step.ts'
import { otherChangesOf, reverse, stretchesOf } from '../catalogue/recording.ts'
import type { ReadDatabase } from '../catalogue/database.ts'
import { transact } from '../catalogue/transact.ts'
import { unfinished } from '../catalogue/unfinished.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { HistoryEntry, OtherChange, RecordChange } from '../shared/contract/history.ts'
import type { Context, Service } from './context.ts'
import { writeAll } from '../jobs/long.ts'
import type { Slice } from '../jobs/long.ts'

/** How many descriptions of an entry are named. */
const MOST_IDS = 100_000

export const history: Service<'history'> = {
  list: (context, { offset, limit, ...filter }) =>
    listHistory(context.catalogue().db, filter, { offset, limit }),

  names: (context) => historyNames(context.catalogue().db),

  changes(context, { id, descriptionId, ...window }) {
    const { db } = context.catalogue()
    const entry = readEntry(db, id)
    if (!entry) return { total: 0, records: [], others: [] }
    return {
      total: entry.descriptions,
      records: withPast(context, (past) =>
        (descriptionId === undefined ? descriptionsOf(db, id, window) : [descriptionId]).map((one) =>
          changeOfRecord(db, past, one, id),
        ),
      ),
      others: window.offset === 0 ? otherChanges(db, id) : [],
    }
  },

  descriptions(context, { id }) {
    const { db } = context.catalogue()
    return { ids: descriptionsLeft(db, id, MOST_IDS) }
  },

  record(context, { descriptionId, historyId }) {
    const { db } = context.catalogue()
    const { at, who } = present(db, historyId)
    const then = withPlace(db, recordThen(context, descriptionId, historyId))
    const now = withPlace(db, readRecord(db, descriptionId))
    const differing = new Set(differences(then, now).map(({ field }) => field))
    return {
      at,
      who,
      then: then !== null,
      now: now !== null,
      title: titleOf(now) ?? titleOf(then),
      fields: Object.keys(then ?? now ?? {})
        .map((field) => ({
          field,
          then: then?.[field] ?? null,
          now: now?.[field] ?? null,
          differs: differing.has(field),
          restorable: isRestorable(field),
        }))
        .filter((field) => !isEmpty(field.then) || !isEmpty(field.now)),
    }
  },

  restore(context, { descriptionId: id, historyId, fields }) {
    const writing = context.writing()
    const { db } = writing
    present(db, historyId)
    const unknown = fields?.find((field) => !isRestorable(field))
    if (unknown !== undefined) throw refusal('fieldUnknown', { field: unknown })
    const unit = readDescription(db, id)
    const then = recordThen(context, id, historyId)
    if (!unit || unit.binnedAt !== null || then === null) throw refusal('descriptionNotFound', { id })
    const wanted = fields ?? [...EDITED_FIELDS, 'texts']
    const patch = withoutDeadLinks(
      db,
      Object.fromEntries(
        EDITED_FIELDS.filter((field) => wanted.includes(field)).map((field) => [field, then[field]]),
      ),
    )
    if (patch.level !== undefined) checkLevelInPlace(db, unit, patch.level)
    checkReferenceCode(db, patch.referenceCode, id)
    transact(
      writing,
      'history.restore',
      (db) => {
        updateDescription(db, id, patch)
        const differing = differences(readRecord(db, id), then).some(({ field }) => field === 'texts')
        if (wanted.includes('texts') && differing) replaceTexts(db, id, then['texts'] as RecordedText[])
      },
      { field: fields?.length === 1 ? fields[0] : undefined },
    )
    const restored = readDescription(db, id)
    if (!restored) throw refusal('descriptionNotFound', { id })
    return restored
  },

  state(context) {
    const { db } = context.catalogue()
    const [undo, redo] = [undoable(db), redoable(db)]
    return {
      undo,
      redo,
      another: { undo: isAnothers(context, undo), redo: isAnothers(context, redo) },
    }
  },

  undo(context, { id }) {
    const entry = undoable(context.writing().db)
    if (!entry) throw refusal('nothingToUndo', {})
    return takeBack(context, entry, 'undo', id)
  },

  redo(context, { id }) {
    const entry = redoable(context.writing().db)
    if (!entry) throw refusal('nothingToRedo', {})
    return takeBack(context, entry, 'redo', id)
  },
}

/** What nobody put a name to is anybody's. */
const isAnothers = ({ settings }: Context, entry: HistoryEntry | null): boolean =>
  entry !== null && entry.who !== '' && entry.who !== settings.read().who

/** A new entry that names the one it reverses; nothing is erased. */
async function takeBack(
  context: Context,
  entry: HistoryEntry,
  kind: 'undo' | 'redo',
  named: number | undefined,
): Promise<HistoryEntry> {
  const writing = context.writing()
  // What is taken back is what the person was told, even when something was done in between.
  if (named !== undefined && named !== entry.id)
    throw refusal(kind === 'undo' ? 'nothingToUndo' : 'nothingToRedo', {})
  if (named === undefined && isAnothers(context, entry))
    throw refusal('doneByAnother', { id: entry.id, who: entry.who, at: entry.at })
  // What goes on since may be about the same rows, and may itself be taken back.
  if (unfinished(writing.db).some((id) => id > entry.id)) throw refusal('jobsRunning', {})
  const historyId = await writeAll(context, entry.action, slicesBack(context, writing.db, entry), {
    field: entry.field ?? undefined,
    kind,
    reverses: entry.id,
  })
  const made = historyId === null ? null : readEntry(writing.db, historyId)
  if (!made) throw refusal(kind === 'undo' ? 'nothingToUndo' : 'nothingToRedo', {})
  return made
}

function slicesBack({ atOnce }: Context, db: ReadDatabase, { id, action, changes }: HistoryEntry): Slice[] {
  // Steps of lending are the only ones that write to what is out; a return is whole only at its end.
  if (action.startsWith('loan.'))
    return [{ size: changes, write: (db) => withoutGuard(db, () => reverse(db, id)) }]
  // Of more than a thousand it is not known how many they are.
  const stretches = changes <= Math.min(atOnce, 1000) ? [] : stretchesOf(db, id, SLICE)
  return stretches.length * SLICE <= 2 * atOnce
    ? [{ size: changes, write: (db) => reverse(db, id) }]
    : stretches.map((stretch) => ({ size: stretch.size, write: (db) => reverse(db, id, stretch) }))
}

function present(db: ReadDatabase, historyId: number): HistoryEntry {
  const found = readEntry(db, historyId)
  if (!found) throw refusal('historyNotFound', { id: historyId })
  return found
}

const isRestorable = (field: string): boolean =>
  field === 'texts' || (EDITED_FIELDS as readonly string[]).includes(field)

function withPast<T>(context: Context, look: (past: Past) => T): T {
  const past = openPast(databasePath(context.catalogue().folder))
  try {
    return look(past)
  } finally {
    past.close()
  }
}

const recordThen = (context: Context, descriptionId: number, historyId: number): WholeRecord | null =>
  withPast(context, (past) => readRecord(past.at(descriptionId, historyId), descriptionId))

/** Where a record stands is told by what it stands under, as that is called now. */
function withPlace(db: ReadDatabase, record: WholeRecord | null): WholeRecord | null {
  if (record === null) return null
  const { parentId, position } = record['place'] as { parentId: number | null; position: number }
  const [parent] = parentId === null ? [] : readRows(db, [parentId])
  return {
    ...record,
    place: { parentId, position, title: parent?.title ?? null, referenceCode: parent?.referenceCode ?? null },
  }
}

const titleOf = (record: WholeRecord | null): string | null =>
  (record?.['title'] as { value: string }[] | undefined)?.[0]?.value ?? null

/** What one entry did to one record: the record right after it against the record right before. */
function changeOfRecord(db: ReadDatabase, past: Past, id: number, historyId: number): RecordChange {
  const after = withPlace(db, readRecord(past.at(id, historyId), id))
  const before = withPlace(db, readRecord(past.at(id, historyId - 1), id))
  return {
    id: id as RecordChange['id'],
    kind: before === null ? 'created' : after === null ? 'deleted' : 'changed',
    title: titleOf(after) ?? titleOf(before),
    referenceCode: ((after ?? before)?.['referenceCode'] as string | null | undefined) ?? null,
    fields: differences(before, after),
  }
}

const MOST_OTHERS = 200
const KINDS = { insert: 'created', update: 'changed', delete: 'deleted' } as const

function otherChanges(db: ReadDatabase, historyId: number): OtherChange[] {
  return otherChangesOf(db, historyId, MOST_OTHERS).map(({ tableName, operation, before, after }) => {
    const [old, fresh] = [columns(before), columns(after)]
    return {
      table: tableName,
      kind: KINDS[operation],
      values: Object.keys(old)
        .filter((name) => name !== 'id')
        .map((name) => ({ name, before: shown(old[name]), after: shown(fresh[name]) })),
    }
  })
}

const columns = (image: string | null) => JSON.parse(image ?? '{}') as Record<string, unknown>

const shown = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value)
