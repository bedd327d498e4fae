/** The fixity of scans as a table: one line for each, to be kept, sent, or opened in a spreadsheet. */
import type { FixityRow } from '../contract/fixity.ts'
import { harmless } from '../domain/sheet/formula.ts'
import type { Messages } from './index.ts'

/** RFC 4180; times as they are recorded, outcomes by their codes. */
export function fixityCsv(m: Messages, rows: readonly FixityRow[]): string {
  const head = Object.values(m.fixity.columns)
  const lines = rows.map(({ fileName, storage, byteSize, sha256, addedAt, check, page }) => [
    page?.referenceCode ?? '',
    page?.title ?? '',
    page === null ? '' : String(page.number),
    fileName,
    storage,
    String(byteSize),
    'SHA-256',
    sha256,
    addedAt,
    check?.checkedAt ?? '',
    check?.outcome ?? 'never',
    check?.matchedAt ?? '',
  ])
  return [head, ...lines].map((cells) => cells.map(cell).join(',') + '\r\n').join('')
}

const cell = (text: string): string => {
  const safe = harmless(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
