/** Where new units are to stand: under one that is there, or under another row of the file, above it or below. */
import { withCode, withUid } from '../../../catalogue/description/match.ts'
import { readDescription } from '../../../catalogue/description/read.ts'
import type { ReadDatabase } from '../../../catalogue/database.ts'
import type { Description } from '../../../shared/contract/description.ts'
import type { DescriptionId } from '../../../shared/contract/ids.ts'
import type { SheetMark } from '../../../shared/contract/sheet.ts'
import { levelBelow, mayContain } from '../../../shared/domain/level.ts'
import type { Level } from '../../../shared/domain/level.ts'
import { codeOfWord } from '../../../shared/i18n/column-name.ts'
import type { FoundRow, Marks, PlannedChange } from './planned.ts'

interface FileUnit {
  row: number
  parent: string
  level: Level | null
}

type Parent = PlannedChange['parent']

const levelIn = (cells: Map<string, string>): Level | null => {
  const word = cells.get('level')?.trim() ?? ''
  return word === '' ? null : (codeOfWord('levels', word) as Level | null)
}

export class Places {
  #db: ReadDatabase
  /** Under which a new unit without a parent of its own stands. */
  #under: DescriptionId | null
  /** The rows of the file by the key that other rows name them with. */
  #units = new Map<string, FileUnit>()
  #levels = new Map<number, Level | null>()

  constructor(db: ReadDatabase, under: DescriptionId | null) {
    this.#db = db
    this.#under = under
  }

  /** A row of the file that others may name. */
  add(row: number, cells: Map<string, string>): void {
    const unit = { row, parent: cells.get('parent')?.trim() ?? '', level: levelIn(cells) }
    for (const key of [cells.get('referenceCode')?.trim() ?? '', cells.get('uid')?.trim() ?? ''])
      if (key !== '' && !this.#units.has(key)) this.#units.set(key, unit)
  }

  /** One that is there already stays where it is. */
  parentOf({ cells, row }: FoundRow, unit: Description | null, { problems, notes }: Marks): Parent {
    const named = cells.get('parent')?.trim() ?? ''
    if (named === '') return { id: unit?.parentId ?? this.#under }
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

  levelOf({ cells }: FoundRow, parent: Parent): Level {
    return levelIn(cells) ?? levelBelow(this.#parentLevel(parent))
  }

  checkLevel(parent: Parent, level: Level, problems: SheetMark[]): void {
    const above = this.#parentLevel(parent)
    if (above !== null && !mayContain(above, level))
      problems.push({ column: 'level', code: 'levelNotAllowed', data: { level, parentLevel: above } })
  }

  #isCircle(start: string, row: number): boolean {
    const passed = new Set<number>([row])
    for (let unit = this.#units.get(start); unit; unit = this.#units.get(unit.parent)) {
      if (passed.has(unit.row)) return true
      passed.add(unit.row)
    }
    return false
  }

  #parentLevel(parent: Parent): Level | null {
    if (!('id' in parent)) return this.#units.get(parent.key)?.level ?? null
    if (parent.id === null) return null
    const known = this.#levels.get(parent.id)
    if (known !== undefined) return known
    const level = readDescription(this.#db, parent.id)?.level ?? null
    this.#levels.set(parent.id, level)
    return level
  }
}
