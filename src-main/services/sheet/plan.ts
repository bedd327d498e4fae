/**
 * The dry run, on a thread of its own: every row of a file is held against the catalogue, and what it would change is
 * written to a plan, line by line. Nothing of the catalogue is written.
 */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { agentTypeOf } from '../../catalogue/description/fit.ts'
import { lastEntry, numbered, withCode, withUid } from '../../catalogue/description/match.ts'
import type { Matched } from '../../catalogue/description/match.ts'
import { readDescription, readDescriptions } from '../../catalogue/description/read.ts'
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { readInstitution } from '../../catalogue/institution.ts'
import { codeOfType } from '../../catalogue/record-type.ts'
import type { SheetKind, SheetLine } from '../../importers/sheet/source.ts'
import { sheetLines } from '../../importers/sheet/source.ts'
import type { Task, TaskControl } from '../../jobs/worker-thread.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Description, DescriptionPatch } from '../../shared/contract/description.ts'
import { DescriptionPatch as PatchSchema } from '../../shared/contract/description.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { ChangeKind, SheetChange, SheetMark, SheetPlan } from '../../shared/contract/sheet.ts'
import { STATUSES } from '../../shared/domain/field.ts'
import { levelBelow, mayContain } from '../../shared/domain/level.ts'
import type { Level } from '../../shared/domain/level.ts'
import { cellText, withCell } from '../../shared/domain/sheet/cell.ts'
import type { CellContext, Celled } from '../../shared/domain/sheet/cell.ts'
import { columnOf } from '../../shared/domain/sheet/column.ts'
import type { Column } from '../../shared/domain/sheet/column.ts'
import { codeOfWord } from '../../shared/i18n/column-name.ts'
import { KINDS } from './opened.ts'
import type { Plan } from './opened.ts'
import { sameText } from './same-text.ts'
import { sheetRefusal } from './refusals.ts'

export interface PlanInput {
  databasePath: string
  path: string
  file: string
  kind: SheetKind
  planPath: string
  asked: SheetPlan
  latest: string
}

/** A line of a plan: what is shown, and what is to be written. */
export interface PlannedChange extends SheetChange {
  id: DescriptionId | null
  uid: string
  parent: { id: DescriptionId | null } | { key: string }
  key: string
  patch: DescriptionPatch
}

export type SheetTasks = { planSheet: Task<PlanInput, Omit<Plan, 'asked' | 'path'>> }
export const sheetTasks: SheetTasks = { planSheet }

/** Fields that say who may see a unit: what stands there is not replaced unless that is asked for. */
const RESTRICTIVE = new Set(['accessConditions', 'legalStatus', 'classification', 'reproductionConditions'])
const BATCH = 300

async function planSheet(input: PlanInput, control: TaskControl): Promise<Omit<Plan, 'asked' | 'path'>> {
  const db = openToRead(input.databasePath)
  try {
    return await snapshot(db, () => new Planner(db, input, control).run())
  } catch (error) {
    throw sheetRefusal(error, input.file)
  } finally {
    close(db)
  }
}

interface FileUnit {
  row: number
  parent: string
  level: Level | null
}

class Planner {
  #db: ReadDatabase
  #input: PlanInput
  #control: TaskControl
  #columns: (Column | null)[]
  #context: CellContext
  /** The rows of the file by the key that other rows name them with. */
  #units = new Map<string, FileUnit>()
  #numbers: Map<string, DescriptionId[]> | null = null
  #seen = new Map<string, number>()
  #codes = new Map<string, number>()
  #contents = new Map<string, number>()
  #total = 0
  #counts = { rows: 0, create: 0, update: 0, unchanged: 0, skipped: 0, problems: 0, notes: 0 }

