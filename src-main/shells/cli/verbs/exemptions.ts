/** `shoko exemptions`: the codes by which a passage stays closed under a law, with what has to be said with each. */
import { resolve } from 'node:path'
import { REGIMES } from '../../../shared/domain/exemption.ts'
import { withCore } from '../run.ts'
import { idOf, text, UsageError } from './verb.ts'
import type { Verb } from './verb.ts'

export const exemptionsVerb: Verb = {
  usage: `exemptions CATALOGUE [REFERENCE_CODE] --under ${REGIMES.join('|')} [--on YYYY-MM-DD]`,
  options: { under: { type: 'string' }, on: { type: 'string' } },
  words: [1, 2],
  run: (io, [path = '', referenceCode], values) =>
    withCore(io, async (core) => {
      const regime = REGIMES.find((one) => one === text(values, 'under'))
      if (regime === undefined) throw new UsageError(`--under ${REGIMES.join('|')}`)
      await core.openCatalogue(resolve(io.base, path), 'read')
      const descriptionId = referenceCode === undefined ? null : await idOf(core, referenceCode)
      const found = await core.client.exemption.offered({
        regime,
        descriptionId,
        on: text(values, 'on') ?? null,
      })
      const m = io.m.exemptions
      for (const { code, label, needs, standing, endsOn } of found.codes)
        io.say(
          [
            code,
            label[io.language] || label.en || label.ja,
            needs.map((need) => m.needs[need]).join(', '),
            standing === 'offered' && endsOn !== null ? m.until(endsOn) : m.standings[standing],
          ].join('\t'),
        )
      io.answer(found)
      return 0
    }),
}
