/** `shoko relink`: linked scans whose files lie elsewhere now. */
import { resolve } from 'node:path'
import { withCore } from '../run.ts'
import { resultOf } from './verb.ts'
import type { Verb } from './verb.ts'

export const relinkVerb: Verb = {
  usage: 'relink CATALOGUE FOLDER [--dry-run]',
  options: { 'dry-run': { type: 'boolean' } },
  words: [2, 2],
  run: (io, [path = '', folder = ''], values) =>
    withCore(io, async (core) => {
      await core.openCatalogue(resolve(io.base, path))
      const m = io.m.relinking
      const { jobId } = await core.client.relinking.look({
        handle: core.handle(resolve(io.base, folder), 'read'),
      })
      const looked = resultOf(await core.follow(jobId))
      if (looked.kind !== 'relinking') return 1
      const { kind: _, ...report } = looked
      for (const { from, to, files } of report.moves) io.say(`${m.move(from, to)}\t${m.files(files)}`)
      for (const { fileName } of report.notFound) io.say(`${m.notFound}\t${fileName}`)
      io.note(m.found(report.found, report.missing))
      if (values['dry-run'] === true || report.found === 0) {
        io.answer({ ...report, relinked: 0, left: [] })
        return report.found < report.missing ? 1 : 0
      }
      const { relinked, left } = await core.client.relinking.apply({ jobId })
      io.note(m.done(relinked))
      if (left.length > 0) io.note(m.left(left.map(({ fileName }) => fileName).join(', ')))
      io.answer({ ...report, relinked, left })
      return relinked < report.missing ? 1 : 0
    }),
}
