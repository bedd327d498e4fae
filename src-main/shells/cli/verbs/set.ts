/** `shoko set`: fields of one record. */
import { resolve } from 'node:path'
import { patchOf } from '../fields.ts'
import { withCore } from '../run.ts'
import { lines } from './lines.ts'
import { UsageError } from './verb.ts'
import type { Verb } from './verb.ts'

export const setVerb: Verb = {
  usage: 'set CATALOGUE REFERENCE_CODE FIELD=VALUE...',
  options: {},
  words: [3, Infinity],
  run: (io, [path = '', referenceCode = '', ...assignments]) =>
    withCore(io, async ({ client, openCatalogue }) => {
      if (assignments.some((assignment) => !assignment.includes('='))) throw new UsageError('FIELD=VALUE')
      await openCatalogue(resolve(io.base, path))
      const description = await client.description.find({ referenceCode })
      const changed = await client.description.edit({
        id: description.id,
        patch: patchOf(assignments, description),
      })
      for (const line of lines(io, changed)) io.say(line)
      io.answer(changed)
      return 0
    }),
}
