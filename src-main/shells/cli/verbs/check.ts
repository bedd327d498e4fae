/** `shoko check`: the file with the scans, and every description. */
import { resolve } from 'node:path'
import type { Io } from '../io.ts'
import { withCore } from '../run.ts'
import type { CliCore } from '../run.ts'
import { checkDescriptions } from './check-descriptions.ts'
import { resultOf } from './verb.ts'
import type { Verb } from './verb.ts'

export const checkVerb: Verb = {
  usage:
    'check CATALOGUE [--quick] [--repair]   (--quick: scans are not read; --repair: derived things are made anew)',
  options: { quick: { type: 'boolean' }, repair: { type: 'boolean' } },
  words: [1, 1],
  run: (io, [path = ''], values) =>
    withCore(io, async (core) => {
      const repair = values['repair'] === true
      await core.openCatalogue(resolve(io.base, path), repair ? 'write' : 'read')
      const file = await checkFile(io, core, repair, values['quick'] !== true)
      const isDamaged = file.findings.some(({ severity }) => severity === 'damage')
      // What a damaged file says of its descriptions is not worth reading.
      const findings = isDamaged ? [] : await checkDescriptions(io, core)
      const { descriptions, scans } = file
      const total = file.total + findings.length
      io.say(io.m.cli.checked({ descriptions, scans, total }))
      io.answer({ descriptions, scans, total, findings, file })
      return isDamaged ? 3 : 0
    }),
}

async function checkFile(io: Io, { client, follow }: CliCore, repair: boolean, fixity: boolean) {
  const { jobId } = await (repair ? client.integrity.repair({ fixity }) : client.integrity.check({ fixity }))
  const result = resultOf(await follow(jobId))
  if (result.kind !== 'integrity') throw new Error('not a report of a check')
  for (const { severity, code, place, row, descriptionId } of result.findings) {
    const where = [place ?? '', row === null ? '' : io.m.integrity.row(row)].join(' ').trim()
    io.say(
      [io.m.work.severities[severity], descriptionId === null ? '' : `#${descriptionId}`, code, where].join(
        '\t',
      ),
    )
  }
  const { kind: _, ...report } = result
  if (report.repaired > 0) io.say(io.m.integrity.repaired(report.repaired))
  return report
}
