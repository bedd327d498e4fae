import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { isRefusal } from '../../src-main/shared/contract/errors.ts'
import { holds } from '../../src-main/shared/domain/search-term.ts'
import { all, close, openToRead } from '../../src-main/catalogue/database.ts'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { contentHash } from '../content-hash.ts'
import { anEmptyCatalogue, words } from '../builders.ts'

const LEVELS = ['fonds', 'series', 'file', 'item'] as const
const TITLES = ['外相会談', '首脳会談', '往電第1339号', 'Gromyko visit', 'あつた', '極秘', ''] as const

type Step =
  | { do: 'create'; under: number; level: (typeof LEVELS)[number]; title: number }
  | { do: 'edit'; unit: number; title: number }
  | { do: 'move'; units: number[]; under: number; before: number }
  | { do: 'bin'; unit: number }
  | { do: 'restore'; unit: number }
  | { do: 'duplicate'; unit: number }
  | { do: 'copy'; unit: number; under: number }
  | { do: 'sort'; under: number; by: 'title' | 'referenceCode' }
  | { do: 'renumber'; under: number; start: number }
  | { do: 'bulk'; units: number[]; title: number; level: (typeof LEVELS)[number] | null }
  | { do: 'undo' }
  | { do: 'redo' }

const unit = fc.nat(12)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      under: unit,
      level: fc.constantFrom(...LEVELS),
      title: fc.nat(6),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edit' as const), unit, title: fc.nat(6) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      units: fc.uniqueArray(unit, { minLength: 1, maxLength: 3 }),
      under: unit,
      before: unit,
    }),
  },
  fc.record({ do: fc.constant('bin' as const), unit }),
  fc.record({ do: fc.constant('restore' as const), unit }),
  fc.record({ do: fc.constant('duplicate' as const), unit }),
  fc.record({ do: fc.constant('copy' as const), unit, under: unit }),
  fc.record({
    do: fc.constant('sort' as const),
    under: unit,
    by: fc.constantFrom('title' as const, 'referenceCode' as const),
  }),
  fc.record({ do: fc.constant('renumber' as const), under: unit, start: fc.nat(3) }),
  fc.record({
    do: fc.constant('bulk' as const),
    units: fc.uniqueArray(unit, { minLength: 1, maxLength: 4 }),
    title: fc.nat(6),
    level: fc.option(fc.constantFrom(...LEVELS)),
  }),
  fc.record({ do: fc.constant('undo' as const) }),
  fc.record({ do: fc.constant('redo' as const) }),
)

/** Does one step on units known by number; what the rules refuse changes nothing. */
async function perform(client: Client, ids: DescriptionId[], step: Step): Promise<void> {
  const at = (number: number) => ids[number % Math.max(1, ids.length)]
  const title = (number: number) => [words(TITLES[number] ?? '')]
  try {
    switch (step.do) {
      case 'create': {
        const parentId = step.under % 4 === 0 ? null : (at(step.under) ?? null)
        ids.push(
          (
            await client.description.create({
              parentId,
              fields: { level: step.level, title: title(step.title) },
            })
          ).id,
        )
        return
      }
      case 'edit':
        return void (await client.description.edit({
          id: at(step.unit) ?? 0,
          patch: { title: title(step.title) },
        }))
      case 'move': {
        const units = [...new Set(step.units.flatMap((number) => at(number) ?? []))]
        const parentId = step.under % 4 === 0 ? null : (at(step.under) ?? null)
        const siblings = (await client.description.children({ parentId })).rows
        const beforeId = siblings[step.before % Math.max(1, siblings.length)]?.id ?? null
        return void (await client.description.move({ ids: units, parentId, beforeId }))
      }
      case 'bin':
        return void (await client.description.bin({ ids: [at(step.unit) ?? 0] }))
      case 'restore':
        return void (await client.description.restore({ id: at(step.unit) ?? 0 }))
      case 'duplicate':
        ids.push((await client.description.duplicate({ id: at(step.unit) ?? 0 })).id)
        return
      case 'copy': {
        const parentId = step.under % 4 === 0 ? null : (at(step.under) ?? null)
        const ofOne = { ids: [at(step.unit) ?? 0] as [DescriptionId], parentId, below: true }
        ids.push(...(await client.arrangement.copy(ofOne)).ids)
        return
      }
      case 'sort': {
        const parentId = step.under % 4 === 0 ? null : (at(step.under) ?? null)
        return void (await client.arrangement.sort({ parentId, by: step.by, language: 'ja' }))
      }
      case 'renumber': {
        const parentId = step.under % 4 === 0 ? null : (at(step.under) ?? null)
        const scope = { kind: 'children' as const, parentId }
        return void (await client.arrangement.renumber({ scope, pattern: 'C-{n}', start: step.start }))
      }
      case 'bulk': {
        const units = step.units.flatMap((number) => at(number) ?? [])
        const set = {
          ...(step.title % 2 === 0
            ? { title: title(step.title) }
            : { extents: [{ quantity: '1', unit: '枚' }], status: 'published' as const }),
          ...(step.level && { level: step.level }),
        }
        return void (await client.bulk.edit({ scope: { kind: 'units', ids: units }, changes: { set } }))
      }
      case 'undo':
        return void (await client.history.undo())
      case 'redo':
        return void (await client.history.redo())
    }
  } catch (error) {
    if (!isRefusal(error) && (error as { code?: string }).code !== 'BAD_REQUEST') throw error
  }
}

