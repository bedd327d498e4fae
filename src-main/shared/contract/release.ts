/** Releases: what has gone out, and whether it is what its manifest says. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { FolderName } from './catalogue.ts'
import { refusing } from './errors.ts'
import { DescriptionId, Handle, Instant, JobId, ParagraphId, PersonId, TextId, Window } from './ids.ts'
import { As } from './redaction.ts'

/**
 * What was found when a release was made once more with other content where something is withheld. It says nothing that
 * depends on what that is: the same release has the same statement.
 */
export const Proof = z.object({
  result: z.enum(['proved', 'differs']),
  /** Name and version of the program that made it once more. */
  program: z.string(),
  /** Files that were not the same. */
  differing: z.array(z.string()),
  /** Images whose master is coded with loss: other pixels were put in as it is decoded, not into the coded file. */
  notReplaced: z.array(z.string()),
})
export type Proof = z.infer<typeof Proof>

/** Result of the job. A release with a fault is not to be trusted; without one, its manifest still has to be the archive's. */
export const VerifyResult = z.object({
  /** As the manifest names it; null where there is none that could be read. */
  release: z.string().nullable(),
  /** SHA-256 of the manifest, to be compared with what the archive has published. */
  manifest: z.string().nullable(),
  /** SHA-256 of the manifest as it was before a proof was written into it; the same where none was. */
  beforeProof: z.string().nullable(),
  /** What the archive says of a proof, in the manifest or beside it; null where there was none. */
  proof: Proof.nullable(),
  /** Of the key with which a proof beside the manifest is signed; null where it stands in the manifest. */
  prover: z.string().nullable(),
  /** Of the key with which the manifest is signed, and its signature holds; null where it is not signed. */
  fingerprint: z.string().nullable(),
  /** How many things each test has looked at. */
  checked: z.record(z.string(), z.number().int()),
  faults: z.array(
    z.object({
      /** hash, signature, T1 (boxes), T3 (images), T5 (PDF), T11 (names), T14 (digests). */
      test: z.string(),
      file: z.string(),
      what: z.string(),
    }),
  ),
})
export type VerifyResult = z.infer<typeof VerifyResult>

/** As which pages are released; JPEG loses a little. */
export const BURNT_FORMATS = ['png', 'tiff', 'jpeg'] as const
export type BurntFormat = (typeof BURNT_FORMATS)[number]

/** Why nothing of an item can be released. */
export const BLOCKED_BECAUSE = [
  'notApproved',
  'changed',
  'referred',
  'uncertain',
  'notLeaving',
  'sameScan',
  'lossyMaster',
  'scanGone',
  // where the office has passphrases
  'signatureMissing',
  'signatureBroken',
  'keyRetired',
  'oneKey',
] as const
export type BlockedBecause = (typeof BLOCKED_BECAUSE)[number]
export const RELEASE_OUTCOMES = ['full', 'part', 'withheld', 'blocked'] as const

export const PlannedItem = z.object({
  descriptionId: DescriptionId,
  referenceCode: z.string().nullable(),
  title: z.string().nullable(),
  outcome: z.enum(RELEASE_OUTCOMES),
  /** Null where it can go out. */
  because: z.enum(BLOCKED_BECAUSE).nullable(),
  pages: z.number().int(),
  withheldPages: z.number().int(),
  marks: z.number().int(),
})
export type PlannedItem = z.infer<typeof PlannedItem>

/** What would leave of an item, were it approved as it is. */
export const ReleasePreview = z.object({
  outcome: z.enum(RELEASE_OUTCOMES),
  /** What is in the way now; null where it can go out. */
  because: z.enum(BLOCKED_BECAUSE).nullable(),
  title: z.string().nullable(),
  fields: z.array(z.object({ label: z.string(), value: z.string() })),
  texts: z.array(
    z.object({
      id: TextId,
      /** Those that are left, by the paragraph in which each begins. */
      paragraphs: z.array(
        z.object({
          id: ParagraphId,
          value: z.string(),
          /** Where markers stand in it, in UTF-16 units. */
          markers: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
        }),
      ),
    }),
  ),
})
export type ReleasePreview = z.infer<typeof ReleasePreview>

/** Which items: those named, or those of a batch, or, where neither is said, all that are approved. */
const Meant = z.object({
  ids: z.array(DescriptionId).max(10_000).default([]),
  batch: z.string().trim().max(2000).nullable().default(null),
  /**
   * Whoever releases signs that traces of what is withheld may stand beside the boxes of scans that were compressed with
   * loss; it goes into the audit and the manifest. Otherwise such items stay.
   */
  acceptTraces: z.boolean().default(false),
})
const language = z.enum(['en', 'ja']).default('en')
/** With whose key it is signed: a person's or, with null, the office's own; it has to be open. */
const Sign = z.object({ owner: PersonId.nullable() }).nullable().default(null)

