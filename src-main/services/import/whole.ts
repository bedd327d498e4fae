/** What an earlier import has made whole, as far as it still is. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
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
    const copy = await stat(join(catalogueFolder, whole.stored.path)).catch(() => null)
    if (copy?.size === whole.stored.byteSize) found.set(path, whole)
  }
  return found
}