/** Every live unit once, from the top down, each under a unit that may hold it. */
async function tree(
  client: Client,
  parentId: DescriptionId | null = null,
): Promise<{ id: DescriptionId; title: string }[]> {
  const { rows, total } = await client.description.children({ parentId, limit: 200 })
  expect(rows).toHaveLength(total)
  const below = await Promise.all(rows.map(({ id }) => tree(client, id)))
  return rows.flatMap(({ id, title }, index) => [{ id, title: title ?? '' }, ...(below[index] ?? [])])
}

/** Descriptions that a search is narrowed by otherwise than they are, or that are in no index. */
function wrongFacts(folder: string): unknown[] {
  const db = openToRead(databasePath(folder))
  try {
    return all(db, {
      text: `SELECT id FROM description LEFT JOIN searchFact ON descriptionId = id LEFT JOIN searchFacet USING (facet)
             WHERE binnedAt IS NULL AND (searchFacet.level IS NOT description.level OR searchFacet.status IS NOT description.status
               OR complete IS NOT (coalesce(trim(referenceCode), '') <> ''
                 AND coalesce((SELECT trim(value) FROM descriptionText WHERE descriptionId = id AND field = 'title' ORDER BY seq LIMIT 1), '') <> ''
                 AND EXISTS (SELECT 1 FROM dateOfUnit WHERE descriptionId = id) AND EXISTS (SELECT 1 FROM extent WHERE descriptionId = id)
                 AND (parentId IS NOT NULL OR EXISTS (SELECT 1 FROM agent WHERE descriptionId = id))))`,
      parameters: [],
    })
  } finally {
    close(db)
  }
}

describe('any sequence of changes', () => {
  it('leaves a tree, in which search finds what a plain scan finds, and is undone to the very bytes before it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
        const { client, core, folder } = await anEmptyCatalogue()
        const empty = contentHash(folder)
        const ids: DescriptionId[] = []
        for (const one of steps) await perform(client, ids, one)

        const units = await tree(client)
        expect(new Set(units.map(({ id }) => id)).size).toBe(units.length)
        expect((await client.check.run()).findings.filter(({ severity }) => severity !== 'warning')).toEqual(
          [],
        )
        for (const query of ['会談', '外', '1339', 'gromyko', 'あった']) {
          const scanned = units.filter(({ title }) => holds(title, query, true))
          const found = await client.search.query({ query, limit: 200 })
          expect(found.hits.map(({ id }) => id).sort(), query).toEqual(scanned.map(({ id }) => id).sort())
        }

        expect(wrongFacts(folder)).toEqual([])

        const after = contentHash(folder)
        let undone = 0
        while ((await client.history.state()).undo) {
          await client.history.undo()
          undone++
        }
        expect(contentHash(folder)).toBe(empty)
        for (let again = 0; again < undone; again++) await client.history.redo()
        expect(contentHash(folder)).toBe(after)
        await core.close()
      }),
      { numRuns: 25 },
    )
  })
})
