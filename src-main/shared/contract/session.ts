/** The program that answers, and the person who works with it. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Settings } from './settings.ts'

export const session = {
  about: oc.output(
    z.object({ version: z.string(), shell: z.enum(['server', 'electron', 'cli']), sqlite: z.string() }),
  ),
  /** Whether somebody has said, since the program was started, under which name history is written. */
  person: oc.output(z.object({ who: z.string(), asked: z.boolean() })),
  /** Who works from now on; remembered for the next start. An empty name is one, too. */
  setPerson: oc.input(z.object({ who: z.string().trim().max(200) })).output(Settings),
  /** A single-use address for a second window, where the shell can make one. */
  invite: oc.output(z.object({ address: z.string().nullable() })),
}
