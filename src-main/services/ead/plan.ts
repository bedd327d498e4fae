/**
 * A file is read whole, on a thread of its own: what it would make is written to a plan, line by line. Nothing of the
 * catalogue is written.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { withCode, withUid } from '../../catalogue/description/match.ts'
import { readDescription } from '../../catalogue/description/read.ts'
import { takenBefore } from '../../catalogue/kept.ts'
import { accountFor, Ledger, readEad } from '../../importers/ead/index.ts'
import type { ReadUnit } from '../../importers/ead/index.ts'
import { patchOf } from '../../importers/ead/unit.ts'
import type { Task, TaskControl } from '../../jobs/worker-thread.ts'
import type { DescriptionPatch } from '../../shared/contract/description.ts'
import type { EadNote, EadResult, EadUnit, EXISTING } from '../../shared/contract/ead.ts'
import { LEVELS, levelBelow, mayContain } from '../../shared/domain/level.ts'
import type { Level } from '../../shared/domain/level.ts'
import type { EadPlan, PlannedUnit } from './opened.ts'
import { eadRefusal } from './refusal.ts'
import { Seen } from './seen.ts'

export interface EadPlanInput {
  databasePath: string
  path: string
  file: string
  planPath: string
  parentId: number | null
  existing: (typeof EXISTING)[number]
}

export type EadTasks = { planEad: Task<EadPlanInput, EadPlan> }
export const eadTasks: EadTasks = { planEad }

/** Of each list as many are shown. */
const LISTED = 2000

async function planEad(input: EadPlanInput, control: TaskControl): Promise<EadPlan> {
  const db = openToRead(input.databasePath)
  try {
    return await snapshot(db, () => new Planner(db, input, control).run())
  } catch (error) {
    throw eadRefusal(error, input.file)
  } finally {
    close(db)
  }
}

/** A unit as the ones below it know it. */
interface Placed {
  level: Level
  existing: number | null
  key: string
  depth: number
  children: number
}

class Planner {
  readonly #db: ReadDatabase
  readonly #input: EadPlanInput
  readonly #control: TaskControl
  readonly #ledger = new Ledger()
  readonly #placed = new Map<number, Placed>()
  readonly #codes = new Seen()
  readonly #ids = new Seen()
  readonly #parentLevel: Level | null
  readonly #units: EadUnit[] = []
  readonly #notes: EadNote[] = []
  readonly #noteCounts = new Map<string, number>()
  readonly #levels = new Map<Level, number>()
  #lines: string[] = []
  #path: number[] = []
  #counts = { units: 0, create: 0, skipped: 0 }

  constructor(db: ReadDatabase, input: EadPlanInput, control: TaskControl) {
    this.#db = db
    this.#input = input
    this.#control = control
    this.#parentLevel = input.parentId === null ? null : (readDescription(db, input.parentId)?.level ?? null)
  }

