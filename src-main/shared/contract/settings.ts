/** What a person prefers; kept beside the programs of that person, not in a catalogue. */
import { oc } from '@orpc/contract'
import { z } from 'zod'

const fields = {
  /** The name that history records. */
  who: z.string().trim().max(200),
  interface: z.enum(['en', 'ja']).nullable(),
  theme: z.enum(['system', 'light', 'dark']),
  /** Days after which the fixity of a scan is checked again by itself; null: only when asked. */
  fixityEvery: z.number().int().min(1).max(3650).nullable(),
  /** Sizes of panes in percent, by view. */
  panes: z.record(z.string().max(40), z.array(z.number().min(0).max(100)).max(8)),
  /** Names of panes that are hidden, by view. */
  hidden: z.record(z.string().max(40), z.array(z.string().max(40)).max(8)),
  /** Fields that a copy of a record leaves out. */
  leftOut: z.array(z.string().max(40)).max(200),
  /** At how many pixels per inch pages of a PDF are drawn that are no single image; for files taken in from then on. */
  pdfPixelsPerInch: z.number().int().min(72).max(1200),
  /** Bytes of the tiles and thumbnails of a catalogue, at most. */
  derivatives: z.number().int().min(100_000_000).max(1_000_000_000_000),
  /** Patterns of file names that were used, the last one first. */
  filePatterns: z.array(z.string().max(200)).max(20),
  /** Columns chosen for a grid or a spreadsheet, by use; `width` in pixels. */
  columns: z.record(
    z.string().max(40),
    z
      .array(
        z.object({
          id: z.string().max(120),
          width: z.number().min(20).max(2000),
          /** Carried into new rows. */
          sticky: z.boolean(),
        }),
      )
      .max(60),
  ),
}

export const Settings = z.object({
  who: fields.who.default(''),
  /** Names that were given here, the last one first. */
  names: z.array(z.string()).default([]),
  interface: fields.interface.default(null),
  theme: fields.theme.default('system'),
  fixityEvery: fields.fixityEvery.default(90),
  panes: fields.panes.default({}),
  hidden: fields.hidden.default({}),
  leftOut: fields.leftOut.default([]),
  pdfPixelsPerInch: fields.pdfPixelsPerInch.default(300),
  derivatives: fields.derivatives.default(4_000_000_000),
  filePatterns: fields.filePatterns.default([]),
  columns: fields.columns.default({}),
})
export type Settings = z.infer<typeof Settings>

export const settings = {
  get: oc.output(Settings),
  /** Sets what is named and leaves the rest: no defaults here, they would come in for what is not named. */
  set: oc.input(z.object(fields).partial()).output(Settings),
}
