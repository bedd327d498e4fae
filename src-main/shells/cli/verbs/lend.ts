/** `shoko lend` and `shoko return`: a branch as a catalogue of its own, and back. */
import { basename, dirname, resolve } from 'node:path'
import { refusal } from '../../../shared/contract/errors.ts'
import { RETURNED } from '../../../shared/contract/loan.ts'
import { unlocking } from '../unlocking.ts'
import { withCore } from '../run.ts'
import { idOf, resultOf, text, UsageError } from './verb.ts'
import type { Verb } from './verb.ts'

export const lendVerb: Verb = {
  usage: 'lend CATALOGUE REFERENCE-CODE FILE.shoko --to NAME [--note TEXT] [--reason TEXT]',
  options: { to: { type: 'string' }, note: { type: 'string' }, reason: { type: 'string' } },
  words: [3, 3],
  run: (io, [path = '', code = '', file = ''], values) =>
    withCore(io, async (core) => {
      const lentTo = text(values, 'to')
      if (lentTo === undefined) throw new UsageError('--to')
      await core.openCatalogue(resolve(io.base, path))
      const target = resolve(io.base, file)
      const { jobId } = await core.client.loan.lend({
        id: await idOf(core, code),
        lentTo,
        note: text(values, 'note') ?? null,
        reason: text(values, 'reason') ?? '',
        to: core.handle(dirname(target), 'write'),
        name: basename(target, '.shoko'),
      })
      const job = await core.follow(jobId)
      if (job.state === 'cancelled') throw refusal('cancelled', {})
      const result = resultOf(job)
      if (result.kind !== 'lend') return 1
      const { kind: _, ...report } = result
      io.say(io.m.lending.lent(report.file, report.descriptions, report.scans))
      io.answer(report)
      return 0
    }),
}

export const returnVerb: Verb = {
  usage: 'return CATALOGUE LENT.shoko [--preview]',
  options: { preview: { type: 'boolean' } },
  words: [2, 2],
  run: (io, [path = '', lent = ''], values) =>
    withCore(io, async (core) => {
      const only = values['preview'] === true
      await core.openCatalogue(resolve(io.base, path), only ? 'read' : 'write')
      const handle = () => core.handle(resolve(io.base, lent), 'read')
      const found = await unlocking(io, core, async () =>
        only
          ? await core.client.loan.preview({ handle: handle() })
          : await core.client.loan.return({ handle: handle() }),
      )
      const m = io.m.lending
      for (const kind of RETURNED) io.say(`${m.how[kind]}\t${String(found.counts[kind])}`)
      io.say(m.by(found.people.map((who) => who || m.nobody).join(', '), found.entries))
      if (found.newNames > 0) io.note(m.newNames(found.newNames))
      if (found.otherNames > 0) io.note(m.otherNames(found.otherNames))
      if (found.linkedScans > 0) io.note(m.linkedScans(found.linkedScans))
      if (!only) io.say(m.taken(found.loan.lentTo))
      io.answer(found)
      return 0
    }),
}
