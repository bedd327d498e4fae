/** The one gate of what leaves without the released view: asked for a reason, marked, and told of in the audit. */
import { extname } from 'node:path'
import type { Clock } from '../platform/clock.ts'
import { get, sql } from './database.ts'
import type { ReadDatabase } from './database.ts'
import { actorOf } from './review/actor.ts'
import { recordOffice } from './review/office.ts'
import { transact } from './transact.ts'
import type { WriteContext } from './transact.ts'
import { refusal } from '../shared/contract/errors.ts'
import { staffName } from '../shared/domain/ways-out.ts'
import type { WayOutName } from '../shared/domain/ways-out.ts'

/** Whether anything of a catalogue is under review, or marked. */
export const isUnderReview = (db: ReadDatabase): boolean =>
  get(db, sql`SELECT 1 WHERE EXISTS (SELECT 1 FROM review) OR EXISTS (SELECT 1 FROM redaction)`) !== undefined

interface Leaver {
  readonly clock: Clock
  readonly version: string
  catalogue(): { readonly db: ReadDatabase }
  writing(): WriteContext
}

export interface Leaving {
  /** What leaves says that it is for staff. */
  readonly marked: boolean
  /** The path under which it leaves. */
  named(path: string): string
}

const UNMARKED: Leaving = { marked: false, named: (path) => path }
const MARKED: Leaving = { marked: true, named: (path) => staffName(path, extname(path)) }

/** Asked before anything else, so that whoever gives a reason then can ask again. @throws wayOutNeedsReason, readOnly */
export function checkLeaving(context: Leaver, way: WayOutName, reason: string): void {
  if (!isUnderReview(context.catalogue().db)) return
  context.writing()
  if (reason.trim() === '') throw refusal('wayOutNeedsReason', { way })
}

/**
 * Lets something out on a way of the list.
 * @param told what it is about: ids, formats; never words of a record
 * @throws wayOutNeedsReason, readOnly, reviewerUnnamed
 */
export function leave(
  context: Leaver,
  way: WayOutName,
  { reason, as, told }: { reason: string; as?: string | undefined; told: Readonly<Record<string, unknown>> },
): Leaving {
  if (!isUnderReview(context.catalogue().db)) return UNMARKED
  checkLeaving(context, way, reason)
  const writing = context.writing()
  const actor = actorOf(writing, as)
  transact(writing, 'wayOut.note', (db) =>
    recordOffice(context, db, { actor, act: 'wayOut', after: { way, ...told }, reason: reason.trim() }, null),
  )
  return MARKED
}
