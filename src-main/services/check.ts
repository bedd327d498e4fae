/** Checks of the file: the database, the index, the scans. What is said of descriptions is in `finding/`. */
import { existsSync, readdirSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { damage, indexGaps, liveIds, wrongCounts } from '../catalogue/check.ts'
import { masterFile } from '../catalogue/encryption/masters.ts'
import { brokenAt } from '../catalogue/review/audit.ts'
import { faultySignatures } from '../catalogue/review/signatures.ts'
import { allScans } from '../catalogue/scan.ts'
import type { Finding } from '../shared/contract/check.ts'
import type { Service } from './context.ts'

const MOST = 1000

export const check: Service<'check'> = {
  run(context) {
    const { db, folder } = context.catalogue()
    const ids = liveIds(db)
    const scans = allScans(db)
    const nowhere = { descriptionId: null, referenceCode: null, field: null }
    const findings: Finding[] = damage(db).map(() => ({
      severity: 'damage',
      code: 'fileDamaged',
      ...nowhere,
    }))
    for (const id of indexGaps(db)) {
      findings.push({
        ...nowhere,
        severity: 'error',
        code: 'notInIndex',
        descriptionId: id as Finding['descriptionId'],
      })
    }
    for (const _ of wrongCounts(db)) findings.push({ ...nowhere, severity: 'error', code: 'countWrong' })
    for (const _ of faultySignatures(db))
      findings.push({ ...nowhere, severity: 'error', code: 'signatureBroken' })
    if (brokenAt(db) !== null) findings.push({ ...nowhere, severity: 'error', code: 'auditBroken' })
    for (const { path } of scans) {
      if (!existsSync(isAbsolute(path) ? path : masterFile(folder, path))) {
        findings.push({ ...nowhere, severity: 'error', code: 'scanMissing' })
      }
    }
    const known = new Set(scans.map(({ path }) => (isAbsolute(path) ? path : masterFile(folder, path))))
    const stored = existsSync(join(folder, 'scans')) ? readdirSync(join(folder, 'scans')) : []
    for (const name of stored) {
      if (!known.has(join(folder, 'scans', name)))
        findings.push({ ...nowhere, severity: 'warning', code: 'scanUnused' })
    }
    return {
      descriptions: ids.length,
      scans: scans.length,
      total: findings.length,
      findings: findings.slice(0, MOST),
    }
  },
}
