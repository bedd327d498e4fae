/** `shoko set`: fields of one record. */
import { resolve } from 'node:path'
import type { Client } from '../../../shared/contract/index.ts'
import type { DescriptionPatch } from '../../../shared/contract/description.ts'
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
        patch: await withTerms(client, patchOf(assignments, description)),
      })
      for (const line of lines(io, changed)) io.say(line)
      io.answer(changed)
      return 0
    }),
}

/** Words that are the label of one term of the catalogue are that term, as where they are chosen in a form. */
async function withTerms(client: Client, patch: DescriptionPatch): Promise<DescriptionPatch> {
  if (patch.accessPoints === undefined) return patch
  const accessPoints = await Promise.all(
    patch.accessPoints.map(async (point) => {
      if (point.termId !== null) return point
      const rows = await client.term.suggest({ query: point.value, type: point.type, limit: 50 })
      const [term, another] = rows.filter(({ labels }) => labels.some(({ value }) => value === point.value))
      if (!term || another) return point
      const language = term.labels.find(({ value }) => value === point.value)?.language ?? point.language
      return { ...point, termId: term.id, source: term.source, language }
    }),
  )
  return { ...patch, accessPoints }
}
