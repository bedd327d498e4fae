/**
 * What is proposed or agreed to is not loosened by the side: triggers of the writing connection refuse to take away a
 * redaction, one of its anchors or codes, or the review of what was decided, whichever call tries: undo, a merge, something gone back to. `inTransaction`
 * turns that into the refusal `redactionHeld`. A decision opens them.
 */
import { execute, run, sql } from '../database.ts'
import type { WriteDatabase } from '../database.ts'

/** While a row is in it, the triggers let pass. */
const OPENED = 'CREATE TEMP TABLE IF NOT EXISTS loosening (open INTEGER NOT NULL)'
const HELD = `('proposed', 'agreed')`

/** Puts the triggers on a connection that writes; once, after migration. */
export function guardRedactions(db: WriteDatabase): void {
  execute(db, OPENED)
  const refuse = (condition: string) =>
    `WHEN ${condition} AND NOT EXISTS (SELECT 1 FROM loosening) BEGIN SELECT RAISE(ABORT, 'redactionHeld'); END;`
  const ofHeld = `EXISTS (SELECT 1 FROM main.redaction WHERE id = old.redactionId AND state IN ${HELD})`
  execute(
    db,
    `CREATE TEMP TRIGGER held_redaction_delete BEFORE DELETE ON main.redaction ${refuse(`old.state IN ${HELD}`)}
     CREATE TEMP TRIGGER held_redaction_update BEFORE UPDATE OF state ON main.redaction
       ${refuse(`old.state IN ${HELD} AND new.state NOT IN ${HELD}`)}
     CREATE TEMP TRIGGER held_anchor_delete BEFORE DELETE ON main.redactionAnchor ${refuse(ofHeld)}
     CREATE TEMP TRIGGER held_anchor_update BEFORE UPDATE OF kind, redactionId ON main.redactionAnchor
       ${refuse(`(new.kind IS NOT old.kind OR new.redactionId IS NOT old.redactionId) AND ${ofHeld}`)}
     CREATE TEMP TRIGGER held_code_delete BEFORE DELETE ON main.redactionCode ${refuse(ofHeld)}
     CREATE TEMP TRIGGER held_code_update BEFORE UPDATE ON main.redactionCode ${refuse(ofHeld)}
     CREATE TEMP TRIGGER held_review_delete BEFORE DELETE ON main.review
       ${refuse(`old.state NOT IN ('notReviewed', 'inReview')`)}
     CREATE TEMP TRIGGER held_without_insert BEFORE INSERT ON main.redactionWithout
       ${refuse(ofHeld.replace('old.', 'new.'))}`,
  )
}

/** What `fn` writes, it may loosen: a decision of a person with a reason, or what is purged by name and number. */
export function loosening<T>(db: WriteDatabase, fn: () => T): T {
  // A connection for one piece of work has no triggers.
  execute(db, OPENED)
  run(db, sql`INSERT INTO temp.loosening (open) VALUES (1)`)
  try {
    return fn()
  } finally {
    run(db, sql`DELETE FROM temp.loosening`)
  }
}
