/** `shoko search`. */
import { resolve } from 'node:path'
import { SORT_KEYS } from '../../../shared/contract/arrangement.ts'
import { FACETS } from '../../../shared/contract/search.ts'
import { facetValue } from '../../../shared/i18n/facet-value.ts'
import { withCore } from '../run.ts'
import { text, UsageError } from './verb.ts'
import type { Verb } from './verb.ts'

export const searchVerb: Verb = {
  usage: 'search CATALOGUE QUERY [--limit N] [--order title|referenceCode|date] [--descending] [--facets]',
  options: {
    limit: { type: 'string', default: '50' },
    order: { type: 'string' },
    descending: { type: 'boolean' },
    facets: { type: 'boolean' },
  },
  words: [2, 2],
  run: (io, [path = '', query = ''], values) =>
    withCore(io, async (core) => {
      const limit = Number(text(values, 'limit'))
      if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit N')
      const asked = values['order']
      const by = SORT_KEYS.find((key) => key === asked) ?? null
      if (by === null && asked !== undefined) throw new UsageError(`--order ${SORT_KEYS.join('|')}`)
      const order = by && { by, language: io.language, descending: values['descending'] === true }
      await core.openCatalogue(resolve(io.base, path), 'read')
      const { hits } = await core.client.search.query({
        query,
        order,
        limit: Math.min(limit, 200),
      })
      const { total, facets } = await core.client.search.facets({ query, exact: true })
      for (const { referenceCode, title, snippet, nameShown } of hits) {
        const passage = snippet.replaceAll(/\s+/g, ' ')
        io.say(
          [
            referenceCode ?? '—',
            title ?? '—',
            nameShown === null ? passage : `${passage} → ${nameShown}`,
          ].join('\t'),
        )
      }
      io.note(io.m.cli.found(total))
      if (values['facets'] !== true) {
        io.answer(hits)
        return 0
      }
      for (const facet of FACETS) {
        for (const { value, count } of facets[facet])
          io.say(
            [
              io.m.finding.facets.names[facet],
              facetValue(io.m, io.language, facet, value),
              String(count),
            ].join('\t'),
          )
      }
      io.answer({ total, hits, facets })
      return 0
    }),
}
