/** `shoko search`. */
import { resolve } from 'node:path'
import { withCore } from '../run.ts'
import { text, UsageError } from './verb.ts'
import type { Verb } from './verb.ts'

export const searchVerb: Verb = {
  usage: 'search CATALOGUE QUERY [--limit N]',
  options: { limit: { type: 'string', default: '50' } },
  words: [2, 2],
  run: (io, [path = '', query = ''], values) =>
    withCore(io, async (core) => {
      const limit = Number(text(values, 'limit'))
      if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit N')
      await core.openCatalogue(resolve(io.base, path), 'read')
      const { total, hits } = await core.client.search.query({ query, limit: Math.min(limit, 200) })
      for (const { referenceCode, title, snippet } of hits) {
        io.say([referenceCode ?? '—', title ?? '—', snippet.replaceAll(/\s+/g, ' ')].join('\t'))
      }
      io.note(io.m.cli.found(total))
      io.answer(hits)
      return 0
    }),
}
