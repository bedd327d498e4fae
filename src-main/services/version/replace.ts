/** The one write with which a page gets another scan. */
import { stat } from 'node:fs/promises'
import { removeMaster } from '../../catalogue/encryption/masters.ts'
import { insertScan, scanWithHash } from '../../catalogue/scan.ts'
import { transact } from '../../catalogue/transact.ts'
import { carryAcross, dropVersion, replaceScan } from '../../catalogue/version.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { HistoryId, ScanId } from '../../shared/contract/ids.ts'
import type { Page } from '../../shared/contract/scan.ts'
import type { Carrying } from '../../shared/contract/version.ts'
import type { Region } from '../../shared/domain/region.ts'
import { carried, stretched } from '../../shared/domain/registration.ts'
import type { Context } from '../context.ts'
import { extensionOf } from '../../imaging/extension.ts'
import type { StoredScan } from '../import/tasks.ts'
import type { ProposedScan } from './proposed.ts'

export async function replace(
  context: Context,
  page: Page,
  proposed: ProposedScan,
  carry: Carrying,
): Promise<HistoryId | null> {
  const place = placing(page, proposed, carry)
  const { source, image, registration } = proposed
  const stored = source.kind === 'file' ? await keep(context, proposed, source) : null
  const writing = context.writing()
  const at = context.clock.now()
  const turn = registration?.turn ?? 0
  const rotation =
    source.kind === 'version' ? source.version.rotation : (((page.rotation + turn) % 360) as Page['rotation'])
  const { historyId } = transact(writing, 'version.replace', (db) => {
    const scanId: ScanId =
      source.kind === 'version'
        ? source.version.scanId
        : (scanWithHash(db, source.read.sha256)?.id ??
          insertScan(db, scanRow(proposed, source.storage, stored ?? source.read), at))
    replaceScan(db, page.id, { ...image, scanId, rotation }, { at, who: writing.who() })
    if (source.kind === 'version') dropVersion(db, source.version.id)
    // Whatever relies on what the page shows follows here, in the same step.
    carryAcross(db, page.id, place)
  })
  return historyId
}

/** Where a rectangle of the page comes to lie. @throws registrationFailed */
function placing(
  page: Page,
  { image, registration }: ProposedScan,
  carry: Carrying,
): (region: Region) => Region | null {
  const fresh = { width: image.width ?? 1, height: image.height ?? 1 }
  if (carry === 'none') return () => null
  if (carry === 'stretched') {
    const old = { width: page.width ?? 1, height: page.height ?? 1 }
    return (region) => stretched(region, { old, fresh })
  }
  if (!registration) throw refusal('registrationFailed', {})
  return (region) => carried(region, registration, fresh)
}

/** The file in the catalogue, or where it lies; with the bytes that were proposed. @throws fileChanged */
async function keep(
  context: Context,
  { path, fileName, mediaType }: ProposedScan,
  { storage, read }: Extract<ProposedScan['source'], { kind: 'file' }>,
): Promise<StoredScan> {
  const { folder, db } = context.catalogue()
  if (scanWithHash(db, read.sha256)) return read
  if (storage === 'linked') {
    const now = await stat(path).catch(() => null)
    if (now?.size !== read.byteSize || now.mtime.toISOString() !== read.fileModifiedAt)
      throw refusal('fileChanged', { file: fileName })
    return read
  }
  const files = [{ path, extension: extensionOf(mediaType) }]
  const [outcome] = await context.tasks.run('storeScans', { catalogueFolder: folder, storage, files })
  if (!outcome || 'refused' in outcome) throw refusal('fileNotFound', { file: fileName })
  const { stored } = outcome
  if (stored.sha256 === read.sha256) return stored
  if (stored.isNew) removeMaster(folder, stored.path)
  throw refusal('fileChanged', { file: fileName })
}

const scanRow = (
  { fileName, mediaType }: ProposedScan,
  storage: 'copied' | 'linked',
  { sha256, byteSize, path, fileModifiedAt }: StoredScan,
) => ({ sha256, byteSize, fileName, mediaType, storage, path, fileModifiedAt })
