/**
 * Rows out of the pages of a damaged SQLite file, without SQLite: it gives up at the first page that makes no sense.
 * The format is https://www.sqlite.org/fileformat2.html; whatever does not fit it is left out, never guessed.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Value } from '../database.ts'
import { pageCipherOf, RESERVED } from './encrypted.ts'

export interface StoredRow {
  rowid: number
  values: Value[]
}

export interface PageFile {
  readonly pageCount: number
  /** The format of the record that the file says it has; null where its first page is gone. */
  readonly userVersion: number | null
  page(number: number): Buffer
  close(): void
  readonly usable: number
}

const MAGIC = 'SQLite format 3\0'
const USUAL_PAGE = 4096
const INTERIOR_INDEX = 0x02
const INTERIOR_TABLE = 0x05
const LEAF_INDEX = 0x0a
const LEAF_TABLE = 0x0d
/** No value of a record is larger. */
const MOST_PAYLOAD = 256 * 2 ** 20

export function openPages(path: string): PageFile {
  const cipher = pageCipherOf(path)
  const file = openSync(path, 'r')
  const read = (number: number, size: number) => {
    const bytes = Buffer.alloc(size)
    readSync(file, bytes, 0, size, (number - 1) * size)
    return cipher ? cipher.open(bytes, number) : bytes
  }
  const head = read(1, USUAL_PAGE)
  const known = head.subarray(0, 16).toString('latin1') === MAGIC
  const stated = head.readUInt16BE(16)
  const pageSize = known && stated === 1 ? 65536 : known && stated >= 512 ? stated : USUAL_PAGE
  const { size } = fstatSync(file)
  return {
    pageCount: Math.ceil(size / pageSize),
    userVersion: known ? head.readUInt32BE(60) : null,
    usable: pageSize - (known ? (head[20] ?? 0) : cipher ? RESERVED : 0),
    page: (number) => read(number, pageSize),
    close: () => closeSync(file),
  }
}

/** What could not be read: rows of a table whose number is above `after` and at most `upTo`. */
export interface Gap {
  after: number
  upTo: number
}

export interface Walked {
  /** Pages of the table, overflow pages included. */
  pages: Set<number>
  gaps: Gap[]
  /** Cells that make no sense in pages that do. */
  cells: number
}

/** All rows of the table whose root is `root`, and what of it could not be read. */
export function walkTable(file: PageFile, root: number, take: (row: StoredRow) => void): Walked {
  const walked: Walked = { pages: new Set(), gaps: [], cells: 0 }
  const visit = (number: number, after: number, upTo: number, depth: number): void => {
    if (number < 1 || number > file.pageCount || walked.pages.has(number) || depth > 40) {
      walked.gaps.push({ after, upTo })
      return
    }
    walked.pages.add(number)
    const page = file.page(number)
    const start = number === 1 ? 100 : 0
    const kind = page[start]
    const cells = kind === LEAF_TABLE || kind === INTERIOR_TABLE ? cellsOf(page, start, kind) : null
    if (cells === null) {
      walked.gaps.push({ after, upTo })
      return
    }
    if (kind === LEAF_TABLE) {
      for (const at of cells) {
        const row = rowAt(file, page, at, walked.pages)
        if (row) take(row)
        else walked.cells++
      }
      return
    }
    let low = after
    for (const at of cells) {
      const key = varint(page, at + 4)
      if (key === null) {
        walked.cells++
        continue
      }
      visit(page.readUInt32BE(at), low, key.value, depth + 1)
      low = key.value
    }
    visit(page.readUInt32BE(start + 8), low, upTo, depth + 1)
  }
  visit(root, 0, Number.MAX_SAFE_INTEGER, 0)
  return walked
}

/** All rows of a table without row numbers, which is kept as an index is. */
export function walkIndex(file: PageFile, root: number, take: (values: Value[]) => void): Walked {
  const walked: Walked = { pages: new Set(), gaps: [], cells: 0 }
  const visit = (number: number, depth: number): void => {
    const within = number >= 1 && number <= file.pageCount && !walked.pages.has(number) && depth <= 40
    const page = within ? file.page(number) : null
    const start = number === 1 ? 100 : 0
    const kind = page?.[start]
    const cells = page && (kind === LEAF_INDEX || kind === INTERIOR_INDEX) ? cellsOf(page, start, kind) : null
    walked.pages.add(number)
    if (!page || cells === null) {
      walked.gaps.push({ after: 0, upTo: Number.MAX_SAFE_INTEGER })
      return
    }
    for (const at of cells) {
      if (kind === INTERIOR_INDEX) visit(page.readUInt32BE(at), depth + 1)
      const length = varint(page, kind === INTERIOR_INDEX ? at + 4 : at)
      const bytes = length && payload(file, page, length.next, length.value, true, walked.pages)
      const values = bytes && record(bytes)
      if (values) take(values)
      else walked.cells++
    }
    if (kind === INTERIOR_INDEX) visit(page.readUInt32BE(start + 8), depth + 1)
  }
  visit(root, 0)
  return walked
}

