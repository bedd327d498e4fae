/** Taking in scans and documents. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { DescriptionId, Handle, Instant, JobId } from './ids.ts'

export const IMPORT_FORMATS = ['auto', 'scans', 'wilson-center'] as const
export type ImportFormat = (typeof IMPORT_FORMATS)[number]

export const ImportResult = z.object({
  /** How many were made. */
  descriptions: z.number().int(),
  pages: z.number().int(),
  texts: z.number().int(),
  proposals: z.number().int(),
  /** Lines of the source that no field took, with their numbers, from 1. */
  unmapped: z.array(z.object({ file: z.string(), line: z.number().int(), text: z.string() })),
  /** Files not taken: why, as a code with its details. */
  refused: z.array(z.object({ file: z.string(), code: z.string(), data: z.record(z.string(), z.unknown()) })),
  /** Scans whose bytes the catalogue already holds. */
  duplicates: z.array(z.object({ file: z.string(), sameAs: z.string() })),
  /** Reference codes that were taken, and got a number. */
  renumbered: z.array(z.object({ from: z.string(), to: z.string() })),
  descriptionIds: z.array(DescriptionId),
})
export type ImportResult = z.infer<typeof ImportResult>

/** What an import would make, by the names of its files alone; lists hold the first 500. */
export const ImportPreview = z.object({
  files: z.number().int(),
  recordsTotal: z.number().int(),
  records: z.array(
    z.object({
      title: z.string(),
      referenceCode: z.string().nullable(),
      /** The record that has this reference code already, and gets the pages. */
      existing: DescriptionId.nullable(),
      files: z.number().int(),
      first: z.string(),
      last: z.string(),
    }),
  ),
  /** Files that the pattern does not fit, and that are therefore no scans of this import. */
  unfit: z.array(z.string()),
  unfitTotal: z.number().int(),
  /** Files of a page that another one is of already. */
  clashes: z.array(z.string()),
  /** For the same files again: each is good for one call. */
  handles: z.array(Handle),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const InterruptedImport = z.object({
  id: z.string(),
  startedAt: Instant,
  files: z.number().int(),
  /** Files that are read and stored already. */
  whole: z.number().int(),
})
export type InterruptedImport = z.infer<typeof InterruptedImport>

const input = z.object({
  handles: z.array(Handle).min(1).max(10_000),
  as: z.string().default('auto'),
  into: DescriptionId.nullable().default(null),
  storage: z.enum(['copied', 'linked']).default('copied'),
  /** `attach`: all pages go to the unit `into`; `items`: new items below it, grouped by file name. */
  arrange: z.enum(['attach', 'items']).default('items'),
  /** How names of scans say to which record and page they belong (shared/domain/file-pattern); null: by what they have in common. */
  pattern: z.string().min(1).max(200).nullable().default(null),
})
const reading = refusing(
  'noCatalogueOpen',
  'handleUnknown',
  'importFormatUnknown',
  'importNothing',
  'filePatternInvalid',
  'descriptionNotFound',
  'fileNotFound',
  'fileUnreadable',
  'folderUnreadable',
)
const going = refusing('noCatalogueOpen', 'readOnly', 'importNotFound')

export const importing = {
  /** What would be made of which files; nothing is read of them but their names. A file that is not here yet has a name alone. */
  preview: oc
    .errors(reading)
    .input(
      input.extend({
        handles: z.array(Handle).max(10_000).default([]),
        names: z.array(z.string().min(1).max(1000)).max(10_000).default([]),
      }),
    )
    .output(ImportPreview),
  /** Starts a job over files and folders; its result is an ImportResult. Cancelled, it keeps whole pages and one undo step. */
  start: oc
    .errors({ ...reading, ...refusing('readOnly') })
    .input(input)
    .output(z.object({ jobId: JobId })),
  /** Imports into this catalogue that were ended with the program, on this machine, before they were recorded. */
  interrupted: oc.errors(refusing('noCatalogueOpen')).output(z.array(InterruptedImport)),
  /** Goes on where one was: what is whole is not read again. */
  goOn: oc
    .errors(going)
    .input(z.object({ id: z.string().max(100) }))
    .output(z.object({ jobId: JobId })),
  /** Gives one up; nothing of it stays. */
  drop: oc
    .errors(going)
    .input(z.object({ id: z.string().max(100) }))
    .output(z.object({ dropped: z.boolean() })),
}
