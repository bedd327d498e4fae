/** `shoko import`: scans and documents. */
import { resolve } from 'node:path'
import { sentence } from '../io.ts'
import { withCore } from '../run.ts'
import { importSheet, isSheet } from './import-sheet.ts'
import { idOf, resultOf, text } from './verb.ts'
import type { Verb } from './verb.ts'

export const importVerb: Verb = {
  usage:
    'import CATALOGUE PATH... [--as auto|scans|wilson-center|csv|xlsx] [--into REFERENCE_CODE] [--attach] [--link] [--sheet NAME] [--map HEADER=COLUMN]... [--match COLUMN] [--skip-new] [--skip-existing] [--clear] [--dry-run]',
  options: {
    as: { type: 'string', default: 'auto' },
    into: { type: 'string' },
    attach: { type: 'boolean' },
    link: { type: 'boolean' },
    sheet: { type: 'string' },
    map: { type: 'string', multiple: true },
    match: { type: 'string' },
    'skip-new': { type: 'boolean' },
    'skip-existing': { type: 'boolean' },
    clear: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  },
  words: [2, Infinity],
  run: (io, [path = '', ...files], values) =>
    withCore(io, async (core) => {
      await core.openCatalogue(resolve(io.base, path))
      const as = text(values, 'as') ?? 'auto'
      const [first = '', ...others] = files
      if (others.length === 0 && (as === 'csv' || as === 'xlsx' || (as === 'auto' && isSheet(first))))
        return importSheet(io, core, first, values)
      const into = text(values, 'into')
      const { jobId } = await core.client.import.start({
        handles: files.map((file) => core.handle(resolve(io.base, file), 'read')),
        as,
        into: into === undefined ? null : await idOf(core, into),
        storage: values['link'] === true ? 'linked' : 'copied',
        arrange: values['attach'] === true ? 'attach' : 'items',
      })
      const job = await core.follow(jobId)
      const result = resultOf(job)
      if (result.kind !== 'import') return 1
      const { kind: _, ...report } = result
      for (const { file, code, data } of report.refused) io.note(`${file}: ${sentence(io, code, data)}`)
      for (const { file, sameAs } of report.duplicates) io.note(io.m.cli.duplicate({ file, sameAs }))
      for (const { from, to } of report.renumbered) io.note(io.m.cli.renumbered({ from, to }))
      io.say(io.m.cli.imported(report))
      for (const { file, line, text: words } of report.unmapped) io.say(`${file}:${line}: ${words}`)
      io.answer(report)
      if (job.state === 'cancelled') return 130
      return report.refused.length > 0 && report.pages + report.descriptions === 0 ? 1 : 0
    }),
}
