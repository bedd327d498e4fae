/** `shoko statistics`: what was done month by month, and by whom, as columns with tabs between them. */
import { resolve } from 'node:path'
import { COUNTED, Month } from '../../../shared/contract/statistics.ts'
import type { Counts } from '../../../shared/contract/statistics.ts'
import { withCore } from '../run.ts'
import { idOf, text, UsageError } from './verb.ts'
import type { Verb } from './verb.ts'

export const statisticsVerb: Verb = {
  usage: 'statistics CATALOGUE [--from YYYY-MM] [--to YYYY-MM] [--branch REFERENCE-CODE] [--people]',
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    branch: { type: 'string' },
    people: { type: 'boolean' },
  },
  words: [1, 1],
  run: (io, [path = ''], values) =>
    withCore(io, async (core) => {
      const [from = null, to = null] = [text(values, 'from'), text(values, 'to')]
      for (const month of [from, to])
        if (month !== null && !Month.safeParse(month).success) throw new UsageError(`${month}: YYYY-MM`)
      await core.openCatalogue(resolve(io.base, path), 'read')
      const branch = text(values, 'branch')
      const branchId = branch === undefined ? null : await idOf(core, branch)
      const found = await core.client.statistics.months({ from, to, branchId })
      const m = io.m.statistics
      const withPeople = values['people'] === true
      const line = (month: string, who: string, counts: Counts) =>
        io.say([month, ...(withPeople ? [who] : []), ...COUNTED.map((name) => counts[name])].join('\t'))
      io.say(
        [m.month, ...(withPeople ? [m.person] : []), ...COUNTED.map((name) => m.counted[name])].join('\t'),
      )
      for (const { month, people, ...counts } of found.months) {
        if (!withPeople) line(month, '', counts)
        else for (const { who, ...own } of people) line(month, who || m.nobody, own)
      }
      line(m.total, '', found.total)
      io.answer(found)
      return 0
    }),
}
