/** The one write of an import: descriptions, pages, texts, proposals, in one step that can be undone. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { idOfReferenceCode, readDescription } from '../../catalogue/description/read.ts'
import { placeText } from '../../catalogue/description/values.ts'
import { insertDescription, lastPosition } from '../../catalogue/description/write.ts'
import type { WriteDatabase } from '../../catalogue/database.ts'
import { insertReading } from '../../catalogue/reading.ts'
import { begun } from '../../catalogue/record-type.ts'
import { emptyPages, fillPage, insertPage, insertScan, pagesOf, scanWithHash } from '../../catalogue/scan.ts'
import { transact } from '../../catalogue/transact.ts'
import { groupByName } from '../../importers/scan-names.ts'
import type { DescriptionPatch } from '../../shared/contract/description.ts'
import type { DescriptionId, ScanId } from '../../shared/contract/ids.ts'
import type { ImportResult } from '../../shared/contract/import.ts'
import { groupByPattern, labelOf, readPattern } from '../../shared/domain/file-pattern.ts'
import type { PatternGroup } from '../../shared/domain/file-pattern.ts'
import { mayContain } from '../../shared/domain/level.ts'
import type { Context } from '../context.ts'
import type { ReadDocument } from './documents.ts'
import type { ImportPlan } from './plan.ts'
import type { TakenScan } from './scans.ts'

interface Taken {
  documents: ReadDocument[]
  scans: TakenScan[]
}

type Recorded = Omit<ImportResult, 'refused'>

/** @param visit the name under which history has it, so that it is known to be recorded whatever happens next */
export async function record(
  context: Context,
  plan: ImportPlan,
  taken: Taken,
  visit: string,
): Promise<Recorded> {
  const result: Recorded = {
    descriptions: 0,
    pages: 0,
    texts: 0,
    proposals: 0,
    unmapped: [],
    duplicates: [],
    renumbered: [],
    descriptionIds: [],
  }
  const writing = context.writing()
  const used = new Set<string>()
  const makeUnit = (db: WriteDatabase, fields: DescriptionPatch): DescriptionId => {
    const parentId = parentFor(db, plan.into)
    const unit = {
      uid: context.ids.uid(),
      parentId,
      position: lastPosition(db, parentId),
      createdAt: context.clock.now(),
    }
    const id = insertDescription(db, unit, {
      level: 'item',
      ...begun(db, fields),
      ...freeCode(db, fields.referenceCode, result),
    })
    result.descriptions++
    result.descriptionIds.push(id)
    return id
  }
  transact(
    writing,
    'import.start',
    (db) => {
      for (const document of taken.documents) addDocument(db, makeUnit(db, document.fields), document, result)
      addScans(db, plan, taken.scans, { result, used, now: context.clock.now(), makeUnit })
    },
    { visit },
  )
  const { folder } = context.catalogue()
  // Bytes that no page came to show are not left behind.
  for (const { stored } of taken.scans) {
    if (stored.isNew && !used.has(stored.path)) await rm(join(folder, stored.path), { force: true })
  }
  return result
}

/** New items stand under the unit named; an item cannot hold one of its own level unless it may, and then they go beside it. */
function parentFor(db: WriteDatabase, into: DescriptionId | null): DescriptionId | null {
  if (into === null) return null
  const target = readDescription(db, into)
  return target && mayContain(target.level, 'item') ? into : (target?.parentId ?? null)
}

/** A reference code that is taken gets a number, and the result says so. */
function freeCode(
  db: WriteDatabase,
  wanted: string | null | undefined,
  result: Recorded,
): { referenceCode: string | null } {
  if (!wanted) return { referenceCode: null }
  let code = wanted
  for (let number = 2; idOfReferenceCode(db, code) !== null; number++) code = `${wanted}-${number}`
  if (code !== wanted) result.renumbered.push({ from: wanted, to: code })
  return { referenceCode: code }
}

function addDocument(db: WriteDatabase, id: DescriptionId, document: ReadDocument, result: Recorded): void {
  const empty = {
    descriptionId: id,
    label: null,
    scanId: null,
    frame: 0,
    width: null,
    height: null,
    pixelsPerInch: null,
  }
  const pages = Array.from({ length: document.pages }, () => insertPage(db, empty))
  for (const { field, value, page } of document.places) {
    const pageId = pages[page - 1]
    if (pageId !== undefined) placeText(db, id, { field, value, pageId })
  }
  insertReading(db, id, document)
  result.pages += document.pages
  result.texts += document.texts.length
  result.proposals += document.proposals.length
  result.unmapped.push(...document.unmapped.map(({ line, text }) => ({ file: document.file, line, text })))
}

