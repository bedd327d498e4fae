/** Containers as lists and records show them. */
import type { Container, ContainerRow, Placed } from '../../shared/contract/container.ts'
import type { ContainerId, DescriptionId } from '../../shared/contract/ids.ts'
import { CONTAINER_TYPES, containerTypeName, numberKey } from '../../shared/domain/container.ts'
import type { SourceContainer } from '../../shared/domain/released-view.ts'
import { fold } from '../../shared/domain/fold.ts'
import { all, get, sql } from '../database.ts'
import type { ReadDatabase, Statement, Value } from '../database.ts'

export interface Filter {
  query: string
  locationId: number | null
  unplaced: boolean
}

/** Deeper than this nobody puts one container into another. */
export const DEEPEST = 8

/**
 * The chain from a container to the outermost one that it is in, as `place (id, withinId, locationId, depth)`: it stands
 * where that stands.
 */
const PLACE = (id: string) => `
  WITH RECURSIVE place (withinId, locationId, depth) AS (
    SELECT withinId, locationId, 0 FROM container AS own WHERE own.id = ${id}
    UNION ALL
    SELECT outer.withinId, outer.locationId, depth + 1 FROM container AS outer JOIN place ON outer.id = place.withinId
    WHERE depth < ${String(DEEPEST)})`

/** The location of a container, its own or that of what it is in, as an expression over its `id`. */
const locationOf = (id: string) => `(SELECT path FROM location WHERE location.id =
  (${PLACE(id)} SELECT locationId FROM place WHERE withinId IS NULL))`

/** Ids of the containers that stand at the locations of which a condition holds, with those that are in them. */
export const standingAt = (condition: string): string => `
  (WITH RECURSIVE standing (id) AS (
     SELECT id FROM container WHERE withinId IS NULL AND locationId IN (SELECT id FROM location WHERE ${condition})
     UNION SELECT inside.id FROM container AS inside JOIN standing ON inside.withinId = standing.id)
   SELECT id FROM standing)`

/** Whether a container is meant by every word of a query, or by its barcode. */
function filtered({ query, locationId, unplaced }: Filter): Statement {
  const conditions: string[] = []
  const parameters: Value[] = []
  const barcode = query.normalize('NFKC').trim()
  const words = barcode.split(/[\s/]+/u).filter((word) => word !== '')
  if (words.length > 0) {
    const each = words.map((word) => {
      const types = typesLike(word)
      parameters.push(numberKey(word), `${like(word)}%`, JSON.stringify(types), fold(word))
      return `(sortKey = ? OR indicator LIKE ? ESCAPE '\\' OR type IN (SELECT value FROM json_each(?))
        OR id IN ${standingAt('holds(path, ?, 1)')})`
    })
    parameters.push(barcode)
    conditions.push(`((${each.join(' AND ')}) OR barcode = ?)`)
  }
  if (locationId !== null) {
    conditions.push(`id IN ${standingAt('location.id = ?')}`)
    parameters.push(locationId)
  }
  if (unplaced) conditions.push(`id NOT IN ${standingAt('true')}`)
  return { text: conditions.length === 0 ? 'true' : conditions.join(' AND '), parameters }
}

const like = (text: string) => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)

/** Types of which a word is the name in one of the languages; the office's own word is its own. */
const typesLike = (word: string): string[] => {
  const wanted = fold(word)
  const known = CONTAINER_TYPES.filter((code) =>
    [code, containerTypeName(code, 'en'), containerTypeName(code, 'ja')].some(
      (name) => fold(name) === wanted,
    ),
  )
  return [...known, word]
}

const ORDER = 'sortKey, type, container.id'

export const containerIds = (db: ReadDatabase, filter: Filter): ContainerId[] => {
  const { text, parameters } = filtered(filter)
  return all<{ id: ContainerId }>(db, {
    text: `SELECT id FROM container WHERE ${text} ORDER BY ${ORDER}`,
    parameters,
  }).map(({ id }) => id)
}

