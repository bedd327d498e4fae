/** What files of an export are called. */
import { statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { DescriptionRow } from '../../shared/contract/description.ts'

/** A reference code as part of a file's name on any system. */
export const safe = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80)

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

export const fileIn = (target: string, name: string, extension: string) =>
  isFolder(target) ? join(target, fileName(name, extension)) : target

/** One path for one unit, in a folder that of `name` where that is said; for several, a name from each reference code. */
export function filesFor(
  target: string,
  name: string | null,
  extension: string,
  roots: readonly DescriptionRow[],
) {
  const inFolder = isFolder(target)
  const [first] = roots
  if (first && roots.length === 1 && (name !== null || !inFolder)) {
    return [{ rootId: first.id, path: fileIn(target, name ?? '', extension) }]
  }
  const base = inFolder ? '' : basename(target, extname(target))
  const folder = inFolder ? target : join(target, '..')
  const used = new Set<string>()
  return roots.map((root, index) => {
    const code = safe(root.referenceCode ?? '') || String(index + 1)
    let stem = [base, code].filter((part) => part !== '').join('-')
    while (used.has(stem.toLowerCase())) stem = `${stem}-${index + 1}`
    used.add(stem.toLowerCase())
    return {
      rootId: root.id,
      path: join(folder, fileName(stem, inFolder ? extension : extname(target).slice(1) || extension)),
    }
  })
}

const fileName = (stem: string, extension: string) => `${stem}.${extension}`
