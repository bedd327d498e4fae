/** What somebody has looked for on the paper, as long as it is what was looked at. */
import { createHash } from 'node:crypto'
import type { Page } from '../../shared/contract/scan.ts'
import { canonical } from '../../shared/domain/review/canonical.ts'
import { dependsOnMarks } from '../../shared/domain/review/checklist.ts'
import type { PaperCheck } from '../../shared/domain/review/checklist.ts'
import type { Draft } from '../../shared/domain/redaction/unresolved.ts'
import { all, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { shownOf } from './shown.ts'

export interface CheckRow {
  readonly what: PaperCheck
  readonly who: string
  readonly at: string
  readonly shown: string
}

/** Every row there is, whether it still holds or not. */
export const checkRows = (db: ReadDatabase, descriptionId: number): CheckRow[] =>
  all(
    db,
    sql`SELECT what, who, at, shown FROM paperCheck WHERE descriptionId = ${descriptionId} ORDER BY what`,
  )

/** What was before the eyes of whoever looked: pages, and where it is about those, the marks. Of words it says nothing. */
export function shownFor(what: PaperCheck, pages: readonly Page[], redactions: readonly Draft[]): string {
  const marks = redactions.flatMap(({ anchors }) =>
    anchors.map(({ uid, place }) => ({ uid, shape: place.kind === 'region' ? place.shape : place.kind })),
  )
  const seen = {
    pages: pages.map((page) => [page.id, shownOf(page)]),
    marks: dependsOnMarks(what) ? marks : null,
  }
  return createHash('sha256').update(canonical(seen)).digest('hex')
}

export function writeCheck(db: WriteDatabase, descriptionId: number, row: CheckRow): void {
  const { what, who, at, shown } = row
  run(
    db,
    sql`INSERT INTO paperCheck (descriptionId, what, who, at, shown) VALUES (${descriptionId}, ${what}, ${who}, ${at}, ${shown})
        ON CONFLICT (descriptionId, what) DO UPDATE SET who = excluded.who, at = excluded.at, shown = excluded.shown`,
  )
}

export const deleteCheck = (db: WriteDatabase, descriptionId: number, what: PaperCheck): void =>
  void run(db, sql`DELETE FROM paperCheck WHERE descriptionId = ${descriptionId} AND what = ${what}`)
