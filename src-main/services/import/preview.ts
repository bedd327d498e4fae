/** What an import would make, by the names of its files alone. */
import { basename } from 'node:path'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { idOfReferenceCode } from '../../catalogue/description/read.ts'
import { groupByName } from '../../importers/scan-names.ts'
import type { ImportPreview } from '../../shared/contract/import.ts'
import { groupByPattern, readPattern } from '../../shared/domain/file-pattern.ts'
import type { ImportPlan } from './plan.ts'

const LISTED = 500

export function previewImport(db: ReadDatabase, plan: ImportPlan): Omit<ImportPreview, 'handles'> {
  const { files, pattern, arrange, into } = plan
  const nothing = { unfit: [], unfitTotal: 0, clashes: [] }
  if (arrange === 'attach' && into !== null)
    return { files: files.length, records: [], recordsTotal: 0, ...nothing }
  const read = pattern === null ? null : readPattern(pattern)
  if (typeof read !== 'function') {
    const groups = groupByName(files.map(({ path }) => basename(path).normalize('NFC')))
    return {
      files: files.length,
      recordsTotal: groups.length,
      records: groups.slice(0, LISTED).map(({ title, files: names }) => ({
        title,
        referenceCode: null,
        existing: null,
        files: names.length,
        first: names[0] ?? '',
        last: names.at(-1) ?? '',
      })),
      ...nothing,
    }
  }
  const { groups, unfit } = groupByPattern(read, files, ({ name }) => name)
  const clashes = groups.flatMap(({ files: pages }) =>
    pages
      .filter(
        ({ page, side }, index) =>
          page !== null && pages[index - 1]?.page === page && pages[index - 1]?.side === side,
      )
      .map(({ file }) => file.name),
  )
  return {
    files: files.length,
    recordsTotal: groups.length,
    records: groups.slice(0, LISTED).map(({ title, referenceCode, files: pages }) => ({
      title,
      referenceCode,
      existing: referenceCode === null ? null : idOfReferenceCode(db, referenceCode),
      files: pages.length,
      first: pages[0]?.file.name ?? '',
      last: pages.at(-1)?.file.name ?? '',
    })),
    unfit: unfit.slice(0, LISTED).map(({ name }) => name),
    unfitTotal: unfit.length,
    clashes: clashes.slice(0, LISTED),
  }
}
