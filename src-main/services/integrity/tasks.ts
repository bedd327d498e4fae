/** Looking at everything, on a thread of its own with a connection of its own that cannot write. */
import { statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { wrongCounts } from '../../catalogue/check.ts'
import {
  all,
  close,
  execute,
  get,
  isDatabaseError,
  openWithScratch,
  pragma,
  sql,
} from '../../catalogue/database.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { brokenHistory } from '../../catalogue/integrity/history-chain.ts'
import { brokenAt } from '../../catalogue/review/audit.ts'
import { faultySignatures } from '../../catalogue/review/signatures.ts'
import { indexDifferences } from '../../catalogue/integrity/index-content.ts'
import type { Pace } from '../../catalogue/integrity/index-content.ts'
import { verdict } from '../../catalogue/integrity/verdict.ts'
import { lastChangeId } from '../../catalogue/recording.ts'
import { databasePath } from '../../catalogue/open.ts'
import { allScans } from '../../catalogue/scan.ts'
import type { ScanRow } from '../../catalogue/scan.ts'
import type { Task, TaskControl } from '../../jobs/worker-thread.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { IntegrityFinding, IntegrityReport } from '../../shared/contract/integrity.ts'
import { spoiltPictures } from './pictures.ts'
import { checkScans } from './scans.ts'

export interface IntegrityInput {
  catalogueFolder: string
  fixity: boolean
  followLinks: boolean
}

/** What was found, and of the derived things all that is to be made again. */
export interface Examined {
  report: IntegrityReport
  /** Null: the index as a whole. */
  unindexed: number[] | null
  tableIndexes: string[]
  counts: boolean
  pictures: string[]
}

export type IntegrityTasks = { checkIntegrity: Task<IntegrityInput, Examined> }

export const integrityTasks: IntegrityTasks = { checkIntegrity }

/** Of a second, this much is left to others: nobody waits for a check, somebody may be typing. */
const REST = 0.25
const MOST = 1000
/** How much of the bar each part is worth, in bytes of the file. */
const PARTS = { verdict: 1, history: 1, index: 2 } as const
const SEVERITIES = ['damage', 'error', 'warning'] as const

async function checkIntegrity(input: IntegrityInput, control: TaskControl): Promise<Examined> {
  const { catalogueFolder, fixity } = input
  const path = databasePath(catalogueFolder)
  const db = openWithScratch(path)
  try {
    const fileBytes = statSync(path).size
    const scans = readable(() => allScans(db)) ?? []
    const scanBytes = fixity ? scans.reduce((sum, { byteSize }) => sum + byteSize, 0) : 0
    const total = fileBytes * (PARTS.verdict + PARTS.history + PARTS.index) + scanBytes
    let done = 0
    let workedSince = performance.now()
    const pace = (weight: number): Pace => ({
      async rest(share) {
        if (control.signal.aborted) throw refusal('cancelled', {})
        control.progress(done + fileBytes * weight * share, total)
        await pause((performance.now() - workedSince) * REST)
        workedSince = performance.now()
      },
    })
    const part = <T>(weight: number, value: T): T => {
      control.progress((done += fileBytes * weight), total)
      return value
    }
    const findings: IntegrityFinding[] = []
    // Everything of one moment, whatever is written meanwhile; where that would keep the writer waiting, what it wrote is left out.
    const isOneMoment = pragma(db, 'journal_mode') === 'wal'
    if (isOneMoment) execute(db, 'BEGIN')
    const before = readable(() => lastChangeId(db)) ?? 0

    const said = part(PARTS.verdict, verdict(db))
    for (const { code, place, row } of said) {
      findings.push({
        severity: code === 'referenceBroken' || code === 'fileDamaged' ? 'damage' : 'error',
        code,
        place,
        row,
        descriptionId: null,
      })
    }
    const broken = part(
      PARTS.history,
      await unlessDamaged(findings, 'historyChange', () => brokenHistory(db, pace(PARTS.history))),
    )
    for (const { descriptionId, ...change } of broken) {
      findings.push({
        severity: change.code === 'historyDiffers' ? 'warning' : 'error',
        ...change,
        descriptionId: descriptionId as IntegrityFinding['descriptionId'],
      })
    }
    const audit = await unlessDamaged(findings, 'reviewAudit', () => Promise.resolve([brokenAt(db)]))
    for (const row of audit) {
      if (row !== null)
        findings.push({
          severity: 'error',
          code: 'auditBroken',
          place: 'reviewAudit',
          row,
          descriptionId: null,
        })
    }
    const unsigned = await unlessDamaged(findings, 'reviewSignature', () =>
      Promise.resolve(faultySignatures(db)),
    )
    for (const { seq } of unsigned)
      findings.push({
        severity: 'error',
        code: 'signatureBroken',
        place: 'reviewAudit',
        row: seq,
        descriptionId: null,
      })
    const indexIsDamaged = said.some(({ code }) => code === 'searchIndexDamaged')
    const unindexed = indexIsDamaged
      ? null
      : await readableOrNull(async () => {
          const differing = await indexDifferences(db, pace(PARTS.index))
          const changed = new Set(touchedSince(db, before))
          return differing.filter((id) => !changed.has(id))
        })
    if (unindexed === null && !indexIsDamaged) findings.push(derived('searchIndexDamaged', 'searchIndex'))
    part(PARTS.index, null)
    for (const id of unindexed ?? []) {
      findings.push({ ...derived('searchIndexDiffers', 'searchIndex'), descriptionId: id as never })
    }
    const counts = await unlessDamaged(findings, 'childCount', () => Promise.resolve(wrongCounts(db)))
    for (const id of counts) findings.push({ ...derived('countWrong', 'childCount'), row: id })
    if (isOneMoment) execute(db, 'COMMIT')
    const hashes = new Set(scans.map(({ sha256 }) => sha256))
    const pictures = await spoiltPictures(catalogueFolder, hashes, control.signal)
    for (const place of pictures) findings.push(derived('pictureDamaged', place))
    const checked = await checkScans({
      ...input,
      scans,
      signal: control.signal,
      onBytes: (bytes) => control.progress(done + bytes, total),
    })
    findings.push(...checked.findings.map((one) => ({ ...one, descriptionId: unitOfScan(db, one.row) })))

    findings.sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity))
    return {
      report: {
        descriptions: readable(() => count(db, 'description')) ?? 0,
        entries: readable(() => count(db, 'history')) ?? 0,
        scans: scans.length,
        scanBytes: checked.bytes,
        total: findings.length,
        findings: findings.slice(0, MOST),
        repaired: 0,
      },
      unindexed,
      tableIndexes: said.flatMap(({ code, place }) => (code === 'tableIndexWrong' ? [place] : [])),
      counts: counts.length > 0,
      pictures,
    }
  } finally {
    close(db)
  }
}

