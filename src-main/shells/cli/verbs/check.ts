/** `shoko check`: the file, and every description. */
import { resolve } from 'node:path'
import { withCore } from '../run.ts'
import { checkDescriptions } from './check-descriptions.ts'
import type { Verb } from './verb.ts'

export const checkVerb: Verb = {
  usage: 'check CATALOGUE',
  options: {},
  words: [1, 1],
  run: (io, [path = '']) =>
    withCore(io, async (core) => {
      await core.openCatalogue(resolve(io.base, path), 'read')
      const report = await core.client.check.run()
      for (const { severity, code, referenceCode, descriptionId, field } of report.findings) {
        const place = referenceCode ?? (descriptionId === null ? '' : `#${descriptionId}`)
        io.say([io.m.work.severities[severity], place, code, field ?? ''].join('\t'))
      }
      const isDamaged = report.findings.some(({ severity }) => severity === 'damage')
      // What a damaged file says of its descriptions is not worth reading.
      const descriptions = isDamaged ? [] : await checkDescriptions(io, core)
      const total = report.total + descriptions.length
      io.say(io.m.cli.checked({ ...report, total }))
      io.answer({ ...report, total, findings: [...report.findings, ...descriptions] })
      return isDamaged ? 3 : 0
    }),
}
