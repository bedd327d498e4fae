/** `shoko import`: scans and documents. */
import { resolve } from 'node:path'
import type { Job } from '../../../shared/contract/job.ts'
import { nameInWords } from '../../../shared/i18n/name-in-words.ts'
import { sentence } from '../io.ts'
import type { Io } from '../io.ts'
import { withCore } from '../run.ts'
import type { CliCore } from '../run.ts'
import { importEad, isEad } from './import-ead.ts'
import { importSheet, isSheet } from './import-sheet.ts'
import { idOf, resultOf, text, UsageError } from './verb.ts'
import type { Verb } from './verb.ts'

export const importVerb: Verb = {
  usage:
    'import CATALOGUE (PATH... | --go-on | --drop) [--as auto|scans|wilson-center|csv|xlsx|ead] [--into REFERENCE_CODE] [--attach] [--link] [--pattern {ref}_{page}] [--sheet NAME] [--map HEADER=COLUMN]... [--match COLUMN] [--skip-new] [--skip-existing] [--clear] [--again] [--report FILE] [--dry-run]',
  options: {
    as: { type: 'string', default: 'auto' },
    into: { type: 'string' },
    attach: { type: 'boolean' },
    link: { type: 'boolean' },
    pattern: { type: 'string' },
    'go-on': { type: 'boolean' },
    drop: { type: 'boolean' },
    sheet: { type: 'string' },
    map: { type: 'string', multiple: true },
    match: { type: 'string' },
    'skip-new': { type: 'boolean' },
    'skip-existing': { type: 'boolean' },
    clear: { type: 'boolean' },
    again: { type: 'boolean' },
    report: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  words: [1, Infinity],
  run: (io, [path = '', ...files], values) =>
    withCore(io, async (core) => {
      await core.openCatalogue(resolve(io.base, path))
      const as = text(values, 'as') ?? 'auto'
      const [first = '', ...others] = files
      if (
        first !== '' &&
        others.length === 0 &&
        (as === 'csv' || as === 'xlsx' || (as === 'auto' && isSheet(first)))
      )
        return importSheet(io, core, first, values)
      if (others.length === 0 && (as === 'ead' || (as === 'auto' && isEad(first))))
        return importEad(io, core, first, values)
      if (values['go-on'] === true || values['drop'] === true) {
        const interrupted = await core.client.import.interrupted()
        for (const one of interrupted) io.note(io.m.cli.interrupted(one))
        const [{ id }] = interrupted.length > 0 ? interrupted : [{ id: '' }]
        if (values['drop'] === true) {
          io.answer(await core.client.import.drop({ id }))
          return 0
        }
        return report(io, core, (await core.client.import.goOn({ id })).jobId)
      }
      if (files.length === 0) throw new UsageError('')
      const into = text(values, 'into')
      const input = {
        handles: files.map((file) => core.handle(resolve(io.base, file), 'read')),
        as,
        into: into === undefined ? null : await idOf(core, into),
        storage: values['link'] === true ? ('linked' as const) : ('copied' as const),
        arrange: values['attach'] === true ? ('attach' as const) : ('items' as const),
        pattern: text(values, 'pattern') ?? null,
      }
      if (values['dry-run'] === true) {
        const { handles: _, ...preview } = await core.client.import.preview(input)
        for (const { referenceCode, title, existing, files: count } of preview.records)
          io.say([existing === null ? '+' : '=', referenceCode ?? '', title, String(count)].join('\t'))
        for (const file of preview.unfit) io.note(sentence(io, 'fileOutsidePattern', { file }))
        io.answer(preview)
        return preview.unfitTotal > 0 ? 1 : 0
      }
      return report(io, core, (await core.client.import.start(input)).jobId)
    }),
}

async function report(io: Io, core: CliCore, jobId: Job['id']): Promise<number> {
  const job = await core.follow(jobId)
  const result = resultOf(job)
  if (result.kind !== 'import') return 1
  const { kind: _, ...done } = result
  for (const { file, code, data } of done.refused)
    io.note(`${nameInWords(file)}: ${sentence(io, code, data)}`)
  for (const { file, sameAs } of done.duplicates)
    io.note(io.m.cli.duplicate({ file: nameInWords(file), sameAs: nameInWords(sameAs) }))
  for (const { from, to } of done.renumbered) io.note(io.m.cli.renumbered({ from, to }))
  io.say(io.m.cli.imported(done))
  for (const { file, line, text: words } of done.unmapped) io.say(`${file}:${line}: ${words}`)
  io.answer(done)
  if (job.state === 'cancelled') return 130
  return done.refused.length > 0 && done.pages + done.descriptions === 0 ? 1 : 0
}
