/**
 * The dry run, on a thread of its own: every row of a file is held against the catalogue, and what it would change is
 * written to a plan, line by line. Nothing of the catalogue is written.
 */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { lastEntry, withCode } from '../../../catalogue/description/match.ts'
import { readDescriptions } from '../../../catalogue/description/read.ts'
import { close, openToRead, snapshot } from '../../../catalogue/database.ts'
import type { ReadDatabase } from '../../../catalogue/database.ts'
import type { SheetLine } from '../../../importers/sheet/source.ts'
import type { Task, TaskControl } from '../../../jobs/worker-thread.ts'
import type { Description, DescriptionPatch } from '../../../shared/contract/description.ts'
import type { ChangeKind, SheetMark } from '../../../shared/contract/sheet.ts'
import { BLANK } from '../../../shared/domain/sheet/cell/index.ts'
import type { CellContext, Celled } from '../../../shared/domain/sheet/cell/index.ts'
import type { Column } from '../../../shared/domain/sheet/column.ts'
import { KINDS } from '../opened.ts'
import type { Plan } from '../opened.ts'
import { cellContextOf } from '../read.ts'
import { sheetRefusal } from '../../../importers/sheet/refusal.ts'
import { Finder } from './find.ts'
import { patchOf } from './patch.ts'
import { Places } from './place.ts'
import type { FoundRow, PlanInput, PlannedChange } from './planned.ts'
import { cellsOf, filledLines, mappedColumns, separatorOf } from './rows.ts'

type Planned = Omit<Plan, 'asked' | 'path'>
export type SheetTasks = { planSheet: Task<PlanInput, Planned> }
export const sheetTasks: SheetTasks = { planSheet }

const BATCH = 300

async function planSheet(input: PlanInput, control: TaskControl): Promise<Planned> {
  const db = openToRead(input.databasePath)
  try {
    return await snapshot(db, () => new Planner(db, input, control).run())
  } catch (error) {
    throw sheetRefusal(error, input.file)
  } finally {
    close(db)
  }
}

class Planner {
  #db: ReadDatabase
  #input: PlanInput
  #control: TaskControl
  #columns: (Column | null)[]
  #context: CellContext
  #separator: string
  #finder: Finder
  #places: Places
  #codes = new Map<string, number>()
  #total = 0
  #counts = { rows: 0, create: 0, update: 0, unchanged: 0, skipped: 0, problems: 0, notes: 0 }

  constructor(db: ReadDatabase, input: PlanInput, control: TaskControl) {
    this.#db = db
    this.#input = input
    this.#control = control
    this.#columns = mappedColumns(input.asked)
    this.#separator = separatorOf(input.asked)
    this.#finder = new Finder(db, input.asked.match, this.#columns)
    this.#places = new Places(db, input.asked.parentId)
    this.#context = cellContextOf(db, input.latest, this.#separator)
  }

  async run(): Promise<Planned> {
    await this.#gather()
    const out = createWriteStream(this.#input.planPath, { mode: 0o600 })
    const offsets: number[] = []
    const kinds: number[] = []
    let offset = 0
    try {
      let batch: SheetLine[] = []
      const flush = async () => {
        for (const change of this.#batch(batch)) {
          const line = Buffer.from(`${JSON.stringify(change)}\n`)
          offsets.push(offset)
          kinds.push(KINDS.indexOf(change.kind))
          offset += line.length
          if (!out.write(line)) await once(out, 'drain')
        }
        batch = []
        this.#control.progress(this.#counts.rows, this.#total)
      }
      for await (const line of filledLines(this.#input, this.#control.signal)) {
        batch.push(line)
        if (batch.length === BATCH) await flush()
      }
      await flush()
    } finally {
      out.end()
      await once(out, 'close')
    }
    return {
      offsets: Float64Array.from(offsets),
      kinds: Uint8Array.from(kinds),
      counts: this.#counts,
      lastEntry: lastEntry(this.#db),
    }
  }

  /** A first reading: which units the file itself has, so that a parent may stand below its children. */
  async #gather(): Promise<void> {
    for await (const line of filledLines(this.#input, this.#control.signal)) {
      this.#total += 1
      this.#places.add(line.row, this.#cells(line))
    }
  }

  #cells(line: SheetLine): Map<string, string> {
    return cellsOf(line, this.#columns, this.#separator)
  }

  *#batch(lines: readonly SheetLine[]): Generator<PlannedChange> {
    const rows = lines.map((line) => this.#finder.find(line, this.#cells(line)))
    const units = new Map(
      readDescriptions(
        this.#db,
        rows.flatMap(({ id }) => id ?? []),
      ).map((unit) => [unit.id as number, unit]),
    )
    for (const row of rows) {
      this.#counts.rows += 1
      const change = this.#change(row, row.id === null ? null : (units.get(row.id) ?? null))
      if (!change) continue
      if (change.kind === 'problem') this.#counts.problems += 1
      else if (change.kind === 'note') this.#counts.unchanged += 1
      else if (change.kind === 'skipped') this.#counts.skipped += 1
      else this.#counts[change.kind] += 1
      if (change.notes.length > 0) this.#counts.notes += 1
      yield change
    }
  }

  #change(found: FoundRow, unit: Description | null): PlannedChange | null {
    const { asked } = this.#input
    const named = {
      row: found.row,
      unit: found.key === '' ? (found.cells.get('referenceCode') ?? firstText(found.cells)) : found.key,
      id: unit?.id ?? null,
      uid: found.uid,
      key: found.cells.get('referenceCode')?.trim() ?? '',
    }
    if (unit === null ? !asked.create : !asked.update)
      return {
        ...named,
        kind: 'skipped',
        cells: [],
        problems: [],
        notes: [],
        parent: { id: unit?.parentId ?? null },
        patch: {},
      }
    const notes: SheetMark[] = []
    const problems = [...found.problems]
    const parent = this.#places.parentOf(found, unit, { problems, notes })
    const level = unit?.level ?? this.#places.levelOf(found, parent)
    const blank: Celled = { ...BLANK, level }
    const { patch, cells } = patchOf(found, unit, unit ?? blank, this.#input, this.#context, {
      problems,
      notes,
    })
    this.#checkCode(found, unit, patch, problems)
    if (unit === null) this.#places.checkLevel(parent, patch.level ?? level, problems)
    const change: Omit<PlannedChange, 'kind'> = {
      ...named,
      cells,
      problems,
      notes,
      parent,
      patch: unit === null ? { level, ...patch } : patch,
    }
    const kind: ChangeKind | null =
      problems.length > 0
        ? 'problem'
        : unit === null
          ? 'create'
          : cells.length > 0
            ? 'update'
            : notes.length > 0
              ? 'note'
              : null
    if (kind !== null) return { ...change, kind }
    this.#counts.unchanged += 1
    return null
  }

  #checkCode(
    { row }: FoundRow,
    unit: Description | null,
    { referenceCode }: DescriptionPatch,
    problems: SheetMark[],
  ): void {
    if (!referenceCode) return
    const [holder] = withCode(this.#db, referenceCode)
    const other = this.#codes.get(referenceCode)
    if (holder && holder.id !== unit?.id)
      problems.push({
        column: 'referenceCode',
        code: 'referenceCodeTaken',
        data: { referenceCode, id: holder.id },
      })
    else if (other !== undefined)
      problems.push({ column: 'referenceCode', code: 'keyTwice', data: { row: other } })
    this.#codes.set(referenceCode, row)
  }
}

const firstText = (cells: Map<string, string>): string =>
  [...cells.values()].find((text) => text.trim() !== '') ?? ''
