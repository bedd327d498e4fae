/** What labels, cards and lists say: values of tokens, a few hundred at a time. */
import { containerIds, containerRows, holderOf, placesOf } from '../../catalogue/container/read.ts'
import { all, sql } from '../../catalogue/database.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { readDescriptions, readRows } from '../../catalogue/description/read.ts'
import { idsInScope } from '../../catalogue/scope.ts'
import type { Placed } from '../../shared/contract/container.ts'
import type { PrintAbout } from '../../shared/contract/print.ts'
import { citedValues } from '../../shared/domain/citation/index.ts'
import { containerName, numberKey } from '../../shared/domain/container.ts'
import { isOfContainers } from '../../shared/domain/print.ts'
import type { CONTAINER_TOKENS, Printed, UNIT_TOKENS } from '../../shared/domain/print.ts'
import { messages } from '../../shared/i18n/index.ts'

type UnitValues = Record<(typeof UNIT_TOKENS)[number], string>
type ContainerValues = Record<(typeof CONTAINER_TOKENS)[number], string>

const BATCH = 200

export interface Speaking {
  readonly repository: string
  /** Language in which the institution describes (ISO 639-2/B). */
  readonly describing: string
  /** Language of what the form itself says. */
  readonly language: 'en' | 'ja'
}

/** Ids of the units or containers that are printed, in their order. */
export function printedIds(db: ReadDatabase, what: Printed, about: PrintAbout): number[] {
  if ('units' in about) {
    const units = idsInScope(db, about.units)
    return isOfContainers(what) ? holding(db, units) : units
  }
  const { containers } = about
  const ids = 'ids' in containers ? containers.ids : containerIds(db, containers)
  return isOfContainers(what) ? [...ids] : held(db, ids)
}

