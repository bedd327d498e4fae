/** `shoko trust`: says that a catalogue from elsewhere is known, so that it may be written. */
import { resolve } from 'node:path'
import { withCore } from '../run.ts'
import type { Verb } from './verb.ts'

export const trustVerb: Verb = {
  usage: 'trust CATALOGUE [--follow-links]   (--follow-links: its linked scans are opened wherever they lie)',
  options: { 'follow-links': { type: 'boolean' } },
  words: [1, 1],
  run: (io, [path = ''], values) =>
    withCore(io, async ({ client, openCatalogue }) => {
      await openCatalogue(resolve(io.base, path), 'read')
      const info = await client.catalogue.trust({ followLinks: values['follow-links'] === true })
      io.answer(info)
      return 0
    }),
}
