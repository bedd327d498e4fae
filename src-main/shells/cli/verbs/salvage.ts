/** `shoko salvage`: what can be read of a damaged catalogue, as a new one. */
import { basename, dirname, resolve } from 'node:path'
import { withCore } from '../run.ts'
import { unlocking } from '../unlocking.ts'
import { resultOf } from './verb.ts'
import type { Verb } from './verb.ts'

export const salvageVerb: Verb = {
  usage: 'salvage CATALOGUE TO.shoko',
  options: {},
  words: [2, 2],
  run: (io, [path = '', to = '']) =>
    withCore(io, async (core) => {
      const target = resolve(io.base, to)
      const { jobId } = await unlocking(io, core, () =>
        core.client.salvage.start({
          source: { kind: 'chosen', handle: core.handle(resolve(io.base, path), 'read') },
          to: { handle: core.handle(dirname(target), 'write'), name: basename(target, '.shoko') },
        }),
      )
      const result = resultOf(await core.follow(jobId))
      if (result.kind !== 'salvage') throw new Error('not a report of salvaging')
      const { kind: _, recentId: _id, ...report } = result
      const m = io.m.salvage
      for (const { name, rows, left, unreadable, gaps } of report.tables) {
        const lost = [
          ...gaps.map((gap) => m.gap(gap.from, gap.to)),
          ...(unreadable > 0 ? [m.unreadable(unreadable)] : []),
        ]
        io.say([name, `${m.carried} ${rows}`, `${m.left} ${left}`, lost.join(', ')].join('\t'))
      }
      io.say(report.unreadablePages === 0 ? m.whole : m.lost(report.unreadablePages, report.pages))
      io.say(m.scans(report.scans, report.scansMissing))
      io.answer(report)
      return 0
    }),
}
