/** `shoko consistency`: what is withheld in one place and open in another. It fails where there is any. */
import { resolve } from 'node:path'
import { withCore } from '../run.ts'
import type { Verb } from './verb.ts'

export const consistencyVerb: Verb = {
  usage: 'consistency CATALOGUE',
  options: {},
  words: [1, 1],
  run: (io, [path = '']) =>
    withCore(io, async (core) => {
      await core.openCatalogue(resolve(io.base, path), 'read')
      const found = await core.client.leak.consistency()
      const m = io.m.leak
      for (const echo of found.echoes) {
        const { redaction, kind, descriptionId, referenceCode, paragraphId, pageId, field, from, to } = echo
        const where = paragraphId === null ? (field ?? m.page(pageId ?? 0)) : m.paragraph(paragraphId)
        io.say(
          [
            m.redaction(redaction),
            m.echoes[kind],
            referenceCode ?? descriptionId,
            where,
            ...(pageId === null ? [`${from}–${to}`] : []),
          ].join('\t'),
        )
      }
      for (const { redaction, kind, count } of found.hints)
        io.note(`${m.redaction(redaction)}: ${m.hints[kind](count)}`)
      io.note(m.consistent(found.echoes.length))
      io.answer(found)
      return found.echoes.length > 0 ? 1 : 0
    }),
}