interface Recording {
  result: Recorded
  used: Set<string>
  now: string
  makeUnit(db: WriteDatabase, fields: DescriptionPatch): DescriptionId
}

function addScans(
  db: WriteDatabase,
  plan: ImportPlan,
  scans: readonly TakenScan[],
  recording: Recording,
): void {
  const fresh = scans.filter((scan) => !isHeld(db, scan, plan, recording.result))
  if (plan.arrange === 'attach' && plan.into !== null) {
    for (const scan of fresh) addPages(db, plan, plan.into, scan, recording)
    return
  }
  const read = plan.pattern === null ? null : readPattern(plan.pattern)
  if (typeof read === 'function') {
    addByPattern(db, plan, groupByPattern(read, fresh, ({ name }) => name).groups, recording)
    return
  }
  // Files of one name can come from several folders.
  const byName = Map.groupBy(fresh, ({ file }) => file)
  for (const { title, files } of groupByName(fresh.map(({ file }) => file))) {
    const members = files.flatMap((file) => byName.get(file)?.shift() ?? [])
    const id = recording.makeUnit(db, fieldsOf(title, members))
    for (const scan of members) addPages(db, plan, id, scan, recording)
  }
}

/** A record that has the reference code already gets the pages; otherwise one is made. */
function addByPattern(
  db: WriteDatabase,
  plan: ImportPlan,
  groups: readonly PatternGroup<TakenScan>[],
  recording: Recording,
): void {
  for (const { referenceCode, title, files } of groups) {
    const scans = files.map(({ file }) => file)
    const existing = referenceCode === null ? null : idOfReferenceCode(db, referenceCode)
    const id = existing ?? recording.makeUnit(db, { ...fieldsOf(title, scans), referenceCode })
    if (existing !== null) recording.result.descriptionIds.push(existing)
    for (const named of files) addPages(db, plan, id, named.file, recording, labelOf(named))
  }
}

const fieldsOf = (title: string, scans: readonly TakenScan[]): DescriptionPatch => ({
  title: [{ value: title, language: null, script: null, type: 'supplied', code: null }],
  extents: [
    {
      quantity: String(scans.reduce((sum, { probe }) => sum + probe.pages.length, 0)),
      unit: 'pages',
      approximate: false,
      type: 'materialtype',
    },
  ],
})

/** Whether the bytes are in the catalogue already, so that another page of them would only repeat it. */
function isHeld(db: WriteDatabase, { file, stored }: TakenScan, plan: ImportPlan, result: Recorded): boolean {
  const same = scanWithHash(db, stored.sha256)
  if (!same) return false
  result.duplicates.push({ file, sameAs: same.fileName })
  if (plan.arrange === 'items' || plan.into === null) return true
  return pagesOf(db, plan.into).some(({ scan }) => scan?.sha256 === stored.sha256)
}

/** The pages of one file; the pages that wait for an image are filled first. */
function addPages(
  db: WriteDatabase,
  plan: ImportPlan,
  id: DescriptionId,
  scan: TakenScan,
  recording: Recording,
  label: string | null = null,
): void {
  const { file, probe, stored } = scan
  const scanId: ScanId =
    scanWithHash(db, stored.sha256)?.id ??
    insertScan(
      db,
      {
        sha256: stored.sha256,
        byteSize: stored.byteSize,
        fileName: file,
        mediaType: probe.mediaType,
        storage: plan.storage,
        path: stored.path,
        fileModifiedAt: stored.fileModifiedAt,
      },
      recording.now,
    )
  recording.used.add(stored.path)
  const waiting = emptyPages(db, id)
  probe.pages.forEach(({ frame, width, height, pixelsPerInch }, index) => {
    const page = { scanId, frame, width, height, pixelsPerInch }
    const empty = waiting[index]
    if (empty === undefined) insertPage(db, { ...page, descriptionId: id, label })
    else fillPage(db, empty, page)
    recording.result.pages++
  })
}