  constructor(db: ReadDatabase, input: PlanInput, control: TaskControl) {
    this.#db = db
    this.#input = input
    this.#control = control
    this.#columns = input.asked.mapping.map((id) => (id === null ? null : columnOf(id)))
    const institution = readInstitution(db)
    this.#context = {
      usual: institution && { language: institution.language, script: institution.script },
      latest: input.latest,
      separator: input.asked.separator === 'line' ? '\n' : input.asked.separator,
      codeOf: (set, word) => codeOfWord(set, word) ?? (set === 'recordTypes' ? codeOfType(db, word) : null),
      typeOf: (name) => agentTypeOf(db, name) ?? 'person',
    }
  }

  async run(): Promise<Omit<Plan, 'asked' | 'path'>> {
    const match = columnOf(this.#input.asked.match)
    if (match?.field === 'identifiers') this.#numbers = numbered(this.#db, match.kind ?? 'other')
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
      for await (const line of this.#lines()) {
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

  /** Rows with something in them, below the first. */
  async *#lines(): AsyncGenerator<SheetLine> {
    const { path, kind, asked } = this.#input
    let first = true
    for await (const line of sheetLines(path, kind, asked.sheet, this.#control.signal)) {
      if (this.#control.signal.aborted) throw refusal('cancelled', {})
      const blank = line.cells.every((cell) => cell.trim() === '')
      if (!first && !blank) yield line
      if (!blank) first = false
    }
  }

  /** A first reading: which units the file itself has, so that a parent may stand below its children. */
  async #gather(): Promise<void> {
    for await (const line of this.#lines()) {
      this.#total += 1
      const cells = this.#cells(line)
      const level = cells.get('level')?.trim() ?? ''
      const unit = {
        row: line.row,
        parent: cells.get('parent')?.trim() ?? '',
        level: level === '' ? null : (codeOfWord('levels', level) as Level | null),
      }
      for (const key of [cells.get('referenceCode')?.trim() ?? '', cells.get('uid')?.trim() ?? ''])
        if (key !== '' && !this.#units.has(key)) this.#units.set(key, unit)
    }
  }

  /** Cells by column; several columns of the file for one field are its values, in order. */
  #cells(line: SheetLine): Map<string, string> {
    const cells = new Map<string, string>()
    this.#columns.forEach((column, at) => {
      if (!column) return
      const text = (line.cells[at] ?? '').replaceAll(/\r\n?/g, '\n')
      const before = cells.get(column.id)
      const joint = this.#context.separator === '\n' ? '\n' : ` ${this.#context.separator ?? '|'} `
      cells.set(
        column.id,
        before === undefined || before === '' ? text : text === '' ? before : before + joint + text,
      )
    })
    return cells
  }

  *#batch(lines: readonly SheetLine[]): Generator<PlannedChange> {
    const rows = lines.map((line) => this.#found(line))
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
      else this.#counts[change.kind] += 1
      if (change.notes.length > 0) this.#counts.notes += 1
      yield change
    }
  }

  /** The description that a row means, as far as it can be told. */
  #found(line: SheetLine): FoundRow {
    const { asked } = this.#input
    const cells = this.#cells(line)
    const key = cells.get(asked.match)?.trim() ?? ''
    const problems: SheetMark[] = []
    const mark = (column: string | null, code: string, data: Record<string, unknown> = {}) =>
      problems.push({ column, code, data })
    for (const at of line.formulas) {
      const column = this.#columns[at]
      if (column) mark(column.id, 'formulaCell')
    }
    if (key === '') {
      // Without a key a row is known by what it says, so that the same file a second time finds what it made.
      const content = JSON.stringify([...cells])
      const times = (this.#contents.get(content) ?? 0) + 1
      this.#contents.set(content, times)
      const uid = uidOf(`${content} ${String(times)}`)
      return this.#row(line, cells, uid, '', withUid(this.#db, uid), problems)
    }
    const earlier = this.#seen.get(key)
    if (earlier !== undefined) mark(asked.match, 'keyTwice', { row: earlier })
    else this.#seen.set(key, line.row)
    const matched = this.#matched(key)
    if (matched.length > 1) mark(asked.match, 'keyAmbiguous', { count: matched.length })
    const uid = cells.get('uid')?.trim() ?? ''
    return this.#row(line, cells, uid === '' ? uidOf(`${asked.match} ${key}`) : uid, key, matched, problems)
  }

  #matched(key: string): Matched[] {
    const { field } = columnOf(this.#input.asked.match) ?? { field: '' }
    if (field === 'uid') return withUid(this.#db, key)
    if (field === 'referenceCode') return withCode(this.#db, key)
    return (this.#numbers?.get(key) ?? []).map((id) => ({ id, binned: false }))
  }

  #row(
    line: SheetLine,
    cells: Map<string, string>,
    uid: string,
    key: string,
    matched: Matched[],
    problems: SheetMark[],
  ): FoundRow {
    const [first] = matched
    if (first?.binned === true) problems.push({ column: null, code: 'inBin', data: {} })
    return { row: line.row, cells, uid, key, id: first?.id ?? null, problems }
  }

  #change(found: FoundRow, unit: Description | null): PlannedChange | null {
    const { asked } = this.#input
    if (unit === null ? !asked.create : !asked.update) {
      this.#counts.skipped += 1
      return null
    }
    const notes: SheetMark[] = []
    const problems = [...found.problems]
    const parent = this.#parentOf(found, unit, { problems, notes })
    const level = unit?.level ?? this.#levelOf(found, parent)
    const blank: Celled = { ...BLANK, level }
    const { patch, cells } = this.#patch(found, unit, unit ?? blank, { problems, notes })
    this.#checkCode(found, unit, patch, problems)
    if (unit === null) this.#checkLevel(parent, patch.level ?? level, problems)
    const change: Omit<PlannedChange, 'kind'> = {
      row: found.row,
      unit: found.key === '' ? (found.cells.get('referenceCode') ?? firstText(found.cells)) : found.key,
      cells,
      problems,
      notes,
      id: unit?.id ?? null,
      uid: found.uid,
      parent,
      key: found.cells.get('referenceCode')?.trim() ?? '',
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

  #patch(
    found: FoundRow,
    unit: Description | null,
    start: Celled,
    { problems, notes }: Marks,
  ): { patch: DescriptionPatch; cells: SheetChange['cells'] } {
    const { asked, kind } = this.#input
    let patch: DescriptionPatch = {}
    const cells: SheetChange['cells'] = []
    for (const [id, text] of found.cells) {
      const column = columnOf(id)
      if (!column || FILE_ONLY.has(column.field)) continue
      if (text.trim() === '' && (!asked.clear || unit === null)) continue
      const now = { ...start, ...patch } as Celled
      const before = cellText(now, column, this.#context.separator)
      if (sameText(before, text, column, kind)) continue
      const made = withCell(now, column, text, this.#context)
      const checked = 'patch' in made ? PatchSchema.safeParse(made.patch) : null
      if ('problem' in made || checked?.success !== true) {
        const data = 'problem' in made ? made.problem.data : { field: column.field, allowed: '' }
        problems.push({ column: id, code: 'valueNotAllowed', data })
        continue
      }
      const after = cellText({ ...now, ...checked.data } as Celled, column, this.#context.separator)
      if (after === before && unit !== null) continue
      const held = asked.loosen ? null : holdsBack(column, unit, before, checked.data)
      if (held !== null) {
        notes.push({ column: id, code: held, data: {} })
        continue
      }
      if (
        column.field === 'dates' &&
        (checked.data.dates ?? []).some(({ edtf, expression }) => edtf === null && text.includes(expression))
      )
        notes.push({ column: id, code: 'dateUnread', data: {} })
      patch = { ...patch, ...checked.data }
      cells.push({ column: id, before: unit === null ? '' : before, after })
    }
    return { patch, cells }
  }

  /** Where a new unit is to stand. One that is there already stays where it is. */
  #parentOf(
    { cells, row }: FoundRow,
    unit: Description | null,
    { problems, notes }: Marks,
  ): PlannedChange['parent'] {
    const named = cells.get('parent')?.trim() ?? ''
    const { parentId } = this.#input.asked
    if (named === '') return { id: unit?.parentId ?? parentId }
    const there = [...withCode(this.#db, named), ...withUid(this.#db, named)].find(({ binned }) => !binned)
    if (unit !== null) {
      if (there?.id !== unit.parentId) notes.push({ column: 'parent', code: 'notMoved', data: {} })
      return { id: unit.parentId }
    }
    if (there) return { id: there.id }
    const inFile = this.#units.get(named)
    if (inFile === undefined)
      problems.push({ column: 'parent', code: 'parentUnknown', data: { parent: named } })
    else if (this.#isCircle(named, row)) problems.push({ column: 'parent', code: 'parentCircle', data: {} })
    return { key: named }
  }

  #isCircle(start: string, row: number): boolean {
    const passed = new Set<number>([row])
    for (let unit = this.#units.get(start); unit; unit = this.#units.get(unit.parent)) {
      if (passed.has(unit.row)) return true
      passed.add(unit.row)
    }
    return false
  }

  #parentLevel(parent: PlannedChange['parent']): Level | null {
    if ('id' in parent)
      return parent.id === null ? null : (readDescription(this.#db, parent.id)?.level ?? null)
    return this.#units.get(parent.key)?.level ?? null
  }

  #levelOf({ cells }: FoundRow, parent: PlannedChange['parent']): Level {
    const word = cells.get('level')?.trim() ?? ''
    return (
      (word === '' ? null : (codeOfWord('levels', word) as Level | null)) ??
      levelBelow(this.#parentLevel(parent))
    )
  }

  #checkLevel(parent: PlannedChange['parent'], level: Level, problems: SheetMark[]): void {
    const above = this.#parentLevel(parent)
    if (above !== null && !mayContain(above, level))
      problems.push({ column: 'level', code: 'levelNotAllowed', data: { level, parentLevel: above } })
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

interface FoundRow {
  row: number
  cells: Map<string, string>
  uid: string
  key: string
  id: DescriptionId | null
  problems: SheetMark[]
}

interface Marks {
  problems: SheetMark[]
  notes: SheetMark[]
}

const FILE_ONLY = new Set<string>(['uid', 'parent', 'edtf'])

const BLANK: Celled = {
  uid: '',
  referenceCode: null,
  level: 'item',
  otherLevel: null,
  recordType: 'general',
  status: 'draft',
  identifiers: [],
  dates: [],
  extents: [],
  agents: [],
  languages: [],
  accessPoints: [],
  relations: [],
}

/** Why a change would make a record less guarded than it is, or null. */
function holdsBack(
  { field }: Column,
  unit: Description | null,
  before: string,
  patch: DescriptionPatch,
): 'statusNotRaised' | 'restrictionKept' | null {
  if (field === 'status' && patch.status !== undefined) {
    const rank = (status: string) => (STATUSES as readonly string[]).indexOf(status)
    return rank(patch.status) > rank(unit?.status ?? 'draft') ? 'statusNotRaised' : null
  }
  return RESTRICTIVE.has(field) && before !== '' ? 'restrictionKept' : null
}

const firstText = (cells: Map<string, string>): string =>
  [...cells.values()].find((text) => text.trim() !== '') ?? ''

/** An identifier made from words: the same words, the same identifier. */
function uidOf(words: string): string {
  const hex = createHash('sha256').update(`shoko sheet ${words}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
