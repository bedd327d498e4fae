/**
 * One step over many short transactions, between which others are answered and write. A cancel, a refusal or a crash takes
 * back all of it.
 */
import { setImmediate } from 'node:timers/promises'
import type { HistoryId } from '../shared/contract/ids.ts'
import { refusal } from '../shared/contract/errors.ts'
import { inTransaction, withoutWaiting } from './database.ts'
import type { WriteDatabase } from './database.ts'
import { transact } from './transact.ts'
import type { ChangeNotice, Later, Step, WriteContext } from './transact.ts'
import { abandoning, finish } from './unfinished.ts'

/** Descriptions that are written, or indexed, in one transaction of a long step: as many as take a few dozen milliseconds. */
export const SLICE = 200

export interface Control {
  readonly signal: AbortSignal
  progress(done: number, total: number | null): void
}

export interface LongStep {
  /** The entry; null while nothing was written. */
  readonly historyId: HistoryId | null
  /** Writes some of it. With `isLast` nothing else will be: then it may be all of the step, and as any other. */
  write<T>(fn: (db: WriteDatabase) => T, isLast?: boolean): T
  /** Whether it is whole, with what was written last. */
  readonly isWhole: boolean
  /** Indexes what is left, `done` of the whole being done; then the step is whole, and told of. @throws cancelled */
  finish(control: Control, done?: number): Promise<void>
  /** Takes back what was written, as if it had never been. */
  abandon(): Promise<void>
}

export function createLongStep(
  context: WriteContext,
  action: string,
  {
    isMany = false,
    atOnce = 2 * SLICE,
    ...step
  }: Omit<Step, 'into' | 'later'> & {
    /** It is about more than some hundred descriptions. */
    isMany?: boolean
    /** Descriptions that are indexed in one transaction, where that is all of the step. */
    atOnce?: number
  } = {},
): LongStep {
  const { db } = context
  const due: Later['due'] = new Map()
  const tables = new Set<string>()
  let historyId: HistoryId | null = null
  let isWhole = false
  const tell = () => {
    if (historyId !== null) context.notify({ historyId, tables: [...tables].sort(), descriptionIds: null })
  }
  return {
    get historyId() {
      return historyId
    },
    get isWhole() {
      return isWhole
    },
    write(fn, isLast = false) {
      const isAll = isLast && historyId === null
      let notice: ChangeNotice | undefined
      const quietly = { ...context, notify: (one: ChangeNotice) => (notice = one) }
      const later: Later = { isLast: isAll, isMany, atOnce: isAll ? atOnce : 2 * SLICE, due }
      const write = () =>
        transact(quietly, action, fn, { ...step, ...(historyId !== null && { into: historyId }), later })
      const written = isAll ? write() : withoutWaiting(db, write)
      historyId ??= written.historyId
      isWhole = isAll && due.size === 0
      if (isWhole && notice) context.notify(notice)
      for (const table of notice?.tables ?? []) tables.add(table)
      return written.value
    },
    async finish({ signal, progress }, done = 0) {
      // Upwards: FTS5 begins a new segment whenever a number is not above the last.
      const ids = [...due.keys()].sort((one, other) => one - other)
      for (let from = 0; from < ids.length; from += SLICE) {
        await setImmediate()
        if (signal.aborted) throw refusal('cancelled', {})
        const slice = ids.slice(from, from + SLICE)
        withoutWaiting(db, () =>
          inTransaction(db, () =>
            Map.groupBy(slice, (id) => due.get(id)).forEach((own, how) => how?.(db, own)),
          ),
        )
        progress(done + from + slice.length, done + ids.length)
      }
      if (signal.aborted) throw refusal('cancelled', {})
      if (historyId !== null) finish(db, historyId)
      tell()
    },
    async abandon() {
      if (historyId === null) return
      for (const _ of abandoning(db, historyId)) await setImmediate()
      tell()
    },
  }
}
