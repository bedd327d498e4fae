/** What a person prefers; kept beside the programs of that person, not in a catalogue. */
import { oc } from '@orpc/contract'
import { z } from 'zod'

export const Settings = z.object({
  /** The name that history records. */
  who: z.string().trim().max(200).default(''),
  interface: z.enum(['en', 'ja']).nullable().default(null),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Sizes of panes in percent, by view. */
  panes: z.record(z.string().max(40), z.array(z.number().min(0).max(100)).max(8)).default({}),
  /** Names of panes that are hidden, by view. */
  hidden: z.record(z.string().max(40), z.array(z.string().max(40)).max(8)).default({}),
})
export type Settings = z.infer<typeof Settings>

export const settings = {
  get: oc.output(Settings),
  set: oc.input(Settings.partial()).output(Settings),
}