export function containerWindow(
  db: ReadDatabase,
  filter: Filter,
  { offset, limit }: { offset: number; limit: number },
): { total: number; rows: ContainerRow[] } {
  const { text, parameters } = filtered(filter)
  const total = get<{ total: number }>(db, {
    text: `SELECT count(*) AS total FROM container WHERE ${text}`,
    parameters,
  })
  const ids = all<{ id: number }>(db, {
    text: `SELECT id FROM container WHERE ${text} ORDER BY ${ORDER} LIMIT ? OFFSET ?`,
    parameters: [...parameters, limit, offset],
  }).map(({ id }) => id)
  return { total: total?.total ?? 0, rows: containerRows(db, ids) }
}

/** Lines of a list, in the order of the ids. */
export function containerRows(db: ReadDatabase, ids: readonly number[]): ContainerRow[] {
  const rows = all<Omit<ContainerRow, 'first'> & { firstId: DescriptionId | null }>(db, {
    text: `SELECT id, type, indicator, barcode, ${locationOf('container.id')} AS location,
             (SELECT count(DISTINCT descriptionId) FROM instance JOIN description ON description.id = descriptionId
              WHERE containerId = container.id AND binnedAt IS NULL) AS count,
             (SELECT descriptionId FROM instance JOIN description ON description.id = descriptionId
              WHERE containerId = container.id AND binnedAt IS NULL ORDER BY instance.id LIMIT 1) AS firstId
           FROM container WHERE id IN (SELECT value FROM json_each(?))`,
    parameters: [JSON.stringify(ids)],
  })
  const firsts = new Map(
    all<{ id: DescriptionId; referenceCode: string | null; title: string | null }>(
      db,
      sql`SELECT id, referenceCode,
             (SELECT value FROM descriptionText WHERE descriptionId = description.id AND field = 'title' ORDER BY seq LIMIT 1) AS title
          FROM description WHERE id IN (SELECT value FROM json_each(${JSON.stringify(rows.map(({ firstId }) => firstId))}))`,
    ).map((first) => [first.id, first]),
  )
  const byId = new Map(rows.map((row) => [row.id as number, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const { firstId, ...line } = row
    return [{ ...line, first: firstId === null ? null : (firsts.get(firstId) ?? null) }]
  })
}

export function readContainer(db: ReadDatabase, id: number): Container | null {
  const own = get<Omit<Container, 'location' | 'within' | 'inside' | 'count'>>(
    db,
    sql`SELECT id, type, indicator, barcode, withinId, locationId, dimensions, extent, note FROM container WHERE id = ${id}`,
  )
  const [row] = containerRows(db, [id])
  if (!own || !row) return null
  const within =
    own.withinId === null
      ? null
      : get<NonNullable<Container['within']>>(
          db,
          sql`SELECT id, type, indicator FROM container WHERE id = ${own.withinId}`,
        )
  const inside = all<{ id: number }>(
    db,
    sql`SELECT id FROM container WHERE withinId = ${id} ORDER BY sortKey, type, id LIMIT 500`,
  )
  return {
    ...own,
    location: row.location,
    count: row.count,
    within: within ?? null,
    inside: containerRows(
      db,
      inside.map((one) => one.id),
    ),
  }
}

/** Descriptions in a container, by folder and item; what is in the bin is left out. */
export function contentsOf(
  db: ReadDatabase,
  containerId: number,
  { offset, limit }: { offset: number; limit: number },
): { total: number; rows: { id: number; folder: string | null; item: string | null }[] } {
  const found = all<{ id: number; folder: string | null; item: string | null }>(
    db,
    sql`SELECT descriptionId AS id, folder, item FROM instance JOIN description ON description.id = descriptionId
        WHERE containerId = ${containerId} AND binnedAt IS NULL ORDER BY instance.id`,
  )
  const key = ({ folder, item }: (typeof found)[number]) =>
    `${folder === null ? '' : numberKey(folder)}\u0000${item === null ? '' : numberKey(item)}`
  // Numbers of folders are sorted as the numbers that they are, which SQLite cannot.
  const sorted = found
    .map((one) => ({ one, key: key(one) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return { total: found.length, rows: sorted.slice(offset, offset + limit).map(({ one }) => one) }
}

/** Containers of which a number, a word or the barcode is typed, those of the same highest unit first. */
export function suggested(
  db: ReadDatabase,
  query: string,
  forId: number | null,
  limit: number,
): ContainerRow[] {
  const { text, parameters } = filtered({ query, locationId: null, unplaced: false })
  const ids = all<{ id: number }>(db, {
    text: `WITH RECURSIVE line (id, parentId) AS (
             SELECT id, parentId FROM description WHERE id = ?
             UNION ALL SELECT above.id, above.parentId FROM description AS above JOIN line ON above.id = line.parentId),
           found AS (SELECT id, sortKey, type, barcode FROM container WHERE ${text} ORDER BY ${ORDER} LIMIT 200)
           SELECT id FROM found ORDER BY barcode = ? DESC, sortKey = ? DESC,
             (WITH RECURSIVE up (id, parentId) AS (
                SELECT id, parentId FROM description WHERE id = (SELECT descriptionId FROM instance WHERE containerId = found.id ORDER BY instance.id LIMIT 1)
                UNION ALL SELECT above.id, above.parentId FROM description AS above JOIN up ON above.id = up.parentId)
              SELECT id FROM up WHERE parentId IS NULL) IS (SELECT id FROM line WHERE parentId IS NULL) DESC,
             sortKey, type, id LIMIT ?`,
    parameters: [
      forId,
      ...parameters,
      query.normalize('NFKC').trim(),
      numberKey(query.replace(/^\p{L}+\s*/u, '')),
      limit,
    ],
  })
  return containerRows(
    db,
    ids.map(({ id }) => id),
  )
}

/** The unit whose containers hold a description: itself, or the nearest above it that has any; null where none has. */
export const holderOf = (db: ReadDatabase, id: number): DescriptionId | null =>
  get<{ id: DescriptionId }>(
    db,
    sql`WITH RECURSIVE line (id, parentId, depth) AS (
          SELECT id, parentId, 0 FROM description WHERE id = ${id}
          UNION ALL
          SELECT above.id, above.parentId, depth + 1 FROM description AS above JOIN line ON above.id = line.parentId)
        SELECT id FROM line WHERE EXISTS (SELECT 1 FROM instance WHERE descriptionId = line.id) ORDER BY depth LIMIT 1`,
  )?.id ?? null

/** Containers with those that they are in, by the ids of the descriptions that they hold. */
export function containersHolding(
  db: ReadDatabase,
  descriptionIds: readonly number[],
): Map<number, SourceContainer> {
  const links = all<{
    id: number
    outer: number
    type: string
    indicator: string
    locationId: number | null
  }>(
    db,
    sql`WITH RECURSIVE chain (id, "outer", withinId, depth) AS (
          SELECT id, id, withinId, 0 FROM container WHERE id IN (
            SELECT containerId FROM instance WHERE descriptionId IN (SELECT value FROM json_each(${JSON.stringify(descriptionIds)})))
          UNION ALL
          SELECT chain.id, around.id, around.withinId, depth + 1 FROM container AS around JOIN chain ON around.id = chain.withinId
          WHERE depth < ${DEEPEST})
        SELECT chain.id, "outer", type, indicator, locationId FROM chain JOIN container ON container.id = "outer"
        ORDER BY chain.id, depth DESC`,
  )
  const paths = new Map(
    all<{ id: number; path: string }>(
      db,
      sql`SELECT id, path FROM location
          WHERE id IN (SELECT value FROM json_each(${JSON.stringify(links.map(({ locationId }) => locationId))}))`,
    ).map(({ id, path }) => [id, path]),
  )
  return new Map(
    [...Map.groupBy(links, ({ id }) => id)].map(([id, chain]) => [
      id,
      {
        chain: chain.map(({ type, indicator }) => ({ type, indicator })),
        location: paths.get(chain[0]?.locationId ?? 0) ?? null,
      },
    ]),
  )
}

/** Where descriptions are kept themselves, by their ids. */
export function placesOf(db: ReadDatabase, ids: readonly number[]): Map<number, Placed[]> {
  const rows = all<Placed & { descriptionId: number }>(db, {
    text: `SELECT descriptionId, container.id, type, indicator, folder, item, barcode, ${locationOf('container.id')} AS location
           FROM instance JOIN container ON container.id = containerId
           WHERE descriptionId IN (SELECT value FROM json_each(?)) ORDER BY descriptionId, seq`,
    parameters: [JSON.stringify(ids)],
  })
  const places = new Map<number, Placed[]>()
  for (const { descriptionId, ...placed } of rows)
    places.set(descriptionId, [...(places.get(descriptionId) ?? []), placed])
  return places
}