/** The rows of one page when it is whole and a leaf of a table; null otherwise. */
export function rowsOfLeaf(file: PageFile, number: number): StoredRow[] | null {
  const page = file.page(number)
  const start = number === 1 ? 100 : 0
  const cells = page[start] === LEAF_TABLE ? cellsOf(page, start, LEAF_TABLE) : null
  if (cells === null || cells.length === 0) return null
  const rows = cells.map((at) => rowAt(file, page, at, new Set()))
  return rows.every((row) => row !== null) ? rows : null
}

/** Pages that are free: what lies in them was deleted. */
export function freePages(file: PageFile): Set<number> {
  const free = new Set<number>()
  let trunk = file.userVersion === null ? 0 : file.page(1).readUInt32BE(32)
  while (trunk > 1 && trunk <= file.pageCount && !free.has(trunk)) {
    free.add(trunk)
    const page = file.page(trunk)
    const leaves = Math.min(page.readUInt32BE(4), file.usable / 4 - 2)
    for (let index = 0; index < leaves; index++) free.add(page.readUInt32BE(8 + index * 4))
    trunk = page.readUInt32BE(0)
  }
  return free
}

/** Where the cells of a page begin; null when its own header makes no sense. */
function cellsOf(page: Buffer, start: number, kind: number): number[] | null {
  const count = page.readUInt16BE(start + 3)
  const first = start + (kind === INTERIOR_TABLE || kind === INTERIOR_INDEX ? 12 : 8)
  if (first + count * 2 > page.length) return null
  const cells = Array.from({ length: count }, (_, index) => page.readUInt16BE(first + index * 2))
  return cells.every((at) => at >= first + count * 2 && at < page.length - 3) ? cells : null
}

function rowAt(file: PageFile, page: Buffer, at: number, pages: Set<number>): StoredRow | null {
  const length = varint(page, at)
  const rowid = length && varint(page, length.next)
  if (!length || !rowid) return null
  const bytes = payload(file, page, rowid.next, length.value, false, pages)
  const values = bytes && record(bytes)
  return values && { rowid: rowid.value, values }
}

/** The bytes of a cell, gathered from its overflow pages. */
function payload(
  file: PageFile,
  page: Buffer,
  at: number,
  length: number,
  ofIndex: boolean,
  pages: Set<number>,
): Buffer | null {
  const { usable } = file
  if (length > MOST_PAYLOAD) return null
  const most = ofIndex ? Math.floor(((usable - 12) * 64) / 255) - 23 : usable - 35
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((length - least) % (usable - 4))
  const local = length <= most ? length : fitting <= most ? fitting : least
  if (at + local > usable) return null
  const parts = [page.subarray(at, at + local)]
  let missing = length - local
  let next = missing > 0 ? page.readUInt32BE(at + local) : 0
  while (missing > 0) {
    if (next < 2 || next > file.pageCount || pages.has(next)) return null
    pages.add(next)
    const overflow = file.page(next)
    parts.push(overflow.subarray(4, 4 + Math.min(missing, usable - 4)))
    missing -= usable - 4
    next = overflow.readUInt32BE(0)
  }
  return Buffer.concat(parts)
}

const WIDTHS = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

/** The values of a record; null when it does not fit its bytes exactly, or its text is no UTF-8. */
function record(bytes: Buffer): Value[] | null {
  const head = varint(bytes, 0)
  if (!head || head.value > bytes.length) return null
  const types: number[] = []
  for (let at = head.next; at < head.value;) {
    const type = varint(bytes, at)
    if (!type || type.value === 10 || type.value === 11) return null
    types.push(type.value)
    at = type.next
  }
  let at = head.value
  const values: Value[] = []
  for (const type of types) {
    const width = type < 10 ? (WIDTHS[type] ?? 0) : (type - (type % 2 ? 13 : 12)) / 2
    if (at + width > bytes.length) return null
    const value = valueOf(type, bytes.subarray(at, at + width))
    if (value === undefined) return null
    values.push(value)
    at += width
  }
  return at === bytes.length ? values : null
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function valueOf(type: number, bytes: Buffer): Value | undefined {
  if (type === 0) return null
  if (type === 8 || type === 9) return type - 8
  if (type === 7) return bytes.readDoubleBE(0)
  if (type === 6) {
    const value = bytes.readBigInt64BE(0)
    return Number.isSafeInteger(Number(value)) ? Number(value) : value
  }
  if (type < 6) return bytes.readIntBE(0, bytes.length)
  if (type % 2 === 0) return bytes
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** A number of one to nine bytes; null when it is cut off, or larger than any row number or length here. */
function varint(bytes: Buffer, at: number): { value: number; next: number } | null {
  let value = 0
  for (let index = 0; index < 9; index++) {
    const byte = bytes[at + index]
    if (byte === undefined) return null
    value = index === 8 ? value * 256 + byte : value * 128 + (byte & 0x7f)
    if (value > Number.MAX_SAFE_INTEGER) return null
    if (byte < 0x80 || index === 8) return { value, next: at + index + 1 }
  }
  return null
}
