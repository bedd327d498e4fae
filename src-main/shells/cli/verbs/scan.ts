/** `shoko scan`: looks in a file or folder for what is withheld. It fails where something is found. */
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { readingRefusal } from '../../../platform/files.ts'
import type { LeakReport } from '../../../shared/contract/leak.ts'
import type { Io } from '../io.ts'
import { withCore } from '../run.ts'
import { resultOf, text, UsageError } from './verb.ts'
import type { Verb } from './verb.ts'

export const scanVerb: Verb = {
  usage: 'scan PATH --against CATALOGUE | --passages FILE [--pixels]',
  options: { against: { type: 'string' }, passages: { type: 'string' }, pixels: { type: 'boolean' } },
  words: [1, 1],
  run: (io, [path = ''], values) =>
    withCore(io, async (core) => {
      const [catalogue, file] = [text(values, 'against'), text(values, 'passages')]
      if ((catalogue === undefined) === (file === undefined)) throw new UsageError('--against | --passages')
      if (catalogue !== undefined) await core.openCatalogue(resolve(io.base, catalogue), 'read')
      const { jobId } = await core.client.leak.scan({
        handle: core.handle(resolve(io.base, path), 'read'),
        passages: file === undefined ? null : await linesOf(resolve(io.base, file)),
        pixels: values['pixels'] === true,
      })
      const result = resultOf(await core.follow(jobId))
      if (result.kind !== 'leak') return 1
      const { kind: _, ...report } = result
      say(io, report)
      io.answer(report)
      return report.found > 0 ? 1 : 0
    }),
}

const linesOf = (path: string): Promise<string[]> =>
  readFile(path, 'utf8').then(
    (all) => all.split(/\r?\n/),
    (error: unknown) => {
      throw basename(path) === '' ? error : readingRefusal(error, path)
    },
  )

function say(io: Io, report: LeakReport): void {
  const m = io.m.leak
  for (const { redaction, kind, file, inner, encoding, at, share } of report.findings)
    io.say(
      [m.redaction(redaction), m.kinds[kind], m.path(file, inner), encoding, at, m.share(share)].join('\t'),
    )
  for (const { redaction, ...how } of report.unsearched) io.note(m.unsearched(redaction, how))
  for (const { file, inner, why } of report.unread) io.note(`${m.path(file, inner)}: ${m.unread[why]}`)
  if (report.isPartial) io.note(m.partial)
  io.note(m.looked(report.files, report.redactions, report.canaries))
  if (report.pixels > 0) io.note(m.pixels(report.bytes === 0 ? 0 : report.pixels / report.bytes))
  io.note(report.found === 0 ? m.nothing : m.found(report.found))
  io.note(m.proved)
}
