/** `shoko check`: the whole catalogue. */
import { resolve } from 'node:path'
import { withCore } from '../run.ts'
import type { Verb } from './verb.ts'

export const checkVerb: Verb = {
  usage: 'check CATALOGUE',
  options: {},
  words: [1, 1],
  run: (io, [path = '']) =>
    withCore(io, async ({ client, openCatalogue }) => {
      await openCatalogue(resolve(io.base, path), 'read')
      const report = await client.check.run()
      for (const { severity, code, referenceCode, descriptionId, field } of report.findings) {
        const place = referenceCode ?? (descriptionId === null ? '' : `#${descriptionId}`)
        io.say([io.m.work.severities[severity], place, code, field ?? ''].join('\t'))
      }
      io.say(io.m.cli.checked(report))
      io.answer(report)
      return report.findings.some(({ severity }) => severity === 'damage') ? 3 : 0
    }),
}
