/** Giving out descriptions in the formats that archives exchange. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { FIELD_NAMES } from '../domain/field.ts'
import { refusing } from './errors.ts'
import { DescriptionId, Handle, JobId } from './ids.ts'
import { Scope } from './scope.ts'
import { LeavingReason } from './way-out.ts'

export const AUDIENCES = ['public', 'staff'] as const
export type Audience = (typeof AUDIENCES)[number]

export const ExportProblem = z.object({ line: z.number().int(), rule: z.string() })

/** Something of one record that a format could not carry as it is. */
export const ExportRemark = z.object({
  code: z.enum(['notInEncoding', 'cellTooLong', 'withoutPlace', 'notInTypeface', 'imageNotOpened']),
  /** Reference code of the unit, or its uid. */
  unit: z.string(),
  detail: z.string(),
})

export type ExportRemark = z.infer<typeof ExportRemark>

export const ExportResult = z.object({
  format: z.string(),
  audience: z.enum(AUDIENCES),
  files: z.array(z.object({ name: z.string(), byteSize: z.number().int(), descriptions: z.number().int() })),
  descriptions: z.number().int(),
  /** Published units left out because a unit above them is not published. */
  heldBack: z.number().int(),
  /** What the validator checked and found; a file with problems is not kept. */
  /** What single records could not be given as they are, the first of them, and how many there are in all. */
  remarks: z.array(ExportRemark).default([]),
  remarked: z.number().int().default(0),
  validation: z.object({ schema: z.string(), valid: z.boolean(), problems: z.array(ExportProblem) }),
})
export type ExportResult = z.infer<typeof ExportResult>

/** What a format may have a place for beside the fields of a description. */
export const CARRIED_BESIDE = ['pages', 'files', 'texts', 'authorities'] as const

export const ExportFormat = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  extension: z.string(),
  mediaType: z.string(),
  /** One file for each branch, one list, a file for each page, or one for each record to be read; the last two for staff alone. */
  shape: z.enum(['hierarchy', 'list', 'pages', 'records']),
  /** JSON Schema of the options, from which a dialog is made. */
  options: z.record(z.string(), z.unknown()),
  /** What of a description it has a place for; null where a file holds something else than a description's fields. */
  carries: z.array(z.enum([...FIELD_NAMES, ...CARRIED_BESIDE])).nullable(),
})
export type ExportFormat = z.infer<typeof ExportFormat>

export const exporting = {
  formats: oc.output(z.array(ExportFormat)),
  /**
   * Starts a job whose result is an ExportResult. `to` is a file or folder to write to; without it the file waits
   * for download at `/downloads/{jobId}`. Several top-level units make one file for each.
   */
  start: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'handleUnknown',
        'exportFormatUnknown',
        'exportOptionUnknown',
        'exportForStaffOnly',
        'exportNothing',
        'descriptionNotFound',
        'institutionIncomplete',
        'folderNotWritable',
        'wayOutNeedsReason',
        'readOnly',
      ),
    )
    .input(
      z.object({
        as: z.string(),
        to: Handle.nullable().default(null),
        audience: z.enum(AUDIENCES).default('public'),
        withNotes: z.boolean().default(false),
        reason: LeavingReason,
        only: z.array(DescriptionId).default([]),
        /** Instead of `only`: exactly these, as rows of a list, or each as a branch of its own. */
        scope: Scope.nullable().default(null),
        options: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .output(z.object({ jobId: JobId })),
}
