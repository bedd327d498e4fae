/** Findings as lists: of one record as it is, and of all from the last check, brought up to date. */
import type { ReadDatabase, WriteDatabase } from '../../catalogue/database.ts'
import { idOfReferenceCode, readRows, referenceCodes } from '../../catalogue/description/read.ts'
import { acceptancesOf } from '../../catalogue/finding/acceptance.ts'
import type { AcceptanceRow } from '../../catalogue/finding/acceptance.ts'
import { changesSince } from '../../catalogue/finding/changes.ts'
import { checkedRecords, surroundings } from '../../catalogue/finding/gather.ts'
import {
  alikeCode,
  countFindings,
  listFindings,
  replaceFindings,
  resultFacts,
  resultsPath,
  withResults,
} from '../../catalogue/finding/results.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { ListedFinding, RecordFinding } from '../../shared/contract/finding.ts'
import { checkRecord, CHECKS } from '../../shared/domain/check/index.ts'
import type { CheckCode, CheckFinding, Severity } from '../../shared/domain/check/index.ts'
import type { Context } from '../context.ts'
import { unaccepted } from './tasks.ts'

export const pathOfResults = (context: Context): string =>
  resultsPath(context.catalogue().folder, context.userFolder)

/** The findings of a record that is there. @throws descriptionNotFound */
export function findingsOf(context: Context, descriptionId: number): CheckFinding[] {
  const { db } = context.catalogue()
  const alike = (id: number, code: string) =>
    withResults(pathOfResults(context), (results) => alikeNow(db, results, id, code))
  const [record] = checkedRecords(db, [descriptionId], surroundings(db, alike))
  if (!record) throw refusal('descriptionNotFound', { id: descriptionId })
  return checkRecord(record)
}

/** The code that the last check saw, if that record still has it. */
function alikeNow(db: ReadDatabase, results: ReadDatabase, id: number, code: string): string | null {
  const alike = alikeCode(results, id, code)
  return alike !== null && idOfReferenceCode(db, alike) !== null ? alike : null
}

export function listedOf(context: Context, descriptionId: number): RecordFinding[] {
  const { db } = context.catalogue()
  const findings = findingsOf(context, descriptionId)
  const accepted = new Map(acceptancesOf(db, [descriptionId]).map((row) => [row.fingerprint, row]))
  return findings.map((finding) => ({
    ...shown(finding),
    fixes: finding.fixes.map(({ code, value }) => ({ code, value })),
    accepted: acceptanceOf(accepted.get(finding.fingerprint)),
  }))
}

const acceptanceOf = (row: AcceptanceRow | undefined): RecordFinding['accepted'] =>
  row === undefined ? null : { id: row.id, by: row.acceptedBy, at: row.acceptedAt, reason: row.reason }

const shown = ({ code, place, other, about, fingerprint }: Omit<CheckFinding, 'fixes'>) => ({
  code,
  severity: CHECKS[code],
  field: place.field,
  index: place.index,
  textId: place.textId,
  span: place.span && { ...place.span },
  other:
    other?.textId == null
      ? null
      : { textId: other.textId, index: other.index, span: other.span && { ...other.span } },
  about: [...about],
  fingerprint,
})

export function listAll(
  context: Context,
  asked: { code: CheckCode | null; severity: Severity | null; offset: number; limit: number },
) {
  const { db } = context.catalogue()
  const answer = withResults(pathOfResults(context), (results) => {
    const outdated = !refreshed(db, results)
    const facts = resultFacts(results)
    const counts = countFindings(results)
    const total = counts
      .filter(({ code }) => asked.code === null || code === asked.code)
      .filter(({ severity }) => asked.severity === null || severity === asked.severity)
      .reduce((sum, { count }) => sum + count, 0)
    return {
      checkedAt: facts.at,
      outdated,
      descriptions: facts.descriptions,
      total,
      counts,
      rows: rowsOf(db, listFindings(results, asked, asked)),
    }
  })
  return answer ?? { checkedAt: null, outdated: false, descriptions: 0, total: 0, counts: [], rows: [] }
}

function rowsOf(
  db: ReadDatabase,
  found: readonly { descriptionId: ListedFinding['descriptionId']; body: string }[],
): ListedFinding[] {
  const units = new Map(
    readRows(db, [...new Set(found.map(({ descriptionId }) => descriptionId))]).map((row) => [row.id, row]),
  )
  return found.map(({ descriptionId, body }) => {
    const unit = units.get(descriptionId)
    return {
      descriptionId,
      referenceCode: unit?.referenceCode ?? null,
      title: unit?.title ?? null,
      ...shown(JSON.parse(body) as Omit<CheckFinding, 'fixes'>),
    }
  })
}

/** Checks again what changed since; false when that is too much. */
function refreshed(db: ReadDatabase, results: WriteDatabase): boolean {
  const { upTo } = resultFacts(results)
  const changes = changesSince(db, upTo)
  if (changes.ids === null) return false
  if (changes.upTo === upTo) return true
  const { ids } = changes
  const around = surroundings(db, (id, code) => alikeCode(results, id, code))
  replaceFindings(results, ids, referenceCodes(db, ids), () => unaccepted(db, ids, around), changes.upTo)
  return true
}
