/** What an earlier import has made whole, as far as it still is. */
import { stat } from 'node:fs/promises'
import { masterFile } from '../../catalogue/encryption/masters.ts'
import { isSealed } from '../../platform/sealed-file/keys.ts'
import { contentSize } from '../../platform/sealed-file/layout.ts'
import type { Whole } from './journal.ts'
import type { ImportPlan } from './plan.ts'

/** Files by their paths. A copy counts while it lies among the scans, wherever its source is; a link while its file is as it was read. */
export async function stillWhole(
  catalogueFolder: string,
  known: ReadonlyMap<string, Whole>,
  { storage }: ImportPlan,
): Promise<ReadonlyMap<string, Whole>> {
  const found = new Map<string, Whole>()
  for (const [path, whole] of known) {
    const source = await stat(path).catch(() => null)
    // What was changed meanwhile is another file.
    if (source && (source.size !== whole.size || source.mtimeMs !== whole.modified)) continue
    if (storage === 'linked') {
      if (source) found.set(path, whole)
      continue
    }
    const file = masterFile(catalogueFolder, whole.stored.path)
    const size = (await stat(file).catch(() => null))?.size ?? -1
    if ((isSealed(file) ? contentSize(size) : size) === whole.stored.byteSize) found.set(path, whole)
  }
  return found
}
