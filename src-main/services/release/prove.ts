/** A release that was made from this catalogue, proved afterwards; what is found stands in its manifest or, signed, beside it. */
import type { KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { descriptionUid } from '../../catalogue/description/uid.ts'
import { finishRelease, releaseNamed } from '../../catalogue/release.ts'
import { audit } from '../../catalogue/review/audit.ts'
import { transact } from '../../catalogue/transact.ts'
import { readManifest, withProof, writeProof, writeSignedProof } from '../../exporters/release/made.ts'
import { PROOF, SIGNATURE } from '../../exporters/release/manifest.ts'
import type { JobControl } from '../../jobs/queue.ts'
import { sha256OfText } from '../../platform/checksum.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { ProveResult } from '../../shared/contract/release.ts'
import type { Context } from '../context.ts'
import { planned } from './plan.ts'
import { runProof } from './run.ts'
import { withScratch } from './scratch.ts'
import { copyOf, remadeFrom } from './write.ts'

export interface Proving {
  readonly actor: string
  /** With which the proof is signed; null: it is written into the manifest, which nobody has signed. */
  readonly key: { readonly fingerprint: string; readonly privateKey: KeyObject } | null
}

/** @throws releaseNotAsMade, releaseSigned, releaseOfAnother, fileNotFound, cancelled, diskFull, … */
export async function proved(
  context: Context,
  folder: string,
  { actor, key }: Proving,
  { signal, progress }: JobControl,
): Promise<ProveResult> {
  const manifest = await readManifest(folder)
  const known = releaseNamed(context.catalogue().db, manifest.id)
  const digests = [manifest.text, withProof(manifest, null)].map(sha256OfText)
  if (known?.manifest == null || !digests.includes(known.manifest))
    throw refusal('releaseOfAnother', { file: basename(folder) })
  // What stands signed is of these bytes of the manifest, which are not to be touched any more.
  const isSigned =
    known.signedBy !== null || [SIGNATURE, PROOF].some((name) => existsSync(join(folder, name)))
  if (isSigned && key === null) throw refusal('releaseSigned', { file: basename(folder) })
  if (manifest.program !== `Shoko ${context.version}`)
    throw refusal('releaseOfVersion', { program: manifest.program })
  const ids = known.items.flatMap(({ descriptionId }): DescriptionId[] =>
    descriptionId === null ? [] : [descriptionId],
  )
  const { language, imageFormat, grey, textLayer } = manifest
  // Whoever made it has answered for traces where there may be any.
  const acceptTraces = true
  const plan =
    ids.length === known.items.length
      ? await planned(context, { ids, batch: null, language, acceptTraces })
      : []
  const going = plan.flatMap(({ told, releasable }) => (releasable ? [{ told, releasable }] : []))
  if (going.length < known.items.length) throw refusal('releaseNotAsMade', { file: basename(folder) })
  const items = known.items.map(({ name }, index) => ({
    name,
    descriptionId: going[index]?.told.descriptionId ?? (0 as DescriptionId),
    description: '',
    decision: going[index]?.releasable.item.decision ?? 'withheld',
  }))
  const making = { language, imageFormat, grey, textLayer }
  const copy = copyOf(context, { name: known.name, at: known.at, items }, going, making)
  const proof = await withScratch(context.userFolder, (scratch) =>
    runProof(
      context,
      { copy, folder, proving: remadeFrom(context, going, { scratch, acceptTraces }) },
      { signal, progress },
    ),
  )
  const at = context.clock.now()
  const digest = sha256OfText(key === null ? await writeProof(folder, manifest, proof) : manifest.text)
  const beside = key && (await writeSignedProof(folder, { manifest, proof, provedAt: at }, key.privateKey))
  transact(context.writing(), 'review.release', (db) => {
    for (const id of ids)
      audit(db, {
        at,
        actor,
        role: 'approver',
        act: 'prove',
        description: descriptionUid(db, id),
        redaction: null,
        before: null,
        after: {
          ...{ release: known.name, manifest: digest, result: proof.result },
          ...(key && beside !== null && { key: key.fingerprint, proof: sha256OfText(beside) }),
        },
        reason: '',
        version: context.version,
      })
    finishRelease(db, known.name, digest, known.signedBy)
  })
  return { name: known.name, proof, manifest: digest, fingerprint: key?.fingerprint ?? null }
}
