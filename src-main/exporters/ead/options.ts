/** What may be chosen for an EAD file of either version beside audience and selection. */
import { z } from 'zod'

export const EadOptions = z.strictObject({
  /** Title of the finding aid; the title of its highest unit when empty. */
  titleProper: z.string().trim().max(1000).default('').meta({ title: 'Title of the finding aid' }),
  /** Who made the finding aid. */
  author: z.string().trim().max(1000).default('').meta({ title: 'Author of the finding aid' }),
  /** Where a page can be seen, with `{uid}`, `{referenceCode}` and `{page}` to be filled in; without it pages are listed but not linked. */
  pageAddress: z
    .string()
    .trim()
    .max(2000)
    .regex(/^(?:https?:\/\/[^\s"<>\\^`|]+)?$/)
    .default('')
    .meta({
      title: 'Address of a page',
      description: 'For example https://example.org/{uid}/{page}',
    }),
})
export type EadOptions = z.infer<typeof EadOptions>
