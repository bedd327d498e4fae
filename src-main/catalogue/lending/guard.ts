/**
 * A branch that is lent is only read here. Triggers of the writing connection refuse every write to its descriptions and
 * to what belongs to them, whichever call makes it; `inTransaction` turns that into the refusal `lentOut`. They are
 * temporary, as those of recording are.
 */
import { execute, run, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { columnsOf, partsOfDescriptions } from '../recording.ts'

/** About the work, or following from it: written here all the while, and not lent. */
const STAYING = new Set([
  ...['colleagueNote', 'loan', 'publication', 'changedSincePublication'],
  ...['redaction', 'redactionCode', 'redactionAnchor', 'redactionWithout', 'review', 'pageLook', 'referral'],
  'paperCheck',
  'requestItem',
])

/** Tables whose rows go with a description when it is lent; pages first, since the others refer to them. */
export const lentParts = (db: ReadDatabase): string[] => {
  const parts = partsOfDescriptions(db).filter((table) => !STAYING.has(table))
  const first = ['textOfUnit']
  return ['page', ...first, ...parts.filter((table) => !first.includes(table) && table !== 'page')]
}

/** Puts the triggers on a connection that writes; once, after migration. */
export function guardLent(db: WriteDatabase): void {
  execute(db, 'CREATE TEMP TABLE lending (open INTEGER NOT NULL)')
  const refuse = (units: readonly string[], unless = 'false') => {
    const found = `SELECT loanId FROM main.lentUnit WHERE descriptionId IN (${units.join(', ')})`
    return `WHEN EXISTS (${found}) AND NOT EXISTS (SELECT 1 FROM lending) AND NOT (${unless})
      BEGIN SELECT RAISE(ABORT, 'lentOut ' || (${found} LIMIT 1)); END;`
  }
  for (const table of lentParts(db)) {
    execute(
      db,
      `CREATE TEMP TRIGGER lent_${table}_insert BEFORE INSERT ON main.${table} ${refuse(['new.descriptionId'])}
       CREATE TEMP TRIGGER lent_${table}_update BEFORE UPDATE ON main.${table} ${refuse(['old.descriptionId', 'new.descriptionId'])}
       CREATE TEMP TRIGGER lent_${table}_delete BEFORE DELETE ON main.${table} ${refuse(['old.descriptionId'])}`,
    )
  }
  // Units beside the top of the branch may be arranged: that numbers the top anew, and says nothing of it.
  const onlyPlaced = `old.id IN (SELECT descriptionId FROM main.loan WHERE state = 'out')
    AND new.parentId IS old.parentId AND ${columnsOf(db, 'description')
      .filter((name) => name !== 'position')
      .map((name) => `old.${name} IS new.${name}`)
      .join(' AND ')}
    AND coalesce(old.parentId, 0) NOT IN (SELECT descriptionId FROM main.lentUnit)`
  execute(
    db,
    `CREATE TEMP TRIGGER lent_description_insert BEFORE INSERT ON main.description ${refuse(['new.parentId'])}
     CREATE TEMP TRIGGER lent_description_update BEFORE UPDATE ON main.description ${refuse(['old.id', 'new.parentId'], onlyPlaced)}
     CREATE TEMP TRIGGER lent_description_delete BEFORE DELETE ON main.description ${refuse(['old.id'])}`,
  )
}

/** What `fn` writes, it may write to lent branches: a return, and taking a step of lending back. */
export function withoutGuard<T>(db: WriteDatabase, fn: () => T): T {
  run(db, sql`INSERT INTO temp.lending (open) VALUES (1)`)
  try {
    return fn()
  } finally {
    run(db, sql`DELETE FROM temp.lending`)
  }
}

/** Says anew which descriptions are out. A branch that is out does not change, so that this may be done at any time. */
export function noteLent(db: WriteDatabase): void {
  run(db, sql`DELETE FROM lentUnit`)
  run(
    db,
    sql`INSERT INTO lentUnit (descriptionId, loanId)
        WITH RECURSIVE branch (id, loanId) AS (
          SELECT descriptionId, id FROM loan WHERE state = 'out'
          UNION ALL SELECT child.id, loanId FROM description AS child JOIN branch ON child.parentId = branch.id
            WHERE child.binnedAt IS NULL)
        SELECT id, min(loanId) FROM branch GROUP BY id`,
  )
}
