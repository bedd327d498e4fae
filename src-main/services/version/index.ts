/** Better scans of pages: proposed by a job that changes nothing, taken in one step. */
import { basename } from 'node:path'
import { checksOf } from '../../catalogue/fixity/checks.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { lentAmong, readLoan } from '../../catalogue/lending/loan.ts'
import { readPage, scanById, scanFile } from '../../catalogue/scan.ts'
import type { ScanRow } from '../../catalogue/scan.ts'
import { marksOnPage, readVersion, versionsOf } from '../../catalogue/version.ts'
import type { MarkOnPage } from '../../catalogue/version.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { JobResult } from '../../shared/contract/job.ts'
import type { Page, Scan } from '../../shared/contract/scan.ts'
import type { VersionProposal } from '../../shared/contract/version.ts'
import { carried, stretched } from '../../shared/domain/registration.ts'
import type { Context, Service } from '../context.ts'
import type { ProposedScan } from './proposed.ts'
import { replace } from './replace.ts'

export const version: Service<'version'> = {
  list(context, { pageId }) {
    const { db } = context.catalogue()
    present(db, pageId)
    return versionsOf(db, pageId).map(
      ({ scanId, pageId: _page, pixelsPerInch: _ppi, rotation: _turn, ...row }) => ({
        ...row,
        scan: asScan(db, known(scanById(db, scanId), scanId)),
      }),
    )
  },

  propose(context, { pageId, handle, versionId, ...asked }) {
    const { db } = context.writing()
    const page = present(db, pageId)
    if (page.scan === null || page.width === null) throw refusal('scanNotFound', { id: pageId })
    refuseLent(db, page)
    const earlier = versionId === null ? undefined : readVersion(db, versionId)
    if (versionId !== null && earlier?.pageId !== pageId) throw refusal('versionNotFound', { id: versionId })
    const path = handle === null ? null : context.handles.take(handle, 'read')
    if (!earlier && path === null) throw refusal('handleUnknown', {})
    const job = context.jobs.start(
      'version',
      'files',
      async ({ id, signal, progress }): Promise<JobResult> => {
        progress(0, null)
        const proposed = earlier
          ? fromVersion(context, page, earlier)
          : await fromFile(context, page, path ?? '', asked, signal)
        const frames = earlier ? 1 : (await context.decoding.probe(proposed.path, { signal })).pages.length
        const { width, height } = sizeOf(proposed.image)
        proposed.registration = await context.decoding.register(
          { path: proposed.path, frame: proposed.image.frame, width },
          { path: pathOf(context, page.scan?.id ?? 0), frame: page.frame, width: page.width ?? 1 },
          { name: proposed.fileName, signal },
        )
        context.proposedScans.set(id, proposed)
        const { registration, fileName } = proposed
        return {
          kind: 'version',
          pageId,
          fileName,
          frames,
          frame: proposed.image.frame,
          before: sizeOf(page),
          after: { width, height },
          registration: registration && {
            turn: registration.turn,
            skew: registration.skew,
            scale: registration.scale,
            confidence: registration.confidence,
          },
          marks: marksOnPage(db, pageId).map((mark) => toldMark(mark, page, proposed)),
        }
      },
    )
    return { jobId: job.id }
  },

  async replace(context, { jobId, carry }) {
    const proposed = context.proposedScans.get(jobId)
    if (proposed?.catalogue !== context.catalogue().folder) throw refusal('jobNotFound', { id: jobId })
    const { db } = context.writing()
    const page = present(db, proposed.pageId)
    // Laid over another image than the page shows now, it says nothing.
    if (page.scan?.id !== proposed.replaces) throw refusal('jobNotFound', { id: jobId })
    const historyId = await replace(context, page, proposed, carry)
    context.proposedScans.delete(jobId)
    return { historyId, page: present(db, proposed.pageId) }
  },
}

/** What is lent is only read: said before anything is stored. @throws lentOut */
function refuseLent(db: ReadDatabase, { descriptionId }: Page): void {
  const [lent] = descriptionId === null ? [] : lentAmong(db, [descriptionId])
  const loan = lent && readLoan(db, lent.loanId)
  if (loan) throw refusal('lentOut', { to: loan.lentTo, since: loan.lentAt })
}

function toldMark(
  { field, value, region }: MarkOnPage,
  page: Page,
  { image, registration }: ProposedScan,
): VersionProposal['marks'][number] {
  const fresh = sizeOf(image)
  return {
    field,
    value,
    before: region,
    registered: registration && carried(region, registration, fresh),
    stretched: stretched(region, { old: sizeOf(page), fresh }),
  }
}

const sizeOf = ({ width, height }: { width: number | null; height: number | null }) => ({
  width: width ?? 1,
  height: height ?? 1,
})

function fromVersion(
  context: Context,
  page: Page,
  version: NonNullable<ReturnType<typeof readVersion>>,
): ProposedScan {
  const { db, folder } = context.catalogue()
  const scan = known(scanById(db, version.scanId), version.scanId)
  const { frame, width, height, pixelsPerInch } = version
  return {
    catalogue: folder,
    pageId: page.id,
    replaces: page.scan?.id ?? 0,
    path: pathOf(context, version.scanId),
    fileName: scan.fileName,
    mediaType: scan.mediaType,
    image: { frame, width, height, pixelsPerInch },
    registration: null,
    source: { kind: 'version', version },
  }
}

async function fromFile(
  context: Context,
  page: Page,
  path: string,
  { frame, storage }: { frame: number; storage: 'copied' | 'linked' },
  signal: AbortSignal,
): Promise<ProposedScan> {
  const fileName = basename(path).normalize('NFC')
  const { mediaType, pages } = await context.decoding.probe(path, { signal })
  const image = pages[frame]
  if (!image) throw refusal('scanDamaged', { file: fileName })
  const { folder } = context.catalogue()
  // Read to know it by, and kept only when it is taken.
  const files = [{ path, extension: '' }]
  const [outcome] = await context.tasks.run(
    'storeScans',
    { catalogueFolder: folder, storage: 'linked', files },
    { signal },
  )
  if (!outcome) throw refusal('cancelled', {})
  if ('refused' in outcome) throw refusal('fileUnreadable', { file: fileName })
  if (outcome.stored.sha256 === page.scan?.sha256 && frame === page.frame)
    throw refusal('scanSame', { file: fileName })
  const { width, height, pixelsPerInch } = image
  return {
    catalogue: folder,
    pageId: page.id,
    replaces: page.scan?.id ?? 0,
    path,
    fileName,
    mediaType,
    image: { frame, width, height, pixelsPerInch },
    registration: null,
    source: { kind: 'file', storage, read: outcome.stored },
  }
}

function pathOf(context: Context, scanId: number): string {
  const catalogue = context.catalogue()
  return scanFile(catalogue, known(scanById(catalogue.db, scanId), scanId))
}

function asScan(db: ReadDatabase, { path: _, ...scan }: ScanRow): Scan {
  return { ...scan, fixity: checksOf(db, [scan.id]).get(scan.id) ?? null }
}

function present(db: ReadDatabase, id: number): Page {
  const found = readPage(db, id)
  if (!found) throw refusal('pageNotFound', { id })
  return found
}

function known<T>(found: T | undefined, id: number): T {
  if (found === undefined) throw refusal('scanNotFound', { id })
  return found
}
