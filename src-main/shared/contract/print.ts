/** Labels, out-cards and lists as PDF, from templates that the catalogue keeps. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { PRINTED, SHEET_CODES } from '../domain/print.ts'
import type { PrintedPage } from '../domain/print.ts'
import { ContainerScope } from './container.ts'
import { refusing } from './errors.ts'
import { Handle, HistoryId, JobId } from './ids.ts'
import { Scope } from './scope.ts'
import { LeavingReason } from './way-out.ts'

const length = z.number().min(0).max(1000)
const What = z.enum(PRINTED)

/** Lengths in millimetres. */
export const Sheet = z.object({
  pageWidth: z.number().min(20).max(1200),
  pageHeight: z.number().min(20).max(1200),
  columns: z.number().int().min(1).max(20),
  rows: z.number().int().min(1).max(60),
  width: z.number().min(10).max(1200),
  height: z.number().min(8).max(1200),
  top: length,
  left: length,
  gapX: length,
  gapY: length,
})

export const PrintTemplate = z.object({
  sheet: z.enum(['own', ...SHEET_CODES]),
  own: Sheet,
  lines: z.array(z.string().max(500)).min(1).max(12),
  /** In points. */
  size: z.number().min(5).max(40),
  bars: z.boolean(),
})
export type PrintTemplate = z.infer<typeof PrintTemplate>

/** What is printed: descriptions for labels of units, cards and their list; containers for the rest. */
export const PrintAbout = z.union([z.object({ units: Scope }), z.object({ containers: ContainerScope })])
export type PrintAbout = z.infer<typeof PrintAbout>

export const PrintResult = z.object({
  what: What,
  file: z.object({ name: z.string(), byteSize: z.number().int() }),
  pages: z.number().int(),
  printed: z.number().int(),
  /** Labels on which words were cut off, although the type was made smaller. */
  cut: z.number().int(),
  /** Characters that the typeface lacks, each printed as 〓: the first fifty. */
  missing: z.array(z.string()),
})
export type PrintResult = z.infer<typeof PrintResult>

const asked = z.object({
  what: What,
  about: PrintAbout,
  template: PrintTemplate,
  /** Cells of the first sheet that are used up already. */
  skip: z.number().int().min(0).max(1000).default(0),
  /** Language of what the form itself says. */
  language: z.enum(['en', 'ja']).default('en'),
})
const refusals = ['noCatalogueOpen', 'printTemplateInvalid', 'printNothing', 'descriptionNotFound'] as const

export const print = {
  /** The office's template, or the one that the program proposes. */
  template: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ what: What }))
    .output(z.object({ template: PrintTemplate, isDefault: z.boolean() })),
  /** Keeps a template for everybody who prints from this catalogue; null: the proposed one again. */
  setTemplate: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'printTemplateInvalid'))
    .input(z.object({ what: What, template: PrintTemplate.nullable() }))
    .output(z.object({ historyId: HistoryId.nullable() })),
  /** The first page, and how much there is to print. */
  preview: oc
    .errors(refusing(...refusals))
    .input(asked)
    .output(z.object({ total: z.number().int(), page: z.custom<PrintedPage>() })),
  /** Starts a job whose result is a PrintResult. Without `to` the file waits for download at `/downloads/{jobId}`. */
  start: oc
    .errors(refusing(...refusals, 'handleUnknown', 'folderNotWritable', 'readOnly', 'wayOutNeedsReason'))
    .input(asked.extend({ to: Handle.nullable().default(null), reason: LeavingReason }))
    .output(z.object({ jobId: JobId })),
}
