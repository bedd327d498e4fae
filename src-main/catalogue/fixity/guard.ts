/**
 * What was recorded of the bytes of a scan when it was taken in is never written over: triggers of the writing connection
 * refuse it, whichever call tries. They are temporary, as those of recording are.
 */
import { execute } from '../database.ts'
import type { WriteDatabase } from '../database.ts'

const KEPT = ['sha256', 'byteSize', 'fileModifiedAt', 'addedAt']

/** Puts the triggers on a connection that writes; once, after migration. */
export function guardDigests(db: WriteDatabase): void {
  execute(
    db,
    `CREATE TEMP TRIGGER digest_kept BEFORE UPDATE ON main.scan
       WHEN ${KEPT.map((name) => `new.${name} IS NOT old.${name}`).join(' OR ')}
     BEGIN SELECT RAISE(ABORT, 'digestKept'); END;
     -- What was seen elsewhere says nothing of the file that is meant now.
     CREATE TEMP TRIGGER fixity_elsewhere AFTER UPDATE OF path, storage ON main.scan
     BEGIN DELETE FROM fixityCheck WHERE scanId = new.id; END`,
  )
}