export const ReleaseResult = z.object({
  name: z.string(),
  items: z.number().int(),
  pages: z.number().int(),
  files: z.number().int(),
  /** SHA-256 of the manifest, to be published where the release is not. */
  manifest: z.string(),
  /** Null where none was asked for. */
  proof: Proof.nullable(),
  /** Of the key with which the manifest is signed, to be published with it. */
  fingerprint: z.string().nullable(),
  /** Items that could not go out, and why. */
  leftOut: z.array(PlannedItem),
})
export type ReleaseResult = z.infer<typeof ReleaseResult>

export const ProveResult = z.object({
  name: z.string(),
  proof: Proof,
  /** SHA-256 of the manifest: with the proof in it, or as it was where the proof stands beside it. */
  manifest: z.string(),
  /** Of the key with which a proof beside the manifest is signed; null where it stands in the manifest. */
  fingerprint: z.string().nullable(),
})
export type ProveResult = z.infer<typeof ProveResult>

export const MadeRelease = z.object({
  name: z.string(),
  at: Instant,
  who: z.string(),
  batch: z.string().nullable(),
  /** Null for one that was not finished. */
  manifest: z.string().nullable(),
  /** Fingerprint of the key with which the manifest is signed. */
  signedBy: z.string().nullable(),
  items: z.array(
    z.object({ name: z.string(), descriptionId: DescriptionId.nullable(), decision: z.string() }),
  ),
})
export type MadeRelease = z.infer<typeof MadeRelease>

export const release = {
  /** What a release would hold, and what is in the way of the others. */
  plan: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound', 'linkNotFollowed'))
    .input(Meant.extend({ language }))
    .output(z.object({ items: z.array(PlannedItem), pages: z.number().int() })),
  /** One item as it would leave, before anybody has approved it: by what makes releases, and not by a likeness of it. */
  preview: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound', 'blindUnfinished'))
    .input(z.object({ descriptionId: DescriptionId, language }))
    .output(ReleasePreview),
  /**
   * Writes release copies of the items to a new folder, tests them, and notes in the register what has
   * gone out. An item goes out whole or not at all. A job whose result is a ReleaseResult.
   */
  write: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'readOnly',
        'descriptionNotFound',
        'handleUnknown',
        'institutionIncomplete',
        'releaseNothing',
        'releaseExists',
        'reviewerUnnamed',
        'personNotFound',
        'keyMissing',
        'keyLocked',
      ),
    )
    .input(
      Meant.extend({
        /** Where the folder of the release is made; null for the person's documents. */
        within: Handle.nullable().default(null),
        /** Of the folder, which is not there yet. */
        name: FolderName,
        language,
        imageFormat: z.enum(BURNT_FORMATS).default('png'),
        /** No colour: what printers strew over a page in yellow does not go out. */
        grey: z.boolean().default(false),
        /** A layer of the released text in the PDFs, unseen. */
        textLayer: z.boolean().default(false),
        /** Makes it once more with other content where something is withheld; it gets its name only where all files are the same. */
        prove: z.boolean().default(false),
        /** The manifest. */
        sign: Sign,
        as: As,
      }),
    )
    .output(z.object({ jobId: JobId })),
  /**
   * The same for a release that was made from this catalogue. What is found is written into its manifest, of which the
   * register then has the new digest; or, with `sign`, beside it as `proof.json`, signed by itself: what the manifest is
   * signed with stays good. A job whose result is a ProveResult.
   */
  prove: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'readOnly',
        'handleUnknown',
        'institutionIncomplete',
        'reviewerUnnamed',
        'personNotFound',
        'keyMissing',
        'keyLocked',
      ),
    )
    .input(z.object({ folder: Handle, sign: Sign, as: As }))
    .output(z.object({ jobId: JobId })),
  /** What has gone out, the newest first. */
  list: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object(Window))
    .output(z.object({ total: z.number().int(), releases: z.array(MadeRelease) })),
  /** Looks through the folder of a release, whoever made it; no catalogue is needed. A job whose result is a VerifyResult. */
  verify: oc
    .errors(refusing('handleUnknown', 'fileNotFound', 'fileUnreadable'))
    .input(z.object({ folder: Handle }))
    .output(z.object({ jobId: JobId })),
}
