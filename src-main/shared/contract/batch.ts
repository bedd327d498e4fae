/** Batches: saved exports of many units in many formats, run again and again. They take only what the public may have. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { BATCH_SPLITS, LEFT_OUT_REASONS } from '../domain/batch.ts'
import { refusing } from './errors.ts'
import { ExportProblem, ExportRemark } from './export.ts'
import { BatchId, DescriptionId, Handle, JobId } from './ids.ts'
import { Scope } from './scope.ts'

export const BatchDefinition = z.object({
  scope: Scope,
  split: z.enum(BATCH_SPLITS).default('each'),
  formats: z
    .array(z.object({ as: z.string().max(40), options: z.record(z.string(), z.unknown()).default({}) }))
    .min(1)
    .max(40),
  /** The names of files, with `{referenceCode}`, `{title}`, `{uid}` and `{number}` (in the order of the batch, from 1). */
  naming: z.string().trim().min(1).max(200).default('{referenceCode}'),
})
export type BatchDefinition = z.infer<typeof BatchDefinition>

export const Batch = z.object({
  id: BatchId,
  uid: z.string(),
  name: z.string(),
  definition: BatchDefinition,
  /** Name of the folder that its files went to last, on this machine. */
  folder: z.string().nullable(),
  /** A run that was paused or cut off: how many files of it are whole. */
  unfinished: z.object({ files: z.number().int() }).nullable(),
})
export type Batch = z.infer<typeof Batch>

const BatchUnit = z.object({
  id: DescriptionId,
  uid: z.string(),
  referenceCode: z.string().nullable(),
  title: z.string().nullable(),
})

export const BatchPlan = z.object({
  /** Units that the public may have. */
  units: z.number().int(),
  files: z.number().int(),
  leftOut: z.array(z.object({ unit: BatchUnit, why: z.enum(LEFT_OUT_REASONS) })),
  leftOutTotal: z.number().int(),
})
export type BatchPlan = z.infer<typeof BatchPlan>

export const BatchResult = z.object({
  ...BatchPlan.shape,
  name: z.string(),
  /** Files that were written now; the others of `files` were whole from the run before. */
  written: z.number().int(),
  byteSize: z.number().int(),
  /** Files that were not valid and did not get their names: which record is to blame, and what in it. */
  failed: z.array(
    z.object({
      file: z.string(),
      format: z.string(),
      /** The unit of the file, or of the first problem in it, where that can be said. */
      unit: BatchUnit.nullable(),
      problems: z.array(ExportProblem),
    }),
  ),
  failedTotal: z.number().int(),
  remarks: z.array(ExportRemark),
  remarked: z.number().int(),
  /** Name of the report beside the folder of the files. */
  report: z.string(),
})
export type BatchResult = z.infer<typeof BatchResult>

const id = z.object({ id: BatchId })
const definition = refusing(
  'noCatalogueOpen',
  'exportFormatUnknown',
  'exportOptionUnknown',
  'batchNameUnknown',
)

export const batch = {
  list: oc.errors(refusing('noCatalogueOpen')).output(z.array(Batch)),
  /** Keeps a definition under a name; `id` null makes a new one. */
  save: oc
    .errors({ ...definition, ...refusing('readOnly', 'batchNotFound', 'batchNameTaken') })
    .input(
      z.object({
        id: BatchId.nullable().default(null),
        name: z
          .string()
          .trim()
          .min(1)
          .max(100)
          .regex(/^[^/\\:*?"<>|\p{Cc}.][^/\\:*?"<>|\p{Cc}]*$/u),
        definition: BatchDefinition,
      }),
    )
    .output(Batch),
  remove: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'batchNotFound'))
    .input(id)
    .output(z.object({})),
  /** What a run would make now, and which units are not among it and why (the first 500). */
  plan: oc
    .errors(definition)
    .input(z.object({ definition: BatchDefinition }))
    .output(BatchPlan),
  /**
   * Starts a job whose result is a BatchResult. The files go into a folder with the name of the batch, inside `to` or where
   * they went last; a run that was cut off goes on, as long as nothing in the catalogue has changed since. Cancelling pauses;
   * the job fails with `exportNothing` where the public may have none of the units.
   */
  run: oc
    .errors({
      ...definition,
      ...refusing('handleUnknown', 'batchNotFound', 'batchNowhere', 'batchRunning'),
      ...refusing('institutionIncomplete', 'folderNotWritable'),
    })
    .input(
      z.object({
        ...id.shape,
        to: Handle.nullable().default(null),
        /** Of the report. */
        language: z.enum(['en', 'ja']).default('en'),
      }),
    )
    .output(z.object({ jobId: JobId })),
  /** Gives up a run that was paused: its files are removed. */
  drop: oc
    .errors(refusing('noCatalogueOpen', 'batchNotFound', 'batchRunning'))
    .input(id)
    .output(z.object({ removed: z.number().int() })),
}
