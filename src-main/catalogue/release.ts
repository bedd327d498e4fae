/** What has gone out, and the names it went out under: no name is ever given twice. */
import type { DescriptionId } from '../shared/contract/ids.ts'
import type { MadeRelease } from '../shared/contract/release.ts'
import { all, get, run, sql } from './database.ts'
import type { ReadDatabase, WriteDatabase } from './database.ts'

export interface NamedItem {
  /** `REL-2026-0001`. */
  readonly name: string
  readonly descriptionId: DescriptionId
  /** Uid of the description. */
  readonly description: string
  readonly decision: 'full' | 'part' | 'withheld'
}

export interface Begun {
  /** `2026-001`. */
  readonly name: string
  readonly at: string
  readonly items: readonly NamedItem[]
}

/** A release of the same items that was begun and never finished: it goes on under its names. */
export function unfinishedRelease(db: ReadDatabase, items: readonly Omit<NamedItem, 'name'>[]): Begun | null {
  for (const { name, at } of all<{ name: string; at: string }>(
    db,
    sql`SELECT name, at FROM release WHERE manifest IS NULL ORDER BY name DESC LIMIT 20`,
  )) {
    const named = all<{ name: string; description: string; decision: string }>(
      db,
      sql`SELECT name, description, decision FROM releaseItem WHERE release = ${name} ORDER BY name`,
    )
    const isSame =
      named.length === items.length &&
      named.every(
        ({ description, decision }, index) =>
          description === items[index]?.description && decision === items[index].decision,
      )
    if (isSame)
      return { name, at, items: items.map((item, index) => ({ ...item, name: named[index]?.name ?? '' })) }
  }
  return null
}

export function beginRelease(
  db: WriteDatabase,
  items: readonly Omit<NamedItem, 'name'>[],
  { at, who, batch }: { at: string; who: string; batch: string | null },
): Begun {
  const year = at.slice(0, 4)
  const last = (table: 'release' | 'releaseItem', prefix: string): number =>
    Number(
      get<{ name: string }>(db, {
        text: `SELECT name FROM ${table} WHERE name LIKE ? ORDER BY name DESC LIMIT 1`,
        parameters: [`${prefix}%`],
      })?.name.slice(prefix.length) ?? '0',
    )
  const name = `${year}-${String(last('release', `${year}-`) + 1).padStart(3, '0')}`
  run(db, sql`INSERT INTO release (name, at, who, batch) VALUES (${name}, ${at}, ${who}, ${batch})`)
  const first = last('releaseItem', `REL-${year}-`) + 1
  const named = items.map((item, index) => ({
    ...item,
    name: `REL-${year}-${String(first + index).padStart(4, '0')}`,
  }))
  for (const item of named)
    run(
      db,
      sql`INSERT INTO releaseItem (name, release, description, decision)
          VALUES (${item.name}, ${name}, ${item.description}, ${item.decision})`,
    )
  return { name, at, items: named }
}

export const finishRelease = (
  db: WriteDatabase,
  name: string,
  manifest: string,
  signedBy: string | null,
): void =>
  void run(db, sql`UPDATE release SET manifest = ${manifest}, signedBy = ${signedBy} WHERE name = ${name}`)

/** With its items in the order of their names. */
export const releaseNamed = (db: ReadDatabase, name: string): MadeRelease | null => {
  const release = get<Omit<MadeRelease, 'items'>>(
    db,
    sql`SELECT name, at, who, batch, manifest, signedBy FROM release WHERE name = ${name}`,
  )
  return release ? { ...release, items: itemsOf(db, name) } : null
}

const itemsOf = (db: ReadDatabase, release: string): MadeRelease['items'] =>
  all(
    db,
    sql`SELECT releaseItem.name, description.id AS descriptionId, decision
        FROM releaseItem LEFT JOIN description ON description.uid = releaseItem.description
        WHERE release = ${release} ORDER BY releaseItem.name`,
  )

export function releasesMade(
  db: ReadDatabase,
  { offset, limit }: { offset: number; limit: number },
): { total: number; releases: MadeRelease[] } {
  const { total = 0 } = get<{ total: number }>(db, sql`SELECT count(*) AS total FROM release`) ?? {}
  const releases = all<Omit<MadeRelease, 'items'>>(
    db,
    sql`SELECT name, at, who, batch, manifest, signedBy FROM release ORDER BY name DESC LIMIT ${limit} OFFSET ${offset}`,
  )
  return {
    total,
    releases: releases.map((release) => ({
      ...release,
      items: itemsOf(db, release.name),
    })),
  }
}

/** Items that are approved, those of a batch or all, in the order in which they were described. */
export const approvedItems = (db: ReadDatabase, batch: string | null): DescriptionId[] =>
  all<{ descriptionId: DescriptionId }>(
    db,
    sql`SELECT descriptionId FROM review WHERE state IN ('approved', 'released')
          AND (${batch} IS NULL AND state = 'approved' OR batch = ${batch}) ORDER BY descriptionId`,
  ).map(({ descriptionId }) => descriptionId)

/** Under which name an item has gone out last; null for one that has not. */
export const nameOfReleased = (db: ReadDatabase, description: string): string | null =>
  get<{ name: string }>(
    db,
    sql`SELECT releaseItem.name FROM releaseItem JOIN release ON release.name = releaseItem.release
        WHERE description = ${description} AND manifest IS NOT NULL ORDER BY releaseItem.name DESC LIMIT 1`,
  )?.name ?? null
