/** What was read of a file, written in short transactions that are one entry of history. A cancel, a refusal or a crash takes back all of it. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { setImmediate } from 'node:timers/promises'
import { isDatabaseError } from '../../catalogue/database.ts'
import type { WriteDatabase } from '../../catalogue/database.ts'
import { insertDescription, lastPosition, updateDescription } from '../../catalogue/description/write.ts'
import { keepFragments, noteImportedFile } from '../../catalogue/kept.ts'
import { createLongStep } from '../../catalogue/long-step.ts'
import type { WriteContext } from '../../catalogue/transact.ts'
import type { JobControl } from '../../jobs/queue.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId, HistoryId } from '../../shared/contract/ids.ts'
import type { EadPlan, PlannedUnit } from './opened.ts'

/** Units in one transaction: as many as take a few dozen milliseconds. */
const SLICE = 50
const STEP = 1024

export interface Taken {
  historyId: HistoryId | null
  descriptionIds: DescriptionId[]
}

/** @throws cancelled, eadChanged */
export async function takeEad(
  writing: WriteContext,
  plan: EadPlan,
  parentId: number | null,
  control: JobControl,
): Promise<Taken> {
  const step = createLongStep(writing, 'ead.take')
  const writer = new Writer(writing, plan, parentId)
  const total = plan.result.create
  try {
    let slice: PlannedUnit[] = []
    const write = () => {
      const own = slice
      slice = []
      step.write((db) => own.forEach((line) => writer.write(db, line)))
      control.progress(writer.made, total)
    }
    for await (const line of createInterface({ input: createReadStream(plan.path), crlfDelay: Infinity })) {
      slice.push(JSON.parse(line) as PlannedUnit)
      if (slice.length < SLICE) continue
      write()
      await setImmediate()
      if (control.signal.aborted) throw refusal('cancelled', {})
    }
    if (slice.length > 0) write()
    if (writer.made > 0) step.write((db) => writer.noteFile(db))
    await step.finish(control, writer.made)
  } catch (error) {
    await step.abandon()
    // A number or an identifier that somebody has given meanwhile.
    if (isDatabaseError(error) && error.code.startsWith('SQLITE_CONSTRAINT')) throw refusal('eadChanged', {})
    throw error
  }
  return { historyId: step.historyId, descriptionIds: writer.highest }
}

class Writer {
  readonly #writing: WriteContext
  readonly #plan: EadPlan
  readonly #parentId: number | null
  /** By ordinals. */
  readonly #ids: number[] = []
  readonly #positions = new Map<number, number>()
  readonly highest: DescriptionId[] = []
  #first: number | null = null
  made = 0

  constructor(writing: WriteContext, plan: EadPlan, parentId: number | null) {
    this.#writing = writing
    this.#plan = plan
    this.#parentId = parentId
  }

  write(db: WriteDatabase, { ordinal, parent, existing, uid, patch, kept }: PlannedUnit): void {
    if (existing !== null) {
      this.#ids[ordinal] = existing
      this.#first ??= existing
      return
    }
    if (uid === null) {
      const id = this.#ids[ordinal]
      if (id === undefined) throw refusal('eadChanged', {})
      if (patch) updateDescription(db, id, patch)
      return keepFragments(db, id, kept)
    }
    const under = parent === null ? this.#parentId : (this.#ids[parent] ?? null)
    const position = this.#positions.get(under ?? 0) ?? lastPosition(db, under)
    this.#positions.set(under ?? 0, position + STEP)
    const id = insertDescription(
      db,
      { uid, parentId: under, position, createdAt: this.#writing.clock.now() },
      patch ?? {},
    )
    this.#ids[ordinal] = id
    this.#first ??= id
    if (parent === null) this.highest.push(id)
    if (kept.length > 0) keepFragments(db, id, kept)
    this.made++
  }

  noteFile(db: WriteDatabase): void {
    const { sha256, result, rows } = this.#plan
    if (this.#first === null) return
    noteImportedFile(db, this.#first, {
      name: result.file,
      sha256,
      takenAt: this.#writing.clock.now(),
      ledger: { totals: result.totals, rows: rows.slice(0, 1000) },
    })
  }
}