  async run(): Promise<EadPlan> {
    const { path, planPath, file } = this.#input
    const size = await stat(path).then(
      (found) => found.size,
      () => null,
    )
    const out = createWriteStream(planPath, { mode: 0o600 })
    try {
      const { sha256 } = await readEad(path, {
        signal: this.#control.signal,
        onBytes: (bytes) => this.#control.progress(bytes, size),
        onUnit: (read) => this.#take(read),
        onPiece: async () => {
          const text = this.#lines.join('')
          this.#lines = []
          if (text !== '' && !out.write(text)) await once(out, 'drain')
        },
      })
      const result: EadResult = {
        taken: false,
        file,
        ...this.#counts,
        levels: LEVELS.flatMap((level) => {
          const units = this.#levels.get(level)
          return units === undefined ? [] : [{ level, units }]
        }),
        totals: this.#ledger.totals,
        notes: [...this.#noteCounts].map(([code, count]) => ({ code, count })),
        takenBefore: takenBefore(this.#db, sha256)?.takenAt ?? null,
        historyId: null,
        descriptionIds: [],
      }
      return {
        path: planPath,
        sha256,
        result,
        units: this.#units,
        notes: this.#notes,
        rows: this.#ledger.rows(),
      }
    } finally {
      out.end()
      await once(out, 'close')
    }
  }

  #take(read: ReadUnit): void {
    if (read.isNew) this.#new(read)
    else this.#more(read)
  }

  #more(read: ReadUnit): void {
    const placed = this.#placed.get(read.ordinal)
    const isSkipped = placed?.existing != null
    const kept = accountFor(this.#ledger, read, isSkipped)
    for (const note of read.notes) this.#note(note)
    if (isSkipped || (kept.length === 0 && !read.isChanged)) return
    // Its level and code were settled when it was told of first.
    const { referenceCode: _code, otherLevel: _level, ...patch } = patchOf(read.unit.draft)
    this.#write({
      ordinal: read.ordinal,
      parent: null,
      existing: null,
      uid: null,
      patch: read.isChanged ? patch : null,
      kept,
    })
  }

  #new(read: ReadUnit): void {
    const above = read.parent === null ? null : (this.#placed.get(read.parent) ?? null)
    const depth = above === null ? 0 : above.depth + 1
    this.#forget(depth, read.ordinal)
    const patch = patchOf(read.unit.draft)
    const line = read.node?.line ?? 0
    const key = this.#keyOf(read, patch, above)
    const found = this.#find(key, patch, above)
    const level = this.#levelOf(read, patch, above)
    const placed: Placed = { level, existing: found.existing, key, depth, children: 0 }
    this.#placed.set(read.ordinal, placed)
    if (above) above.children++
    this.#counts.units++
    this.#counts[found.existing === null ? 'create' : 'skipped']++
    this.#levels.set(level, (this.#levels.get(level) ?? 0) + 1)
    if (found.existing === null) this.#settleCode(read, patch)
    const kept = accountFor(this.#ledger, read, found.existing !== null)
    for (const note of read.notes) this.#note(note)
    if (this.#units.length < LISTED)
      this.#units.push({
        depth,
        level,
        otherLevel: patch.otherLevel ?? null,
        referenceCode: read.unit.draft.referenceCode,
        title: patch.title?.[0]?.value ?? null,
        line,
        isThere: found.existing !== null,
      })
    this.#write({
      ordinal: read.ordinal,
      parent: read.parent,
      existing: found.existing,
      uid: found.uid,
      patch: found.existing === null ? { ...patch, level, status: 'draft' } : null,
      kept,
    })
  }

  /** Only the units above are asked for again; of those a list was read of, the ones that may come twice. */
  #forget(depth: number, ordinal: number): void {
    for (const passed of this.#path.splice(depth))
      if ((this.#placed.get(passed)?.depth ?? 2) > 1) this.#placed.delete(passed)
    this.#path.push(ordinal)
  }

  /** By what a unit is known again when the file comes a second time: its id in the file, or else its place. */
  #keyOf(read: ReadUnit, patch: DescriptionPatch, above: Placed | null): string {
    const id = read.node?.attributes['id'] ?? ''
    const own = /^c-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(id)?.[1]
    if (id !== '' && this.#ids.add(id)) {
      if (own !== undefined && read.unit.facts.isOwn) return own
      if (above) return uidOf(`${this.#rootKey} ${id}`)
    } else if (id !== '' && read.node)
      this.#note({ code: 'idTwice', line: read.node.line, column: read.node.column, data: {} })
    if (above === null) {
      const number = patch.identifiers?.find(({ type }) => type === 'eadid')?.value ?? ''
      this.#rootKey = `${number} ${patch.referenceCode ?? ''} ${patch.title?.[0]?.value ?? ''}`
      return uidOf(this.#rootKey)
    }
    return uidOf(`${above.key} ${String(above.children)}`)
  }

  #rootKey = ''

  #find(
    uid: string,
    patch: DescriptionPatch,
    above: Placed | null,
  ): { existing: number | null; uid: string } {
    const [same] = withUid(this.#db, uid)
    const isSkipping = this.#input.existing === 'skip'
    if (same && !same.binned && isSkipping) return { existing: same.id, uid }
    // Below a unit that is new everything is; and only what the file itself numbers is known by its number.
    const code = patch.referenceCode
    if (isSkipping && code != null && (above === null || above.existing !== null)) {
      const [holder] = withCode(this.#db, code)
      if (holder) return { existing: holder.id, uid }
    }
    return { existing: null, uid: same ? randomUUID() : uid }
  }

  /** A level that cannot stand where the file has it is a level of the office's own, by its name. */
  #levelOf(read: ReadUnit, patch: DescriptionPatch, above: Placed | null): Level {
    const parent = above?.level ?? this.#parentLevel
    const note = (code: string, data: EadNote['data'] = {}) =>
      this.#note({ code, line: read.node?.line ?? 0, column: read.node?.column ?? 0, data })
    const said = read.unit.level
    if (said === null) {
      note('levelSupplied')
      return levelBelow(parent)
    }
    if (mayContain(parent, said)) return said
    note('levelMisfit', { level: said, parentLevel: parent ?? '' })
    patch.otherLevel = said
    return 'otherlevel'
  }

  /** A number that another unit has is kept as a number of this one. */
  #settleCode(read: ReadUnit, patch: DescriptionPatch): void {
    const code = patch.referenceCode
    if (code == null) return
    const isTaken = !this.#codes.add(code) || withCode(this.#db, code).length > 0
    if (!isTaken) return
    delete patch.referenceCode
    patch.identifiers = [
      { type: 'referenceCode', label: null, value: code, scope: null },
      ...(patch.identifiers ?? []),
    ]
    this.#note({
      code: 'codeTaken',
      line: read.node?.line ?? 0,
      column: read.node?.column ?? 0,
      data: { code: code.slice(0, 80) },
    })
  }

  #note(note: EadNote): void {
    const count = note.code === 'wordsKept' ? Number(note.data['count']) : 1
    this.#noteCounts.set(note.code, (this.#noteCounts.get(note.code) ?? 0) + count)
    if (this.#notes.length < LISTED) this.#notes.push(note)
  }

  #write(line: PlannedUnit): void {
    this.#lines.push(`${JSON.stringify(line)}\n`)
  }
}

/** An identifier made from words: the same words, the same identifier. */
function uidOf(words: string): string {
  const hex = createHash('sha256').update(`shoko ead ${words}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
