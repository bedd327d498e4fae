/** A single record out of a copy: made what it was there, or made again. */
import { readDescription } from '../../catalogue/description/read.ts'
import { checkLevel, checkReferenceCode, withoutDeadLinks } from '../../catalogue/description/rules.ts'
import { insertDescription, lastPosition, updateDescription } from '../../catalogue/description/write.ts'
import { get, run, sql } from '../../catalogue/database.ts'
import type { WriteDatabase } from '../../catalogue/database.ts'
import { differences, EDITED_FIELDS, readRecord, replaceTexts } from '../../catalogue/record.ts'
import type { RecordedText } from '../../catalogue/record.ts'
import type { WholeRecord } from '../../catalogue/record.ts'
import { insertPage } from '../../catalogue/scan.ts'
import type { Description } from '../../shared/contract/description.ts'
import type { ScanId } from '../../shared/contract/ids.ts'

export function bringBack(db: WriteDatabase, unit: Description, record: WholeRecord): void {
  const here = get<{ id: number }>(db, sql`SELECT id FROM description WHERE uid = ${unit.uid}`)
  const patch = withoutDeadLinks(db, Object.fromEntries(EDITED_FIELDS.map((field) => [field, record[field]])))
  // What it pointed at may be gone, or be another record by now.
  const relations = patch.relations?.map((relation) =>
    relation.targetId !== null && readDescription(db, relation.targetId)
      ? relation
      : { ...relation, targetId: null },
  )
  const fields = { ...patch, ...(relations && { relations }) }
  checkReferenceCode(db, unit.referenceCode, here?.id ?? null)
  const parentId = livePlace(db, here?.id ?? null, unit)
  const parent = parentId === null ? null : readDescription(db, parentId)
  checkLevel(parent?.level ?? null, unit.level)
  const id = here?.id ?? insertDescription(db, newUnit(db, unit, parentId), fields)
  if (here) {
    updateDescription(db, id, fields)
    const now = readDescription(db, id)
    if (now?.binnedAt != null) {
      run(
        db,
        sql`UPDATE description SET binnedAt = NULL, binnedWithId = NULL, parentId = ${parentId} WHERE id = ${id}`,
      )
    }
  } else addPages(db, id, record)
  const differing = differences(readRecord(db, id), record).some(({ field }) => field === 'texts')
  if (differing) replaceTexts(db, id, record['texts'] as RecordedText[])
}

/** Under what it stood, when that is there; else at the top. */
function livePlace(db: WriteDatabase, here: number | null, unit: Description): number | null {
  const parentId =
    here === null
      ? unit.parentId
      : (get<{ parentId: number | null }>(db, sql`SELECT parentId FROM description WHERE id = ${here}`)
          ?.parentId ?? null)
  if (parentId === null) return null
  const parent = readDescription(db, parentId)
  return parent && parent.binnedAt === null ? parentId : null
}

const newUnit = (db: WriteDatabase, { uid, createdAt }: Description, parentId: number | null) => ({
  uid,
  parentId,
  position: lastPosition(db, parentId),
  createdAt,
})

/** Its pages, with their images where the catalogue still has them under that name. */
function addPages(db: WriteDatabase, id: number, record: WholeRecord): void {
  for (const { label, fileName } of record['pages'] as { label: string | null; fileName: string | null }[]) {
    const scan = get<{
      id: ScanId
      frame: number
      width: number | null
      height: number | null
      pixelsPerInch: number | null
    }>(
      db,
      sql`SELECT scan.id, coalesce(frame, 0) AS frame, width, height, pixelsPerInch FROM scan LEFT JOIN page ON page.scanId = scan.id
          WHERE fileName = ${fileName} LIMIT 1`,
    )
    insertPage(db, {
      descriptionId: id as never,
      label,
      scanId: scan?.id ?? null,
      frame: scan?.frame ?? 0,
      width: scan?.width ?? null,
      height: scan?.height ?? null,
      pixelsPerInch: scan?.pixelsPerInch ?? null,
    })
  }
}
