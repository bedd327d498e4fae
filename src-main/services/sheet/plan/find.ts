/** Which description a row means. */
import { createHash } from 'node:crypto'
import { numbered, withCode, withUid } from '../../../catalogue/description/match.ts'
import type { Matched } from '../../../catalogue/description/match.ts'
import type { ReadDatabase } from '../../../catalogue/database.ts'
import type { SheetLine } from '../../../importers/sheet/source.ts'
import type { DescriptionId } from '../../../shared/contract/ids.ts'
import type { SheetMark } from '../../../shared/contract/sheet.ts'
import { columnOf } from '../../../shared/domain/sheet/column.ts'
import type { Column } from '../../../shared/domain/sheet/column.ts'
import type { FoundRow } from './planned.ts'

export class Finder {
  #db: ReadDatabase
  #match: string
  #field: string
  #columns: readonly (Column | null)[]
  #numbers: Map<string, DescriptionId[]> | null = null
  #seen = new Map<string, number>()
  #contents = new Map<string, number>()

  constructor(db: ReadDatabase, match: string, columns: readonly (Column | null)[]) {
    const column = columnOf(match)
    this.#db = db
    this.#match = match
    this.#field = column?.field ?? ''
    this.#columns = columns
    if (column?.field === 'identifiers') this.#numbers = numbered(db, column.kind ?? 'other')
  }

  find(line: SheetLine, cells: Map<string, string>): FoundRow {
    const key = cells.get(this.#match)?.trim() ?? ''
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
    if (earlier !== undefined) mark(this.#match, 'keyTwice', { row: earlier })
    else this.#seen.set(key, line.row)
    const matched = this.#matched(key)
    if (matched.length > 1) mark(this.#match, 'keyAmbiguous', { count: matched.length })
    const uid = cells.get('uid')?.trim() ?? ''
    return this.#row(line, cells, uid === '' ? uidOf(`${this.#match} ${key}`) : uid, key, matched, problems)
  }

  #matched(key: string): Matched[] {
    if (this.#field === 'uid') return withUid(this.#db, key)
    if (this.#field === 'referenceCode') return withCode(this.#db, key)
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
}

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
