/** `shoko restore`: the whole catalogue as a copy has it; the present state is kept as a copy before. */
import { resolve } from 'node:path'
import { withCore } from '../run.ts'
import type { Verb } from './verb.ts'

export const restoreVerb: Verb = {
  usage: 'restore CATALOGUE NAME [--second]',
  options: { second: { type: 'boolean' } },
  words: [2, 2],
  run: (io, [path = '', name = ''], values) =>
    withCore(io, async ({ client, openCatalogue }) => {
      await openCatalogue(resolve(io.base, path))
      const place = values['second'] === true ? 'second' : 'catalogue'
      await client.backup.restore({ name, place })
      const info = await client.catalogue.current()
      io.say(io.m.cli.restored(info?.descriptions ?? 0))
      io.answer(info)
      return 0
    }),
}
