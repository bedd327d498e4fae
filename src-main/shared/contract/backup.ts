/** Verified copies of the catalogue's database. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { Instant } from './ids.ts'

export const Backup = z.object({
  name: z.string(),
  at: Instant,
  byteSize: z.number().int(),
  verified: z.boolean(),
})
export type Backup = z.infer<typeof Backup>

export const backup = {
  list: oc.errors(refusing('noCatalogueOpen')).output(z.array(Backup)),
  /** Makes a copy now, opens it and checks it. */
  make: oc.errors(refusing('noCatalogueOpen', 'readOnly', 'diskFull')).output(Backup),
}
