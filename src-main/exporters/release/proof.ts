/**
 * A release made once more, from the same items with other content where something is withheld, and compared with the
 * first byte for byte. What differs depends on what nobody may know. Nothing of the second is kept.
 */
import { createHash } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256OfFile } from '../../platform/checksum.ts'
import type { Proof } from '../../shared/contract/release.ts'
import type { ReleaseCopy } from './copy.ts'
import { writeItem } from './item.ts'
import type { Burner, ItemOptions } from './item.ts'
import { filesOf, MANIFEST, manifestOf } from './manifest.ts'
import type { ManifestFile, ManifestItem } from './manifest.ts'
import { otherMasters } from './other-masters.ts'
import { registerCsv, registerHtml } from './register.ts'
import { verifyPage } from './verify-page.ts'

/** The first, in its folder. */
export interface MadeFiles {
  readonly copy: ReleaseCopy
  readonly items: readonly ManifestItem[]
  readonly files: readonly ManifestFile[]
  readonly folder: string
}

export interface Remaking {
  /** The same release as it is with other content; its masters are still the first's. */
  readonly copy: ReleaseCopy
  readonly burner: Burner
  /** A folder of its own for what is made in between. */
  readonly scratch: string
}

/** @throws diskFull, cancelled, and what the decoder refuses */
export async function proofOf(
  made: MadeFiles,
  { copy, burner, scratch }: Remaking,
  options: ItemOptions,
): Promise<Proof> {
  const first = new Map(made.files.map((file) => [file.path, file]))
  const files: ManifestFile[] = []
  const items: ManifestItem[] = []
  const lossy: string[] = []
  for (const given of copy.items) {
    const masters = otherMasters(copy, given, burner, scratch)
    const item = await writeItem(copy, masters.item, scratch, masters.burner, options)
    items.push(item)
    lossy.push(...masters.lossy)
    files.push(...(await listed(scratch, filesOf(item), options.signal)))
    for (const { path } of files.slice(-filesOf(item).length)) await rm(join(scratch, path), { force: true })
  }
  const written: Record<string, string> = {
    'register.csv': registerCsv(copy, items),
    'register.html': registerHtml(copy, items, copy.items),
    'verify.html': await verifyPage(copy.language),
  }
  for (const [path, text] of Object.entries(written))
    files.push({
      path,
      sha256: createHash('sha256').update(text).digest('hex'),
      bytes: Buffer.byteLength(text),
    })
  const again = new Map(files.map((file) => [file.path, file]))
  const differing = [...new Set([...first.keys(), ...again.keys()])].filter(
    (path) => first.get(path)?.sha256 !== again.get(path)?.sha256,
  )
  const manifest = (of: Pick<MadeFiles, 'copy' | 'items' | 'files'>) =>
    manifestOf(of.copy, of.items, of.files, { tests: null, proof: null })
  if (manifest(made) !== manifest({ copy, items, files })) differing.push(MANIFEST)
  return {
    result: differing.length === 0 ? 'proved' : 'differs',
    program: copy.generator,
    differing: differing.sort(),
    notReplaced: lossy.sort(),
  }
}

export async function listed(
  folder: string,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<ManifestFile[]> {
  const files: ManifestFile[] = []
  for (const name of names) {
    const path = join(folder, name)
    const sha256 = await sha256OfFile(path, signal ? { signal } : {})
    files.push({ path: name, sha256, bytes: (await stat(path)).size })
  }
  return files
}
