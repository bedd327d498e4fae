/** `shoko export`: any registered format. */
import { resolve } from 'node:path'
import { refusal } from '../../../shared/contract/errors.ts'
import { withCore } from '../run.ts'
import { leaving } from '../leaving.ts'
import { idOf, resultOf, text, texts, UsageError } from './verb.ts'
import type { Verb } from './verb.ts'

export const exportVerb: Verb = {
  usage:
    'export CATALOGUE --as FORMAT --to PATH [--audience public|staff] [--with-notes] [--reason TEXT] [--only REFERENCE_CODE]... [--option NAME=VALUE]...',
  options: {
    as: { type: 'string' },
    to: { type: 'string' },
    audience: { type: 'string', default: 'public' },
    'with-notes': { type: 'boolean' },
    reason: { type: 'string' },
    only: { type: 'string', multiple: true },
    option: { type: 'string', multiple: true },
  },
  words: [1, 1],
  run: (io, [path = ''], values) =>
    withCore(io, async (core) => {
      const [as, to, audience] = [text(values, 'as'), text(values, 'to'), text(values, 'audience')]
      if (as === undefined || to === undefined) throw new UsageError('--as, --to')
      if (audience !== 'public' && audience !== 'staff') throw new UsageError('--audience public|staff')
      await core.openCatalogue(resolve(io.base, path), 'read')
      const only = await Promise.all(texts(values, 'only').map((code) => idOf(core, code)))
      const options = Object.fromEntries(
        texts(values, 'option').map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
      )
      const withNotes = values['with-notes'] === true
      const { jobId } = await leaving(core, resolve(io.base, path), text(values, 'reason'), (reason) => {
        const target = core.handle(resolve(io.base, to), 'write')
        return core.client.export.start({ as, to: target, audience, reason, withNotes, only, options })
      })
      const job = await core.follow(jobId)
      if (job.state === 'cancelled') throw refusal('cancelled', {})
      const result = resultOf(job)
      if (result.kind !== 'export') return 1
      const { kind: _, ...report } = result
      if (report.heldBack > 0) io.note(io.m.cli.heldBack(report.heldBack))
      for (const { unit, detail, code } of report.remarks)
        io.note(`${unit}: ${detail} ${io.m.desk.export.remarkKinds[code]}`)
      for (const { name, byteSize, descriptions } of report.files)
        io.say(io.m.cli.exported({ name, byteSize, descriptions }))
      io.answer(report)
      return 0
    }),
}
