/** `shoko fixity`: scans checked again, and what is known of them as CSV. */
import { resolve } from 'node:path'
import { OUTCOMES, WRONG_OUTCOMES } from '../../../shared/contract/fixity.ts'
import type { FixityRow } from '../../../shared/contract/fixity.ts'
import { fixityCsv } from '../../../shared/i18n/fixity-csv.ts'
import { withCore } from '../run.ts'
import type { CliCore } from '../run.ts'
import { idOf, resultOf, text, UsageError } from './verb.ts'
import type { Verb } from './verb.ts'

const LISTED = [...OUTCOMES, 'never'] as const
type Listed = (typeof LISTED)[number]
const isListed = (word: string): word is Listed => (LISTED as readonly string[]).includes(word)
const WINDOW = 200

export const fixityVerb: Verb = {
  usage: `fixity CATALOGUE [--branch REFERENCE-CODE | --find QUERY | --go-on | --forget | --report] [--only ${LISTED.join(',')}]`,
  options: {
    branch: { type: 'string' },
    find: { type: 'string' },
    'go-on': { type: 'boolean' },
    forget: { type: 'boolean' },
    report: { type: 'boolean' },
    only: { type: 'string' },
  },
  words: [1, 1],
  run: (io, [path = ''], values) =>
    withCore(io, async (core) => {
      const only = text(values, 'only')?.split(',')
      if (only && !only.every(isListed)) throw new UsageError('--only')
      const reports = values['report'] === true
      await core.openCatalogue(resolve(io.base, path), reports ? 'read' : 'write')
      if (reports) {
        const rows = await listed(core, only ?? LISTED)
        if (io.json) io.answer({ state: await core.client.fixity.state(), scans: rows })
        else io.say(fixityCsv(io.m, rows).trimEnd())
        return 0
      }
      const { client } = core
      if (values['forget'] === true) {
        io.answer(await client.fixity.forget())
        return 0
      }
      const [branch, query] = [text(values, 'branch'), text(values, 'find')]
      const { jobId } =
        values['go-on'] === true
          ? await client.fixity.goOn()
          : await client.fixity.check({
              scope:
                query !== undefined
                  ? { kind: 'search', query }
                  : { kind: 'branch', id: branch === undefined ? null : await idOf(core, branch) },
            })
      const job = await core.follow(jobId)
      const result = resultOf(job)
      if (result.kind !== 'fixity') return 1
      const { kind: _, ...report } = result
      const wrong = report.changed + report.missing + report.unreadable
      for (const { fileName, check, page } of await listed(core, only ?? WRONG_OUTCOMES))
        io.say([check?.outcome ?? 'never', fileName, page?.referenceCode ?? page?.title ?? ''].join('\t'))
      io.note(io.m.fixity.done(report.checked, wrong))
      if (report.waiting > 0) io.note(io.m.fixity.waiting(report.waiting))
      io.answer(report)
      if (job.state === 'cancelled') return 130
      return wrong > 0 ? 1 : 0
    }),
}

async function listed({ client }: CliCore, outcomes: readonly Listed[]): Promise<FixityRow[]> {
  const rows: FixityRow[] = []
  for (;;) {
    const { total, scans } = await client.fixity.list({
      outcomes: [...outcomes],
      offset: rows.length,
      limit: WINDOW,
    })
    rows.push(...scans)
    if (rows.length >= total || scans.length === 0) return rows
  }
}
