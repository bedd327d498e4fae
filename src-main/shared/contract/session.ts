/** The program that answers. */
import { oc } from '@orpc/contract'
import { z } from 'zod'

export const session = {
  about: oc.output(
    z.object({ version: z.string(), shell: z.enum(['server', 'electron', 'cli']), sqlite: z.string() }),
  ),
  /** A single-use address for a second window, where the shell can make one. */
  invite: oc.output(z.object({ address: z.string().nullable() })),
}
