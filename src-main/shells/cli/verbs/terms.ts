/** `shoko terms`: a vocabulary in from a file, and terms out as one. */
import { resolve } from 'node:path'
import { ACCESS_POINT_TYPES } from '../../../shared/domain/field.ts'
import { TERM_FILES_OUT } from '../../../shared/domain/term.ts'
import { leaving } from '../leaving.ts'
import { withCore } from '../run.ts'
import { resultOf, text, UsageError } from './verb.ts'
import type { Verb } from './verb.ts'

export const termsVerb: Verb = {
  usage:
    'terms CATALOGUE (import FILE --source CODE [--type TYPE] [--dry-run] | export FILE [--source CODE] [--as skos|csv] [--reason TEXT])',
  options: {
    source: { type: 'string' },
    type: { type: 'string', default: 'subject' },
    as: { type: 'string', default: 'skos' },
    reason: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  words: [3, 3],
  run: (io, [path = '', act = '', file = ''], values) =>
    withCore(io, async (core) => {
      const { client } = core
      const source = text(values, 'source')
      const type = ACCESS_POINT_TYPES.find((known) => known === text(values, 'type'))
      const as = TERM_FILES_OUT.find((known) => known === text(values, 'as'))
      const dry = values['dry-run'] === true
      if (type === undefined || as === undefined) throw new UsageError('--type, --as')
      if (act === 'import') {
        if (source === undefined) throw new UsageError('--source')
        await core.openCatalogue(resolve(io.base, path), dry ? 'read' : 'write')
        const asked = { handle: core.handle(resolve(io.base, file), 'read'), source, type }
        if (dry) {
          const { handle: _, ...seen } = await client.term.previewFile(asked)
          io.say(io.m.cli.termsCounted(seen))
          io.answer(seen)
          return 0
        }
        const result = resultOf(await core.follow((await client.term.importFile(asked)).jobId))
        if (result.kind !== 'termsIn') return 1
        const { kind: _, ...report } = result
        for (const { at, reason } of report.refused) io.note(`${at}: ${io.m.termFiles.reasons[reason]}`)
        io.say(io.m.cli.termsCounted(report))
        io.answer(report)
        return 0
      }
      if (act !== 'export') throw new UsageError('')
      await core.openCatalogue(resolve(io.base, path), 'read')
      const { jobId } = await leaving(core, resolve(io.base, path), text(values, 'reason'), (reason) =>
        client.term.exportFile({
          ...{ as, reason, source: source ?? null },
          to: core.handle(resolve(io.base, file), 'write'),
        }),
      )
      const result = resultOf(await core.follow(jobId))
      if (result.kind !== 'termsOut') return 1
      const { kind: _, ...report } = result
      io.say(io.m.cli.termsWritten(report.terms, report.file.name))
      io.answer(report)
      return 0
    }),
}
