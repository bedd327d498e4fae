/**
 * Leaks: what is withheld, looked for in files that are to go out or have gone out (T6), and what is withheld here and open
 * there (T8). No answer holds a withheld word: it names the redaction and the place.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { ECHO_KINDS } from '../domain/canary/consistency.ts'
import { HINTS } from '../domain/canary/inference.ts'
import { refusing } from './errors.ts'
import { DescriptionId, Handle, JobId, PageId, ParagraphId, TextId } from './ids.ts'

export const LEAK_KINDS = ['passage', 'neighbours', 'alone'] as const
export const UNREAD = [
  'unreadable',
  'encrypted',
  'unknownFormat',
  'tooLarge',
  'tooDeep',
  'damaged',
  'fontWithoutText',
  'linkNotFollowed',
] as const

export const LeakFinding = z.object({
  /** Its id; of a list of passages, the number of the line. */
  redaction: z.string(),
  /** A run of its words; a short one with what stands beside it; a short one alone. */
  kind: z.enum(LEAK_KINDS),
  /** Below what was searched, with `/`. A name that tells what is withheld is shown as its number in the folder. */
  file: z.string(),
  /** The way into the file, from the outermost container in. */
  inner: z.array(z.string()),
  /** In which the words are written there; `name` for the name itself, `fts5` for an index. */
  encoding: z.string(),
  /** Bytes from the beginning of the innermost. */
  at: z.number().int().nonnegative(),
  /** How much of what can be searched of the passage is there, from 0 to 1. */
  share: z.number(),
})
export type LeakFinding = z.infer<typeof LeakFinding>

export const LeakUnread = z.object({ file: z.string(), inner: z.array(z.string()), why: z.enum(UNREAD) })
export type LeakUnread = z.infer<typeof LeakUnread>

/** A passage that has no run of words of its own, and what was searched instead of one. */
export const LeakUnsearched = z.object({
  redaction: z.string(),
  why: z.enum(['tooShort', 'notUnique']),
  /** With what stands on either side of it. */
  neighbours: z.boolean(),
  /** As a whole, by itself. */
  alone: z.boolean(),
})
export type LeakUnsearched = z.infer<typeof LeakUnsearched>

/** Lists hold the first 1,000; the numbers beside them count all. */
export const LeakReport = z.object({
  files: z.number().int(),
  bytes: z.number(),
  /** Of them, pixels of pictures, which are passed over. */
  pixels: z.number(),
  redactions: z.number().int(),
  /** Runs of words that were looked for. */
  canaries: z.number().int(),
  found: z.number().int(),
  findings: z.array(LeakFinding),
  unreadCount: z.number().int(),
  unread: z.array(LeakUnread),
  unsearched: z.array(LeakUnsearched),
  /** There were more files than are looked at. */
  isPartial: z.boolean(),
})
export type LeakReport = z.infer<typeof LeakReport>

/** A place that is open and says what is withheld elsewhere: in a text, or in a field. */
export const LeakEcho = z.object({
  redaction: z.string(),
  /** The same run of words; the same name, in any of its forms; the same figure; the same part of a scan. */
  kind: z.enum(ECHO_KINDS),
  descriptionId: DescriptionId,
  referenceCode: z.string().nullable(),
  textId: TextId.nullable(),
  paragraphId: ParagraphId.nullable(),
  /** Of a part of a scan, the page that shows it. */
  pageId: PageId.nullable(),
  field: z.string().nullable(),
  /** Which value of the field. */
  index: z.number().int().nullable(),
  /** UTF-16 units of the paragraph or value; 0 of an image. */
  from: z.number().int(),
  to: z.number().int(),
})
export type LeakEcho = z.infer<typeof LeakEcho>

export const LeakHint = z.object({
  redaction: z.string(),
  /** A box of fixed pitch counts its characters; words go on beside it on its line; few names fit. */
  kind: z.enum(HINTS),
  count: z.number().int().nullable(),
})
export type LeakHint = z.infer<typeof LeakHint>

export const leak = {
  /** What is withheld and open at the same time, and what shape and place of a mark tell. The first 10,000 of each. */
  consistency: oc
    .errors(refusing('noCatalogueOpen'))
    .output(z.object({ echoes: z.array(LeakEcho), hints: z.array(LeakHint), isPartial: z.boolean() })),
  /**
   * Looks in a file, or a folder and all below it, for what the catalogue's redactions withhold; or for passages that are given,
   * one a line. The job's result is a LeakReport. It proves that what is marked is not there, not that all was marked.
   */
  scan: oc
    .errors(refusing('noCatalogueOpen', 'handleUnknown', 'fileNotFound', 'fileUnreadable', 'leakNothing'))
    .input(
      z.object({
        handle: Handle,
        passages: z.array(z.string().max(1_000_000)).max(100_000).nullable().default(null),
        /** Pixels of pictures, too, byte by byte. */
        pixels: z.boolean().default(false),
      }),
    )
    .output(z.object({ jobId: JobId })),
}
