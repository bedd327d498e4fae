/** `shoko new`: an empty catalogue, or the sample. */
import { basename, dirname, resolve } from 'node:path'
import { Institution } from '../../../shared/contract/catalogue.ts'
import { withCore } from '../run.ts'
import { text, UsageError } from './verb.ts'
import type { Verb } from './verb.ts'

export const newVerb: Verb = {
  usage:
    'new CATALOGUE [--sample] [--name NAME --isil CODE --country CC --language LLL --script Ssss --rights TEXT]',
  options: {
    sample: { type: 'boolean' },
    name: { type: 'string' },
    isil: { type: 'string' },
    country: { type: 'string' },
    language: { type: 'string' },
    script: { type: 'string' },
    rights: { type: 'string' },
  },
  words: [1, 1],
  async run(io, [path = ''], values) {
    const target = resolve(io.base, path)
    const institution = Institution.safeParse({
      name: text(values, 'name') ?? io.m.cli.unnamedInstitution,
      isil: text(values, 'isil') ?? null,
      country: text(values, 'country') ?? 'JP',
      language: text(values, 'language') ?? (io.language === 'ja' ? 'jpn' : 'eng'),
      script: text(values, 'script') ?? (io.language === 'ja' ? 'Jpan' : 'Latn'),
      rightsStatement: text(values, 'rights') ?? io.m.cli.rightsNotStated,
    })
    if (!institution.success) throw new UsageError(`--${String(institution.error.issues[0]?.path[0])}`)
    return withCore(io, async (core) => {
      const place = { handle: core.handle(dirname(target), 'write'), name: basename(target, '.shoko') }
      if (values['sample'] === true) await core.client.catalogue.openSample(place)
      else {
        await core.client.catalogue.create({ ...place, institution: institution.data })
        if (text(values, 'name') === undefined) io.note(io.m.cli.institutionAssumed)
      }
      const folder = core.openFolder() ?? target
      io.say(folder)
      io.answer({ catalogue: folder })
      return 0
    })
  },
}
