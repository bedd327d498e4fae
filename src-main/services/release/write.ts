/** A release as a job: planned, written beside its place, tested, and noted in the register when it is whole. */
import type { KeyObject } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { descriptionUid } from '../../catalogue/description/uid.ts'
import { readInstitution } from '../../catalogue/institution.ts'
import { beginRelease, finishRelease, unfinishedRelease } from '../../catalogue/release.ts'
import type { Begun } from '../../catalogue/release.ts'
import { audit } from '../../catalogue/review/audit.ts'
import { coverOf } from '../../catalogue/review/cover.ts'
import { readReview } from '../../catalogue/review/read.ts'
import { vouchedFor } from '../../catalogue/review/signatures.ts'
import { writeReview } from '../../catalogue/review/write.ts'
import { transact } from '../../catalogue/transact.ts'
import type { ReleaseCopy } from '../../exporters/release/copy.ts'
import type { JobControl } from '../../jobs/queue.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { ReleaseResult } from '../../shared/contract/release.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { Context } from '../context.ts'
import { vocabulariesOf } from './copy.ts'
import type { Releasable } from './copy.ts'
import { mastersOf, planned } from './plan.ts'
import type { Meant, Planned } from './plan.ts'
import type { Remade } from './remade.ts'
import { runRelease } from './run.ts'
import { withScratch } from './scratch.ts'

export interface Writing extends Meant, Making {
  readonly actor: string
  readonly prove: boolean
  /** With which the manifest is signed. */
  readonly key: { readonly fingerprint: string; readonly privateKey: KeyObject } | null
}

type Making = Pick<ReleaseCopy, 'imageFormat' | 'grey' | 'textLayer' | 'language'>

/** @throws releaseNothing, releaseExists, releaseFaulty, reviewChanged, institutionIncomplete, cancelled, diskFull, … */
export async function written(
  context: Context,
  folder: string,
  writing: Writing,
  { signal, progress }: JobControl,
): Promise<ReleaseResult> {
  if (!readInstitution(context.catalogue().db))
    throw refusal('institutionIncomplete', { missing: ['institution'] })
  const plan = await planned(context, writing)
  const going = plan.flatMap(({ told, releasable }) => (releasable ? [{ told, releasable }] : []))
  if (going.length === 0) throw refusal('releaseNothing', { blocked: plan.length })
  const begun = begin(context, going, writing)
  const copy = copyOf(context, begun, going, writing)
  const privateKey = writing.key?.privateKey ?? null
  const run = (proving: Remade | null) =>
    runRelease(context, { copy, folder, privateKey, proving }, { signal, progress })
  const made = writing.prove
    ? await withScratch(context.userFolder, (scratch) =>
        run(remadeFrom(context, going, { scratch, ...writing })),
      )
    : await run(null)
  try {
    note(context, begun, going, { ...writing, manifest: made.manifest })
  } catch (error) {
    // What nobody approved as it is now does not stay where it would be taken for a release.
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  return {
    name: begun.name,
    items: going.length,
    pages: made.pages,
    files: made.files,
    manifest: made.manifest,
    proof: made.proof,
    fingerprint: writing.key?.fingerprint ?? null,
    leftOut: plan.filter(({ releasable }) => releasable === null).map(({ told }) => told),
  }
}

export type Going = Planned & { readonly releasable: Releasable }

/** What is handed to those who write files. */
export function copyOf(
  context: Context,
  begun: Pick<Begun, 'name' | 'at' | 'items'>,
  going: readonly Going[],
  { language, imageFormat, grey, textLayer }: Making,
): ReleaseCopy {
  return {
    id: begun.name,
    releasedAt: begun.at,
    generator: `Shoko ${context.version}`,
    language,
    institution: readInstitution(context.catalogue().db)?.name ?? '',
    banner: messages[language].release.banner,
    vocabularies: vocabulariesOf(going.map(({ releasable }) => releasable)),
    persons: personsOf(going.map(({ releasable }) => releasable)),
    ...{ imageFormat, grey, textLayer },
    items: going.map(({ releasable }, index) => ({
      ...releasable.item,
      name: begun.items[index]?.name ?? '',
    })),
  }
}

export function remadeFrom(
  context: Context,
  going: readonly Going[],
  { scratch, acceptTraces }: Pick<Remade, 'scratch' | 'acceptTraces'>,
): Remade {
  const ids = going.map(({ told }) => told.descriptionId)
  return {
    databasePath: context.catalogue().database,
    scratch,
    ids,
    masters: mastersOf(context, ids),
    acceptTraces,
  }
}

/** The names are given before anything is written, so that what a crash leaves behind can go on under them. */
function begin(context: Context, going: readonly Going[], { actor, batch }: Writing): Begun {
  const { db } = context.catalogue()
  const items = going.map(({ told, releasable }) => ({
    descriptionId: told.descriptionId,
    description: descriptionUid(db, told.descriptionId),
    decision: releasable.item.decision,
  }))
  const known = unfinishedRelease(db, items)
  if (known) return known
  const begun: Begun[] = []
  transact(context.writing(), 'review.release', (writing) => {
    begun.push(beginRelease(writing, items, { at: context.clock.now(), who: actor, batch }))
  })
  const [one] = begun
  if (!one) throw new Error('a release without a name')
  return one
}

/** @throws reviewChanged where an item is not any more what was approved when the writing began */
function note(
  context: Context,
  begun: Begun,
  going: readonly Going[],
  {
    actor,
    manifest,
    acceptTraces,
    key,
  }: Pick<Writing, 'actor' | 'acceptTraces' | 'key'> & { manifest: string },
): void {
  transact(context.writing(), 'review.release', (db) => {
    for (const [index, { told, releasable }] of going.entries()) {
      const { descriptionId: id, referenceCode } = told
      const { name = '', description = '' } = begun.items[index] ?? {}
      const isAsThen = coverOf(db, id).digest === releasable.digest
      // A key may have been retired meanwhile.
      if (!isAsThen || 'fault' in vouchedFor(db, description, releasable.digest))
        throw refusal('reviewChanged', { parts: [referenceCode ?? String(id)] })
      const auditHash = audit(db, {
        at: context.clock.now(),
        actor,
        role: 'approver',
        act: 'release',
        description,
        redaction: null,
        before: null,
        after: {
          ...{ release: begun.name, name, manifest },
          ...(acceptTraces && { acceptTraces }),
          ...(key && { key: key.fingerprint }),
        },
        reason: '',
        version: context.version,
      })
      // What it is about is the same; that it was written for the release is no change of it.
      const { bound, salt } = readReview(db, id)
      const kept = bound && { covered: bound, salt: salt ?? '', at: context.clock.now() }
      writeReview(db, id, { state: 'released', auditHash, bound: kept })
    }
    finishRelease(db, begun.name, manifest, key?.fingerprint ?? null)
  })
}

/** One item of which names are only asserted is enough. */
const personsOf = (releasables: readonly Releasable[]): ReleaseCopy['persons'] => {
  const keys = releasables.map(({ fingerprints }) => fingerprints)
  return keys.some((of) => of === null)
    ? 'asserted'
    : { fingerprints: [...new Set(keys.flatMap((of) => of ?? []))].sort() }
}
