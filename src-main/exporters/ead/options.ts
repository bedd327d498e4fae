/** What may be chosen for an EAD file of either version beside audience and selection. */
import { z } from 'zod'
import { pageAddress } from '../address.ts'

export const EadOptions = z.strictObject({
  /** Title of the finding aid; the title of its highest unit when empty. */
  titleProper: z.string().trim().max(1000).default('').meta({ title: 'Title of the finding aid' }),
  /** Who made the finding aid. */
  author: z.string().trim().max(1000).default('').meta({ title: 'Author of the finding aid' }),
  pageAddress,
})
export type EadOptions = z.infer<typeof EadOptions>
