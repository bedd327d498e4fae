/** Withheld values of fields, replaced by others; where a whole field is withheld it has one value more than it had. */
import type { DescriptionPatch } from '../../shared/contract/description.ts'
import type { Draft } from '../../shared/domain/redaction/unresolved.ts'
import { all, run, sql } from '../database.ts'
import type { WriteDatabase } from '../database.ts'
import { readDescription } from '../description/read.ts'
import { updateDescription } from '../description/write.ts'
import { valueMarked } from '../redaction/field.ts'
import { otherDigest, otherNumber, otherWords, otherYear } from './random.ts'

/** What leads to a record of its own, or says where in the value something stands. */
const LINKS: Readonly<Record<string, null | undefined>> = {
  authorityId: null,
  termId: null,
  targetId: null,
  containerId: null,
  pageId: undefined,
  region: undefined,
  markup: undefined,
}
/** What is of a list of words, or has a form of its own. */
const OF_FORM = new Set([
  'type',
  'role',
  'kind',
  'source',
  'suppliedBy',
  'certainty',
  'calendar',
  'timeOfDay',
])
const LANGUAGES = new Set(['language', 'script'])
const DATES = new Set(['edtf', 'begins', 'ends', 'reviewOn', 'date'])

function otherValue(value: unknown): unknown {
  if (typeof value === 'string') return otherWords(value)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, own]: [string, unknown]) => {
      if (key in LINKS) return LINKS[key] === null ? [[key, null]] : []
      if (OF_FORM.has(key) || typeof own !== 'string') return [[key, own]]
      if (LANGUAGES.has(key)) return [[key, key === 'language' ? 'fra' : null]]
      if (DATES.has(key)) return [[key, otherYear()]]
      return [[key, key === 'quantity' ? String(otherNumber()) : otherWords(own)]]
    }),
  )
}

/** Fields of descriptions, names of authorities, names of files. */
export function replaceFields(db: WriteDatabase, redactions: readonly Draft[]): void {
  const places = redactions.flatMap(({ anchors }) =>
    anchors.flatMap(({ id, place }) => (place.kind === 'field' ? [{ anchorId: id, ...place }] : [])),
  )
  const marked = new Map<string, { id: number; field: string; indexes: Set<number | null> }>()
  for (const { of, id, field, index } of places) {
    if (of === 'scan') renameScan(db, id)
    else if (of === 'authority') renameAuthority(db, id)
    else {
      const key = `${String(id)}.${field}`
      const known = marked.get(key) ?? { id, field, indexes: new Set() }
      known.indexes.add(index)
      marked.set(key, known)
    }
  }
  for (const { id, field, indexes } of marked.values()) {
    const value: unknown = readDescription(db, id)?.[field as keyof DescriptionPatch]
    if (value === undefined || value === null) continue
    const other = Array.isArray(value) ? otherValues(value, indexes) : otherValue(value)
    updateDescription(db, id, { [field]: other })
  }
  for (const { anchorId, index, ...place } of places)
    if (index !== null)
      run(
        db,
        sql`UPDATE redactionAnchor SET exact = ${valueMarked(db, { ...place, index })} WHERE id = ${anchorId}`,
      )
}

function otherValues(values: readonly unknown[], indexes: ReadonlySet<number | null>): unknown[] {
  const isWhole = indexes.has(null)
  const made = values.map((value, index) => (isWhole || indexes.has(index) ? otherValue(value) : value))
  const last = values.at(-1)
  return isWhole && last !== undefined ? [...made, otherValue(last)] : made
}

function renameAuthority(db: WriteDatabase, authorityId: number): void {
  for (const { id, value } of all<{ id: number; value: string }>(
    db,
    sql`SELECT id, value FROM authorityName WHERE authorityId = ${authorityId}`,
  ))
    run(
      db,
      sql`UPDATE authorityName SET value = ${otherWords(value)}, reading = NULL, romanisation = NULL,
            surname = iif(surname IS NULL, NULL, ${otherWords(value)}), given = iif(given IS NULL, NULL, ${otherWords(value)})
          WHERE id = ${id}`,
    )
}

/** A master with other pixels is another file. */
export const renameScan = (db: WriteDatabase, id: number): void =>
  void run(
    db,
    sql`UPDATE scan SET sha256 = ${otherDigest()}, fileName = ${otherWords('scan')}, byteSize = ${otherNumber()},
          path = ${`scans/${otherDigest()}`}, fileModifiedAt = NULL WHERE id = ${id}`,
  )