/** Containers in which units are kept, by their numbers. */
const holding = (db: ReadDatabase, units: readonly number[]): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT id FROM container WHERE id IN (
          SELECT containerId FROM instance WHERE descriptionId IN (SELECT value FROM json_each(${JSON.stringify(units)})))
        ORDER BY sortKey, type, id`,
  ).map(({ id }) => id)

/** Units that are kept in containers, box by box. */
const held = (db: ReadDatabase, containers: readonly number[]): number[] => [
  ...new Set(
    all<{ id: number }>(
      db,
      sql`SELECT descriptionId AS id FROM json_each(${JSON.stringify(containers)}) AS asked
          JOIN instance ON containerId = asked.value JOIN description ON description.id = descriptionId
          WHERE binnedAt IS NULL ORDER BY asked.key, instance.id`,
    ).map(({ id }) => id),
  ),
]

export function* valuesOf(
  db: ReadDatabase,
  what: Printed,
  ids: readonly number[],
  speaking: Speaking,
): Generator<UnitValues | ContainerValues> {
  for (let from = 0; from < ids.length; from += BATCH) {
    const batch = ids.slice(from, from + BATCH)
    yield* isOfContainers(what) ? containers(db, batch, speaking) : units(db, batch, speaking)
  }
}

function* units(db: ReadDatabase, ids: readonly number[], speaking: Speaking): Generator<UnitValues> {
  const tops = topTitles(db, ids)
  const places = placesOf(db, ids)
  const byId = new Map(readDescriptions(db, ids).map((record) => [record.id as number, record]))
  for (const id of ids) {
    const record = byId.get(id)
    if (!record) continue
    const cited = citedValues({
      description: record,
      repository: speaking.repository,
      language: speaking.describing,
    })
    const place = (places.get(id) ?? placesAbove(db, id))[0]
    yield {
      repository: cited.repository,
      top: tops.get(id) ?? '',
      referenceCode: cited.referenceCode,
      title: cited.title,
      otherTitle: record.title.find(({ value }) => value.trim() !== '' && value !== cited.title)?.value ?? '',
      date: cited.date,
      creator: cited.creator,
      extent: cited.extent,
      level: record.otherLevel ?? messages[speaking.language].levels[record.level],
      container: place ? containerName(place, speaking.language) : '',
      folder: [place?.folder, place?.item].filter(Boolean).join(' / '),
      location: place?.location ?? '',
      barcode: place?.barcode ?? '',
    }
  }
}

/** Where a unit is kept that has no container of its own: where the nearest one above it is. */
function placesAbove(db: ReadDatabase, id: number): Placed[] {
  const holder = holderOf(db, id)
  return holder === null ? [] : (placesOf(db, [holder]).get(holder) ?? [])
}

/** Titles of the highest units, by the ids of what is below them. */
function topTitles(db: ReadDatabase, ids: readonly number[]): Map<number, string> {
  const tops = all<{ id: number; topId: number }>(
    db,
    sql`WITH RECURSIVE up (id, at) AS (
          SELECT value, value FROM json_each(${JSON.stringify(ids)})
          UNION ALL SELECT up.id, parentId FROM up JOIN description ON description.id = at WHERE parentId IS NOT NULL)
        SELECT up.id, at AS topId FROM up JOIN description ON description.id = at WHERE parentId IS NULL`,
  )
  const titles = new Map(
    readRows(db, [...new Set(tops.map(({ topId }) => topId))]).map((row) => [
      row.id as number,
      row.title ?? '',
    ]),
  )
  return new Map(tops.map(({ id, topId }) => [id, titles.get(topId) ?? '']))
}

interface Content {
  containerId: number
  descriptionId: number
  referenceCode: string | null
  earliest: number | null
  latest: number | null
}

function* containers(
  db: ReadDatabase,
  ids: readonly number[],
  speaking: Speaking,
): Generator<ContainerValues> {
  const wanted = JSON.stringify(ids)
  const contents = Map.groupBy(
    all<Content>(
      db,
      sql`SELECT containerId, descriptionId, referenceCode,
            (SELECT min(earliest) FROM searchDate WHERE searchDate.descriptionId = description.id) AS earliest,
            (SELECT max(latest) FROM searchDate WHERE searchDate.descriptionId = description.id) AS latest
          FROM instance JOIN description ON description.id = descriptionId
          WHERE binnedAt IS NULL AND containerId IN (SELECT value FROM json_each(${wanted})) ORDER BY instance.id`,
    ),
    ({ containerId }) => containerId,
  )
  const within = new Map(
    all<{ id: number; type: string; indicator: string }>(
      db,
      sql`SELECT container.id, around.type, around.indicator FROM container JOIN container AS around ON around.id = container.withinId
          WHERE container.id IN (SELECT value FROM json_each(${wanted}))`,
    ).map(({ id, ...around }) => [id, around]),
  )
  const rows = containerRows(db, ids)
  const tops = topTitles(
    db,
    rows.flatMap(({ first }) => first?.id ?? []),
  )
  for (const row of rows) {
    const inside = contents.get(row.id) ?? []
    const codes = inside
      .flatMap(({ referenceCode }) => referenceCode ?? [])
      .sort((one, other) => (numberKey(one) < numberKey(other) ? -1 : 1))
    const around = within.get(row.id)
    yield {
      repository: speaking.repository,
      top: row.first ? (tops.get(row.first.id) ?? '') : '',
      container: containerName(row, speaking.language),
      number: row.indicator,
      within: around ? containerName(around, speaking.language) : '',
      location: row.location ?? '',
      barcode: row.barcode ?? '',
      firstCode: codes[0] ?? '',
      lastCode: codes.length > 1 ? (codes.at(-1) ?? '') : '',
      firstTitle: row.first?.title ?? '',
      dates: yearsOf(inside),
      count: String(row.count),
    }
  }
}

/** The years from the earliest to the latest day (YYYYMMDD). */
function yearsOf(contents: readonly Content[]): string {
  const years = (days: readonly (number | null)[]) =>
    days.flatMap((day) => (day === null || day <= 0 || day >= 99_990_000 ? [] : Math.floor(day / 10_000)))
  const [first, last] = [
    Math.min(...years(contents.map(({ earliest }) => earliest))),
    Math.max(...years(contents.map(({ latest }) => latest))),
  ]
  if (!Number.isFinite(first) || !Number.isFinite(last)) return ''
  return first === last ? String(first) : `${String(first)}–${String(last)}`
}
