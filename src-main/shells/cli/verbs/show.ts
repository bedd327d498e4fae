/** `shoko show`: one record. */
import { resolve } from 'node:path'
import { withCore } from '../run.ts'
import { lines } from './lines.ts'
import type { Verb } from './verb.ts'

export const showVerb: Verb = {
  usage: 'show CATALOGUE REFERENCE_CODE',
  options: {},
  words: [2, 2],
  run: (io, [path = '', referenceCode = '']) =>
    withCore(io, async ({ client, openCatalogue }) => {
      await openCatalogue(resolve(io.base, path), 'read')
      const description = await client.description.find({ referenceCode })
      const descriptionId = description.id
      const pages = await client.scan.pages({ descriptionId })
      const allTexts = await client.text.list({ descriptionId })
      const proposals = await client.proposal.list({ descriptionId })
      for (const line of lines(io, description)) io.say(line)
      for (const { source, basis, field } of proposals.filter(({ state }) => state === 'open')) {
        io.say(`? ${field ?? ''} ${source} (${basis})`)
      }
      io.answer({ ...description, pages, texts: allTexts, proposals })
      return 0
    }),
}
