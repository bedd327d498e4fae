/**
 * Writing that may be about very many descriptions. What is soon done is done at once; for the rest a job is shown while the
 * caller waits: it can be cancelled, and others are answered meanwhile.
 */
import { setImmediate } from 'node:timers/promises'
import type { WriteDatabase } from '../catalogue/database.ts'
import { createLongStep, SLICE } from '../catalogue/long-step.ts'
import type { Step } from '../catalogue/transact.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { HistoryId } from '../shared/contract/ids.ts'
import { withCheckpoints } from './checkpoints.ts'
import type { Carrying } from './checkpoints.ts'
import type { Jobs } from './queue.ts'

/** What services are given, as far as this needs it. */
interface Context extends Carrying {
  readonly jobs: Jobs
  readonly atOnce: number
}

/** A part that is written in one transaction. */
export interface Slice {
  readonly size: number
  write(db: WriteDatabase): void
}

/** Slices of a list; one, where it is written at once. */
export function slicesOf<T>(
  { atOnce }: Context,
  items: readonly T[],
  write: (db: WriteDatabase, slice: readonly T[]) => void,
  size = SLICE,
): Slice[] {
  const length = items.length <= (atOnce / SLICE) * size ? Math.max(1, items.length) : size
  const slices: Slice[] = []
  for (let from = 0; from < Math.max(1, items.length); from += length) {
    const slice = items.slice(from, from + length)
    slices.push({ size: slice.length, write: (db) => write(db, slice) })
  }
  return slices
}

/** Writes slices as one step of history; null when nothing was changed. @throws cancelled */
export async function writeAll(
  context: Context,
  action: string,
  slices: readonly Slice[],
  step: Pick<Step, 'field' | 'visit' | 'kind' | 'reverses'> & { atOnce?: number } = {},
): Promise<HistoryId | null> {
  const isLong = slices.length > 1
  const long = createLongStep(context.writing(), action, {
    atOnce: context.atOnce,
    ...step,
    isMany: isLong,
  })
  if (!isLong) {
    long.write((db) => slices[0]?.write(db), true)
    if (long.isWhole) return long.historyId
  }
  const size = isLong ? slices.reduce((sum, slice) => sum + slice.size, 0) : 0
  let failure: unknown = null
  const job = context.jobs.start(
    'write',
    'descriptions',
    async ({ signal, progress }) => {
      try {
        await withCheckpoints(context, size, async () => {
          let done = 0
          for (const slice of isLong ? slices : []) {
            await setImmediate()
            if (signal.aborted) throw refusal('cancelled', {})
            long.write((db) => slice.write(db))
            done += slice.size
            progress(done, size)
          }
          await long.finish({ signal, progress }, size)
        })
        return null
      } catch (error) {
        failure = error
        await long.abandon()
        throw error
      }
    },
    { step: { action, kind: step.kind ?? 'do' } },
  )
  const { state } = await context.jobs.wait(job.id)
  if (state !== 'done') throw failure
  return long.historyId
}

/** What is found in very many places is a step by itself: when that ends in the middle, what was answered before stays. */
export const visitOf = ({ atOnce }: Context, visit: string | undefined, uses: number): string | undefined =>
  uses > atOnce ? undefined : visit

/** The same for what is written in one go, and may be found in very many places. */
export const writeOne = async <T>(
  context: Context,
  action: string,
  write: (db: WriteDatabase) => T,
  step: Pick<Step, 'field' | 'visit'> & { atOnce?: number } = {},
): Promise<{ value: T; historyId: HistoryId | null }> => {
  const written: { value?: T } = {}
  const historyId = await writeAll(
    context,
    action,
    [{ size: 1, write: (db) => void (written.value = write(db)) }],
    step,
  )
  return { value: written.value as T, historyId }
}
