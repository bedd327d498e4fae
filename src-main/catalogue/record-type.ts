/** The types of record that a catalogue has: those shipped with the program, and what the office made of them. */
import general from '../../resources/record-types/general.json' with { type: 'json' }
import letter from '../../resources/record-types/letter.json' with { type: 'json' }
import minutes from '../../resources/record-types/minutes.json' with { type: 'json' }
import photograph from '../../resources/record-types/photograph.json' with { type: 'json' }
import telegram from '../../resources/record-types/telegram.json' with { type: 'json' }
import { DescriptionPatch } from '../shared/contract/description.ts'
import { RecordType, RecordTypeField } from '../shared/contract/record-type.ts'
import type { ListedRecordType } from '../shared/contract/record-type.ts'
import { GENERAL, requiredFields, withValuesOf } from '../shared/domain/record-type.ts'
import type { FieldName } from '../shared/domain/field.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'

const SHIPPED: readonly RecordType[] = [general, telegram, letter, minutes, photograph].map((type) =>
  RecordType.parse(type),
)

export const isShipped = (code: string): boolean => SHIPPED.some((type) => type.code === code)

/** Definitions that were read: the same text is the same type. */
const read = new Map<string, RecordType>()

/** A definition as an earlier or later program may have written it: fields that this one does not know are left out. */
function parsed(definition: string): RecordType {
  const known = read.get(definition)
  if (known) return known
  const given = JSON.parse(definition) as { fields: unknown[] }
  const type = RecordType.parse({
    ...given,
    fields: given.fields.filter((entry) => RecordTypeField.safeParse(entry).success),
  })
  read.set(definition, type)
  return type
}

const ownTypes = (db: ReadDatabase): RecordType[] =>
  all<{ definition: string }>(db, sql`SELECT definition FROM recordType ORDER BY code`).map(
    ({ definition }) => parsed(definition),
  )

export function recordTypes(db: ReadDatabase): ListedRecordType[] {
  const own = new Map(ownTypes(db).map((type) => [type.code, type]))
  return [
    ...SHIPPED.map((type): ListedRecordType => {
      const changed = own.get(type.code)
      return changed ? { type: changed, origin: 'changed' } : { type, origin: 'shipped' }
    }),
    ...[...own.values()]
      .filter(({ code }) => !isShipped(code))
      .map((type): ListedRecordType => ({ type, origin: 'own' })),
  ]
}

export const recordTypeOf = (db: ReadDatabase, code: string): RecordType | null =>
  recordTypes(db).find(({ type }) => type.code === code)?.type ?? null

const required = new WeakMap<RecordType, readonly FieldName[]>()

function requiredBy(type: RecordType): readonly FieldName[] {
  const known = required.get(type)
  if (known) return known
  const fields = requiredFields(type)
  required.set(type, fields)
  return fields
}

/** The fields that each type requires; a type that is not known requires what a general record does. */
export function requirements(db: ReadDatabase): (code: string) => readonly FieldName[] {
  const own = ownTypes(db)
  const find = (code: string) => [...own, ...SHIPPED].find((type) => type.code === code)
  return (code) => {
    const type = find(code) ?? find(GENERAL)
    return type ? requiredBy(type) : []
  }
}

/** As shipped; for a code that is not, what a record of an unknown type is taken for. */
const shippedOr = (code: string): RecordType | undefined =>
  SHIPPED.find((type) => type.code === code) ?? SHIPPED.find((type) => type.code === GENERAL)

/** Types that require other fields than they did before a change: what is complete among their records is judged anew. */
export function typesJudgedAnew(db: ReadDatabase, changeId: number): string[] {
  const changes = all<{ code: string; before: string | null }>(
    db,
    sql`SELECT coalesce(recordType.code, before ->> '$.code') AS code, before ->> '$.definition' AS before
        FROM historyChange NOT INDEXED LEFT JOIN recordType ON recordType.id = rowId
        WHERE historyChange.id > ${changeId} AND tableName = 'recordType'`,
  )
  const now = requirements(db)
  return changes.flatMap(({ code, before }) => {
    const old = before === null ? shippedOr(code) : parsed(before)
    const same = old && [...requiredFields(old)].sort().join() === [...now(code)].sort().join()
    return same ? [] : [code]
  })
}

export const descriptionsOfTypes = (db: ReadDatabase, codes: readonly string[]): number[] =>
  codes.length === 0
    ? []
    : all<{ id: number }>(
        db,
        sql`SELECT id FROM description WHERE binnedAt IS NULL
            AND recordType IN (SELECT value FROM json_each(${JSON.stringify(codes)})) ORDER BY id`,
      ).map(({ id }) => id)

/** What a new record of its type begins with, where `fields` say nothing; of a type that is not known, they stand alone. */
export function begun(db: ReadDatabase, fields: DescriptionPatch): DescriptionPatch {
  const type = recordTypeOf(db, fields.recordType ?? GENERAL)
  return type ? DescriptionPatch.parse(withValuesOf(type, fields)) : fields
}

/** The code of one of the office's own types by its name in either language. */
export function codeOfType(db: ReadDatabase, label: string): string | null {
  const wanted = label.normalize('NFKC').trim().toLowerCase()
  const named = ownTypes(db).find((type) =>
    [type.code, type.label.en, type.label.ja].some((name) => name.normalize('NFKC').toLowerCase() === wanted),
  )
  return named?.code ?? null
}

export function putRecordType(db: WriteDatabase, type: RecordType): void {
  const definition = JSON.stringify(type)
  const there = get<{ id: number }>(db, sql`SELECT id FROM recordType WHERE code = ${type.code}`)
  if (there) run(db, sql`UPDATE recordType SET definition = ${definition} WHERE id = ${there.id}`)
  else run(db, sql`INSERT INTO recordType (code, definition) VALUES (${type.code}, ${definition})`)
}

export const removeRecordType = (db: WriteDatabase, code: string): void =>
  void run(db, sql`DELETE FROM recordType WHERE code = ${code}`)

/** How many records are of a type, those in the bin too: they may come back. */
export const usesOfRecordType = (db: ReadDatabase, code: string): number =>
  get<{ uses: number }>(db, sql`SELECT count(*) AS uses FROM description WHERE recordType = ${code}`)?.uses ??
  0
