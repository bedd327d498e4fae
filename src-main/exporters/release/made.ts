/** A release that was made, opened to be proved: its manifest, and its files as they are now. */
import type { KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { sha256OfText } from '../../platform/checksum.ts'
import { readingRefusal, writeAtomic } from '../../platform/files.ts'
import { BURNT_FORMATS } from '../../shared/contract/release.ts'
import type { Proof } from '../../shared/contract/release.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { ReleaseCopy } from './copy.ts'
import { MANIFEST, PROOF, signedProof } from './manifest.ts'
import type { ManifestFile, ManifestItem } from './manifest.ts'
import { listed } from './proof.ts'
import type { MadeFiles } from './proof.ts'
import { registerHtml } from './register.ts'
import { recordOf, sortedJson, textOf } from './texts.ts'

const Manifest = z.looseObject({
  format: z.literal('shoko-release-1'),
  id: z.string(),
  program: z.string(),
  language: z.enum(['en', 'ja']),
  imageFormat: z.enum(BURNT_FORMATS),
  grey: z.boolean(),
  textLayer: z.boolean(),
  items: z.array(z.custom<ManifestItem>((item) => typeof item === 'object' && item !== null)),
  files: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.number() })),
})
export type MadeManifest = z.infer<typeof Manifest> & { readonly text: string }

/** @throws fileNotFound, releaseNotAsMade where it is no manifest of this program */
export async function readManifest(folder: string): Promise<MadeManifest> {
  const path = join(folder, MANIFEST)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw readingRefusal(error, path)
  })
  const found = parsed(text)
  if (!found) throw notAsMade(folder)
  return { ...found, text }
}

function parsed(text: string): z.infer<typeof Manifest> | null {
  try {
    return Manifest.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

const notAsMade = (folder: string, file = MANIFEST) =>
  refusal('releaseNotAsMade', { file: `${basename(folder)}/${file}` })

/** The manifest with another proof in it, or with none. */
export function withProof({ text }: MadeManifest, proof: Proof | null): string {
  return sortedJson({ ...(JSON.parse(text) as object), proof })
}

export async function writeProof(folder: string, manifest: MadeManifest, proof: Proof): Promise<string> {
  const text = withProof(manifest, proof)
  await writeAtomic(join(folder, MANIFEST), text)
  return text
}

/** What was written: a proof beside the manifest, of which not a byte is touched. */
export async function writeSignedProof(
  folder: string,
  { manifest, proof, provedAt }: { manifest: MadeManifest; proof: Proof; provedAt: string },
  privateKey: KeyObject,
): Promise<string> {
  const said = { release: manifest.id, manifest: sha256OfText(manifest.text), provedAt, proof }
  const text = signedProof(said, privateKey)
  await writeAtomic(join(folder, PROOF), text)
  return text
}

/**
 * Its files, all of them as the manifest lists them, and what they say as `copy` says it: otherwise a difference would tell
 * of a change, and not of a leak.
 * @throws fileNotFound, releaseNotAsMade, cancelled
 */
export async function madeRelease(
  copy: ReleaseCopy,
  folder: string,
  signal?: AbortSignal,
): Promise<MadeFiles> {
  const { items, files: said } = await readManifest(folder)
  const files: ManifestFile[] = []
  for (const file of said) {
    const [now] = await listed(folder, [file.path], signal)
    if (!now || now.sha256 !== file.sha256) throw notAsMade(folder, file.path)
    files.push(now)
  }
  const words: [path: string, text: string][] = [
    ...copy.items.flatMap((item): [string, string][] => [
      [`${item.name}.txt`, textOf(copy, item)],
      [`${item.name}.json`, sortedJson(recordOf(item))],
    ]),
    ['register.html', registerHtml(copy, items, copy.items)],
  ]
  for (const [path, text] of words)
    if ((await readFile(join(folder, path), 'utf8').catch(() => null)) !== text) throw notAsMade(folder, path)
  return { copy, items, files, folder }
}
