/** Blind second reviews on the command line. */
import type { Blind } from '../../../shared/contract/blind.ts'
import type { Io } from '../io.ts'
import { withKey } from '../unlocking.ts'
import type { CliCore } from '../run.ts'
import { idOf, text, UsageError } from './verb.ts'
import type { Values } from './verb.ts'

interface Asked {
  readonly io: Io
  readonly core: CliCore
  readonly code: string | undefined
  readonly values: Values
}

const itemOf = ({ core, code }: Asked) => {
  if (code === undefined) throw new UsageError('REFERENCE_CODE')
  return idOf(core, code)
}

const asOf = ({ values }: Asked): string => {
  const as = text(values, 'as')
  if (as === undefined) throw new UsageError('--as NAME')
  return as
}

/** A line for each difference: what it is, the mark by which it is settled, and how it was. */
function tell({ io }: Asked, told: Blind): number {
  const m = io.m.blind
  io.say(told.by === null ? (told.on ? m.waits : m.off) : m.same(told.same))
  for (const { kind, first, second, settled } of told.differences)
    io.say([m.kinds[kind], second ?? first ?? '', settled ? m.hows[settled.how] : m.open].join('\t'))
  io.answer(told)
  return 0
}

export const blindSteps: Readonly<Record<string, (asked: Asked) => Promise<number>>> = {
  /** For an item, a batch or the office; with `--cease` not any more. */
  async blind(asked) {
    const { io, core, code, values } = asked
    const batch = text(values, 'batch')
    const of =
      values['office'] === true
        ? { office: true as const }
        : batch !== undefined && code === undefined
          ? { batch }
          : { descriptionId: await itemOf(asked) }
    const on = values['cease'] !== true
    const said = { of, on, reason: text(values, 'reason') ?? '', as: asOf(asked) }
    const set = await withKey(io, core, () => core.client.blind.set(said))
    io.say(on ? io.m.blind.on : io.m.blind.off)
    io.answer(set)
    return 0
  },

  async compare(asked) {
    const as = text(asked.values, 'as')
    return tell(asked, await asked.core.client.blind.state({ descriptionId: await itemOf(asked), as }))
  },

  /** The second person has marked everything. */
  async compared(asked) {
    const { io, core } = asked
    const [descriptionId, as] = [await itemOf(asked), asOf(asked)]
    return tell(asked, await withKey(io, core, () => core.client.blind.finish({ descriptionId, as })))
  },

  async settle(asked) {
    const { io, core, values } = asked
    const [uid, how] = [text(values, 'with'), text(values, 'how')]
    if (uid === undefined || (how !== 'stricter' && how !== 'looser'))
      throw new UsageError('--with MARK_ID --how stricter|looser')
    const reason = text(values, 'reason') ?? ''
    const one = { descriptionId: await itemOf(asked), uid, how, reason, as: asOf(asked) } as const
    return tell(asked, await withKey(io, core, () => core.client.blind.settle(one)))
  },
}