const derived = (code: IntegrityFinding['code'], place: string): IntegrityFinding => ({
  severity: code === 'pictureDamaged' ? 'warning' : 'error',
  code,
  place,
  row: null,
  descriptionId: null,
})

const touchedSince = (db: ReadDatabase, changeId: number): number[] =>
  all<{ id: number }>(
    db,
    sql`SELECT DISTINCT descriptionId AS id FROM historyChange WHERE id > ${changeId} AND descriptionId IS NOT NULL`,
  ).map(({ id }) => id)

const count = (db: ReadDatabase, table: string): number =>
  get<{ total: number }>(db, { text: `SELECT count(*) AS total FROM ${table}`, parameters: [] })?.total ?? 0

/** Null where the file is too damaged to say. */
function readable<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (!isDatabaseError(error)) throw error
    return null
  }
}

async function readableOrNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (!isDatabaseError(error)) throw error
    return null
  }
}

/** Nothing further is said of a part that cannot be read; that it cannot is a finding. */
async function unlessDamaged<T>(
  findings: IntegrityFinding[],
  table: string,
  read: () => Promise<T[]>,
): Promise<T[]> {
  const found = await readableOrNull(read)
  if (found === null) {
    findings.push({ severity: 'damage', code: 'fileDamaged', place: table, row: null, descriptionId: null })
  }
  return found ?? []
}

function unitOfScan(
  db: ReadDatabase,
  scanId: ScanRow['id'] | number | null,
): IntegrityFinding['descriptionId'] {
  if (scanId === null) return null
  const [page] =
    readable(() =>
      all<{ id: IntegrityFinding['descriptionId'] }>(
        db,
        sql`SELECT descriptionId AS id FROM page WHERE scanId = ${scanId} AND descriptionId IS NOT NULL ORDER BY id LIMIT 1`,
      ),
    ) ?? []
  return page?.id ?? null
}
