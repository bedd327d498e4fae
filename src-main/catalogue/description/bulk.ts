/** The same change to many descriptions: a few statements for all of them, not a few for each. */
import { LIST_FIELDS } from '../../shared/contract/bulk.ts'
import type { BulkChanges, ListField } from '../../shared/contract/bulk.ts'
import { keysOf } from '../../shared/domain/bulk.ts'
import type { Level } from '../../shared/domain/level.ts'
import { all, get, run, sql } from '../database.ts'
import type { ReadDatabase, Statement, Value, WriteDatabase } from '../database.ts'
import { authorityNamed } from '../authority/link.ts'
import { ledToContainer } from '../container/link.ts'
import { asRows, shelfOf } from './values.ts'
import type { Shelf } from './values.ts'
import { publish } from '../publication.ts'
import { notPublished, UNIT_COLUMNS } from './write.ts'

/** Leads names to their authorities and numbers to their containers, as far as there are any: so that what is there already is known again. */
export function withLinks(db: ReadDatabase, ids: readonly number[], changes: BulkChanges): BulkChanges {
  const lead = <T extends Pick<BulkChanges['add'], 'agents' | 'containers'>>(part: T): T => ({
    ...part,
    ...(part.agents && {
      agents: part.agents.map((agent) => ({
        ...agent,
        authorityId: agent.authorityId ?? authorityNamed(db, agent.name, agent.type),
      })),
    }),
    ...(part.containers && {
      containers: part.containers.map((instance) => ledToContainer(db, ids[0] ?? null, instance)),
    }),
  })
  return { ...changes, set: lead(changes.set), add: lead(changes.add), remove: lead(changes.remove) }
}

/** In the order in which the preview does it: clear, set, remove, add. Containers are those that `first` would mean. */
export function editAll(
  db: WriteDatabase,
  ids: readonly number[],
  changes: BulkChanges,
  first: number | null,
): void {
  if (changes.set.status === 'published') publish(db, notPublished(db, ids))
  const wanted = JSON.stringify(ids)
  const isList = (field: string): field is ListField => (LIST_FIELDS as readonly string[]).includes(field)
  for (const field of changes.clear) {
    if (isList(field)) clearField(db, wanted, shelfOf(field))
    else setColumn(db, wanted, field, null)
  }
  for (const column of UNIT_COLUMNS) {
    const value = (changes.set as Record<string, Value | undefined>)[column]
    if (value !== undefined) setColumn(db, wanted, column, value)
  }
  for (const field of LIST_FIELDS) {
    const values = changes.set[field]
    if (values !== undefined) setField(db, wanted, shelfOf(field), asRows(db, first, field, values))
  }
  for (const field of LIST_FIELDS)
    for (const value of changes.remove[field] ?? []) removeValue(db, wanted, field, value)
  for (const field of LIST_FIELDS) {
    for (const row of asRows(db, first, field, changes.add[field] ?? [])) addValue(db, wanted, field, row)
  }
}

function setColumn(db: WriteDatabase, wanted: string, column: string, value: Value): void {
  run(db, {
    text: `UPDATE description SET ${column} = ? WHERE id IN (SELECT value FROM json_each(?)) AND ${column} IS NOT ?`,
    parameters: [value, wanted, value],
  })
}

const conditions = (columns: Readonly<Record<string, Value>>): Statement => ({
  text: Object.keys(columns)
    .map((column) => ` AND ${column} IS ?`)
    .join(''),
  parameters: Object.values(columns),
})

function clearField(db: WriteDatabase, wanted: string, { table, fixed }: Shelf): void {
  const of = conditions(fixed)
  run(db, {
    text: `DELETE FROM ${table} WHERE descriptionId IN (SELECT value FROM json_each(?))${of.text}`,
    parameters: [wanted, ...of.parameters],
  })
}

/** Rows that stay are changed in place, so that history shows values. */
function setField(
  db: WriteDatabase,
  wanted: string,
  shelf: Shelf,
  rows: readonly Record<string, Value>[],
): void {
  const { table, fixed, columns } = shelf
  const of = conditions(fixed)
  const ranked = `(SELECT id AS rowId, row_number() OVER (PARTITION BY descriptionId ORDER BY seq, id) - 1 AS place
                   FROM ${table} WHERE descriptionId IN (SELECT value FROM json_each(?))${of.text})`
  run(db, {
    text: `DELETE FROM ${table} WHERE id IN (SELECT rowId FROM ${ranked} WHERE place >= ?)`,
    parameters: [wanted, ...of.parameters, rows.length],
  })
  rows.forEach((row, place) => {
    const values = columns.map((column) => row[column] ?? null)
    run(db, {
      text: `UPDATE ${table} SET ${columns.map((column) => `${column} = ?`).join(', ')}
             WHERE id IN (SELECT rowId FROM ${ranked} WHERE place = ?)`,
      parameters: [...values, wanted, ...of.parameters, place],
    })
    insertWhere(
      db,
      wanted,
      shelf,
      row,
      `(SELECT count(*) FROM ${table} WHERE descriptionId = asked.value${of.text}) = ?`,
      [...of.parameters, place],
    )
  })
}

