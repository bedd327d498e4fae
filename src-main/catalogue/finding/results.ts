/**
 * The findings of the last check of everything, in a file of their own among the derivatives: no part of the record, so
 * outside of history and undo, and free to be deleted. It says up to which change it is true.
 */
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { CheckCode, CheckFinding, Severity } from '../../shared/domain/check/index.ts'
import { CHECKS, foldedCode } from '../../shared/domain/check/index.ts'
import {
  all,
  close,
  execute,
  get,
  inTransaction,
  isFile,
  openToRead,
  openToWrite,
  run,
  sql,
} from '../database.ts'
import { isEncrypted, keyOfFile } from '../encryption/keyring.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'

const FILE = 'findings.sqlite'
/** A file of another layout is made again. */
const LAYOUT = 1

/** Where the results are: with the catalogue, or elsewhere when nothing can be written there. */
export function resultsPath(catalogueFolder: string, elsewhere: string): string {
  const derivatives = join(catalogueFolder, 'derivatives')
  try {
    mkdirSync(derivatives, { recursive: true })
    accessSync(derivatives, constants.W_OK)
    return join(derivatives, FILE)
  } catch {
    return join(elsewhere, FILE)
  }
}

export interface StoredFinding {
  descriptionId: number
  finding: CheckFinding
}

/** Whole new results, written beside the old ones and put in their place at the end; encrypted where the catalogue is. */
export function newResults(path: string, database: string) {
  mkdirSync(dirname(path), { recursive: true })
  const part = `${path}.${String(process.pid)}.part`
  for (const end of ['', '-wal', '-shm']) rmSync(part + end, { force: true })
  const db = openToWrite(part, { as: database })
  execute(
    db,
    `PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF;
     CREATE TABLE result (id INTEGER PRIMARY KEY CHECK (id = 1), at TEXT NOT NULL, upTo INTEGER NOT NULL, descriptions INTEGER NOT NULL) STRICT;
     CREATE TABLE finding (descriptionId INTEGER NOT NULL, code TEXT NOT NULL, severity TEXT NOT NULL, body TEXT NOT NULL) STRICT;
     CREATE TABLE code (descriptionId INTEGER PRIMARY KEY, folded TEXT NOT NULL, written TEXT NOT NULL) STRICT;
     CREATE INDEX codeByFolded ON code (folded);
     PRAGMA user_version = ${String(LAYOUT)}`,
  )
  let open = true
  const end = () => {
    if (open) close(db)
    open = false
  }
  return {
    alike: (descriptionId: number, code: string) => alikeCode(db, descriptionId, code),
    putCodes: (codes: readonly { id: number; referenceCode: string }[]) =>
      inTransaction(db, () => {
        for (const { id, referenceCode } of codes) putCode(db, id, referenceCode)
      }),
    put: (found: readonly StoredFinding[]) =>
      inTransaction(db, () => {
        for (const one of found) insertFinding(db, one)
      }),
    finish(result: { at: string; upTo: number; descriptions: number }): number {
      run(
        db,
        sql`INSERT INTO result (id, at, upTo, descriptions) VALUES (1, ${result.at}, ${result.upTo}, ${result.descriptions})`,
      )
      execute(
        db,
        `CREATE INDEX findingByDescription ON finding (descriptionId);
         CREATE INDEX findingByCode ON finding (code, severity)`,
      )
      const total = get<{ total: number }>(db, sql`SELECT count(*) AS total FROM finding`)?.total ?? 0
      end()
      renameSync(part, path)
      return total
    },
    /** Leaves nothing behind. */
    abandon() {
      end()
      for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(part + rest, { force: true })
    },
  }
}

/** Runs `fn` on the results, or gives null when there are none. */
export function withResults<T>(path: string, fn: (results: WriteDatabase) => T): T | null {
  // Elsewhere than with their catalogue they may be another's.
  if (!isFile(path) || (isEncrypted(path) && keyOfFile(path) === null)) return null
  const layout = openToRead(path)
  const isOurs = get<{ version: number }>(
    layout,
    sql`SELECT user_version AS version FROM pragma_user_version`,
  )
  close(layout)
  if (isOurs?.version !== LAYOUT || !existsSync(path)) return null
  const db = openToWrite(path)
  try {
    execute(db, 'PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF')
    return fn(db)
  } finally {
    close(db)
  }
}

export const alikeCode = (db: ReadDatabase, descriptionId: number, code: string): string | null =>
  get<{ written: string }>(
    db,
    sql`SELECT written FROM code WHERE folded = ${foldedCode(code)} AND descriptionId <> ${descriptionId} LIMIT 1`,
  )?.written ?? null

const putCode = (db: WriteDatabase, id: number, referenceCode: string): void =>
  void run(
    db,
    sql`INSERT OR REPLACE INTO code (descriptionId, folded, written) VALUES (${id}, ${foldedCode(referenceCode)}, ${referenceCode})`,
  )

function insertFinding(db: WriteDatabase, { descriptionId, finding }: StoredFinding): void {
  // How it is settled is asked of the record itself.
  const { fixes: _, ...body } = finding
  run(
    db,
    sql`INSERT INTO finding (descriptionId, code, severity, body)
        VALUES (${descriptionId}, ${finding.code}, ${CHECKS[finding.code]}, ${JSON.stringify(body)})`,
  )
}

export interface ResultFacts {
  at: string
  upTo: number
  descriptions: number
}

export const resultFacts = (results: ReadDatabase): ResultFacts =>
  get<ResultFacts>(results, sql`SELECT at, upTo, descriptions FROM result WHERE id = 1`) ?? {
    at: '',
    upTo: 0,
    descriptions: 0,
  }

/** Puts the findings of some records in the place of what was found in them. */
export function replaceFindings(
  results: WriteDatabase,
  ids: readonly number[],
  codes: readonly { id: number; referenceCode: string }[],
  found: () => readonly StoredFinding[],
  upTo: number,
): void {
  inTransaction(results, () => {
    const gone = JSON.stringify(ids)
    run(results, sql`DELETE FROM finding WHERE descriptionId IN (SELECT value FROM json_each(${gone}))`)
    run(results, sql`DELETE FROM code WHERE descriptionId IN (SELECT value FROM json_each(${gone}))`)
    for (const { id, referenceCode } of codes) putCode(results, id, referenceCode)
    for (const one of found()) insertFinding(results, one)
    run(results, sql`UPDATE result SET upTo = ${upTo}`)
  })
}

export interface FindingFilter {
  code: CheckCode | null
  severity: Severity | null
}

export const countFindings = (
  results: ReadDatabase,
): { code: CheckCode; severity: Severity; count: number }[] =>
  all(
    results,
    sql`SELECT code, severity, count(*) AS count FROM finding GROUP BY code, severity ORDER BY severity, count(*) DESC`,
  )

export const listFindings = (
  results: ReadDatabase,
  { code, severity }: FindingFilter,
  { offset, limit }: { offset: number; limit: number },
): { descriptionId: DescriptionId; body: string }[] =>
  all(
    results,
    sql`SELECT descriptionId, body FROM finding
        WHERE code = coalesce(${code}, code) AND severity = coalesce(${severity}, severity)
        ORDER BY severity, descriptionId, rowid LIMIT ${limit} OFFSET ${offset}`,
  )
