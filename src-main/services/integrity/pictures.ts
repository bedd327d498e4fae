/** Thumbnails and tiles: made from the scans, and made again when they are deleted. */
import { readdir } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { openPyramid } from '../../imaging/pyramid-file.ts'
import { isSetAsideMark, labelOfPicture } from '../../imaging/tiles.ts'
import { isPartial } from '../../platform/files.ts'
import { wholeContent } from '../../platform/sealed-file/read.ts'
import { refusal } from '../../shared/contract/errors.ts'

/** Pictures that do not open, or were made from a scan that the catalogue no longer has; relative to the catalogue. */
export async function spoiltPictures(
  catalogueFolder: string,
  hashes: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<string[]> {
  const folder = join(catalogueFolder, 'derivatives')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const spoilt: string[] = []
  for (const entry of entries) {
    if (signal.aborted) throw refusal('cancelled', {})
    if (!entry.isFile() || isPartial(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    const label = await labelOfPicture(path)
    if (label !== null && isSetAsideMark(label)) continue
    if (label !== null && hashes.has(basename(label).slice(0, 64)) && (await opens(path, label))) continue
    spoilt.push(relative(catalogueFolder, path).replaceAll('\\', '/'))
  }
  return spoilt.sort()
}

async function opens(path: string, label: string): Promise<boolean> {
  try {
    if (!label.endsWith('.tif')) return endsAsJpeg(await wholeContent(path))
    await (await openPyramid(path)).close()
    return true
  } catch {
    return false
  }
}

const endsAsJpeg = (bytes: Buffer) => bytes.length > 4 && bytes.readUInt16BE(bytes.length - 2) === 0xffd9
