/** The image behind a page, as tiles and pictures of it are made. */
import { derivativesIn } from '../../catalogue/open.ts'
import type { Catalogue } from '../../catalogue/open.ts'
import { sealingOf } from '../../catalogue/encryption/masters.ts'
import { scanFile } from '../../catalogue/scan.ts'
import type { scanOfPage } from '../../catalogue/scan.ts'
import type { PageImage } from '../../imaging/tiles.ts'

/** @throws linkNotFollowed */
export function pageImage(catalogue: Catalogue, scan: NonNullable<ReturnType<typeof scanOfPage>>): PageImage {
  const { storage, sha256, frame, fileName, mediaType, width, height, byteSize, fileModifiedAt } = scan
  return {
    cacheFolder: derivativesIn(catalogue),
    sealedBy: sealingOf(catalogue.folder)?.id ?? null,
    path: scanFile(catalogue, scan),
    sha256,
    frame,
    width,
    height,
    drawn: mediaType === 'application/pdf',
    name: fileName,
    // A copied scan is the program's own; its date is that of the copy.
    ...(storage === 'linked' && { recorded: { byteSize, fileModifiedAt } }),
  }
}