function insertWhere(
  db: WriteDatabase,
  wanted: string,
  { table, fixed, columns }: Shelf,
  row: Readonly<Record<string, Value>>,
  condition: string,
  parameters: readonly Value[],
): void {
  const of = conditions(fixed)
  const names = [...Object.keys(fixed), ...columns]
  run(db, {
    text: `INSERT INTO ${table} (descriptionId, seq, ${names.join(', ')})
           SELECT asked.value,
             coalesce((SELECT max(seq) + 1 FROM ${table} WHERE descriptionId = asked.value${of.text}), 0),
             ${names.map(() => '?').join(', ')}
           FROM json_each(?) AS asked WHERE ${condition}`,
    parameters: [
      ...of.parameters,
      ...Object.values(fixed),
      ...columns.map((column) => row[column] ?? null),
      wanted,
      ...parameters,
    ],
  })
}

function addValue(
  db: WriteDatabase,
  wanted: string,
  field: ListField,
  row: Readonly<Record<string, Value>>,
): void {
  const shelf = shelfOf(field)
  const same = conditions({ ...shelf.fixed, ...keyOf(field, row) })
  insertWhere(
    db,
    wanted,
    shelf,
    row,
    `NOT EXISTS (SELECT 1 FROM ${shelf.table} WHERE descriptionId = asked.value${same.text})`,
    same.parameters,
  )
}

function removeValue(
  db: WriteDatabase,
  wanted: string,
  field: ListField,
  value: Readonly<Record<string, unknown>>,
): void {
  const key = keyOf(field, value as Record<string, Value>)
  // A name that no authority has stands nowhere, and so does a number without a container.
  if (field === 'agents' && key['authorityId'] === null) return
  if (field === 'containers' && key['containerId'] === null) return
  const { table, fixed } = shelfOf(field)
  const same = conditions({ ...fixed, ...key })
  run(db, {
    text: `DELETE FROM ${table} WHERE descriptionId IN (SELECT value FROM json_each(?))${same.text}`,
    parameters: [wanted, ...same.parameters],
  })
}

const keyOf = (field: ListField, row: Readonly<Record<string, Value>>) =>
  Object.fromEntries(keysOf(field).map((key) => [key, row[key] ?? null]))

/** What would stand above what, if these units had a level. */
export const levelPairs = (
  db: ReadDatabase,
  ids: readonly number[],
  level: Level,
): { above: Level; below: Level }[] => {
  const wanted = JSON.stringify(ids)
  return all(
    db,
    sql`WITH wanted (id) AS MATERIALIZED (SELECT value FROM json_each(${wanted}))
        SELECT iif(parent.id IN (SELECT id FROM wanted), ${level}, parent.level) AS above, ${level} AS below
          FROM description AS child JOIN description AS parent ON parent.id = child.parentId
        WHERE child.id IN (SELECT id FROM wanted) AND child.binnedAt IS NULL
        UNION
        SELECT ${level}, iif(child.id IN (SELECT id FROM wanted), ${level}, child.level)
          FROM description AS parent JOIN description AS child ON child.parentId = parent.id
        WHERE parent.id IN (SELECT id FROM wanted) AND child.binnedAt IS NULL`,
  )
}

/** Marks by whom units were checked, where they are. */
export const setCheckedByAll = (db: WriteDatabase, ids: readonly number[], who: string, at: string): void =>
  void run(
    db,
    sql`UPDATE description SET checkedBy = ${who}, checkedAt = ${at}
        WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND checkedBy IS NOT ${who}`,
  )

/** How many descriptions an entry of history is about. */
export const descriptionsOf = (db: ReadDatabase, historyId: number): number =>
  get<{ total: number }>(
    db,
    sql`SELECT count(DISTINCT descriptionId) AS total FROM historyChange WHERE historyId = ${historyId}`,
  )?.total ?? 0
