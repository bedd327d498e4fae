/** Relations between records lead both ways, by the numbers that the documents have. */
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import type { DescriptionPatchInput } from '../../src-main/shared/contract/description.ts'
import { numberKey } from '../../src-main/shared/domain/related.ts'
import { anEmptyCatalogue, words } from '../builders.ts'

const PEKING = '中国 1984'

const telegram = (number: string, scope: string | null = PEKING): DescriptionPatchInput => ({
  level: 'item',
  title: [words(number)],
  identifiers: [{ type: 'telegramNumber', value: number, scope }],
})

async function aCatalogue() {
  const { client, ...made } = await anEmptyCatalogue()
  const make = async (fields: DescriptionPatchInput) =>
    (await client.description.create({ parentId: null, fields })).id
  const leads = async (id: Awaited<ReturnType<typeof make>>) => {
    const { named, naming } = await client.description.related({ id })
    return {
      to: named.map((units) => units.map(({ id, certain }) => [id, certain])),
      from: naming.map(({ id, type, part, certain }) => [id, type, part, certain]),
    }
  }
  return { ...made, client, make, leads }
}

describe('a number', () => {
  it.each([
    ['第1342号', '1342'],
    ['往電第１３３９号', '1339'],
    ['貴電 第 0512 号', '512'],
    ['往電第1339号の2', '1339-2'],
    ['Telegram No. 1339', '1339'],
    ['R037701', 'r037701'],
    ['Ｒ０３７７０１', 'r037701'],
    ['別電', null],
    ['', null],
  ])('%s is the same however it is written', (text, key) => {
    expect(numberKey(text)).toBe(key)
  })
})

describe('description.related', () => {
  it('leads from a separate telegram to the one it belongs to, and back, as soon as that is there', async () => {
    const { client, make, leads } = await aCatalogue()
    const separate = await make({
      ...telegram('第1342号'),
      relations: [{ type: 'isSeparateTelegramOf', target: '往電第1339号', part: '別電3' }],
    })
    expect(await leads(separate)).toEqual({ to: [[]], from: [] })
    const main = await make(telegram('第1339号'))
    expect(await leads(separate)).toEqual({ to: [[[main, true]]], from: [] })
    expect(await leads(main)).toEqual({ to: [], from: [[separate, 'isSeparateTelegramOf', '別電3', true]] })

    await client.description.edit({ id: main, patch: telegram('第1338号') })
    expect(await leads(separate)).toEqual({ to: [[]], from: [] })
    expect((await leads(main)).from).toEqual([])
    await client.history.undo()
    expect((await leads(separate)).to).toEqual([[[main, true]]])

    await client.description.bin({ ids: [main] })
    expect((await leads(separate)).to).toEqual([[]])
    await client.description.restore({ id: main })
    await client.description.bin({ ids: [separate] })
    expect((await leads(main)).from).toEqual([])
  })

  it('takes no telegram of another post or year for it, and says so where the post is not known', async () => {
    const { make, leads } = await aCatalogue()
    const separate = await make({
      ...telegram('第1342号'),
      relations: [
        { type: 'isSeparateTelegramOf', target: '往電第1339号' },
        { type: 'isReplyTo', target: '来電第7号', scope: 'ソ連 1984' },
      ],
    })
    await make(telegram('第1339号', '中国 1983'))
    const unknown = await make(telegram('第1339号', null))
    const moscow = await make(telegram('第7号', 'ソ連　1984'))
    await make(telegram('第7号'))
    expect((await leads(separate)).to).toEqual([[[unknown, false]], [[moscow, true]]])
    const known = await make(telegram('第1339号'))
    expect((await leads(separate)).to[0]).toEqual([[known, true]])
    expect((await leads(unknown)).from).toEqual([[separate, 'isSeparateTelegramOf', null, false]])
  })

  it('leads on in a catalogue of before, whose numbers are indexed at opening', async () => {
    const { client, core, folder, make, leads } = await aCatalogue()
    const separate = await make({
      ...telegram('第1342号'),
      relations: [{ type: 'isSeparateTelegramOf', target: '往電第1339号' }],
    })
    const main = await make(telegram('第1339号'))
    await client.catalogue.close()
    const db = new Database(databasePath(folder))
    db.exec('DELETE FROM searchNumber; UPDATE searchState SET version = 0')
    db.close()
    await core.openCatalogue(folder, 'write')
    expect((await leads(separate)).to).toEqual([[[main, true]]])
  })

  it('leads both ways or not at all, whatever is written', async () => {
    const { client } = await anEmptyCatalogue()
    const number = fc.constantFrom('第1号', '1', '第０１号', 'No. 1', '第2号', 'A-1')
    const scope = fc.constantFrom(null, 'P 1984', 'Ｐ　1984', 'Q 1984')
    const record = fc.record({
      identifiers: fc.array(
        fc.record({ type: fc.constantFrom('telegramNumber', 'mofaTotalNumber'), value: number, scope }),
        { maxLength: 2 },
      ),
      relations: fc.array(
        fc.record({ type: fc.constant('isAssociatedWith' as const), target: number, scope }),
        { maxLength: 2 },
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 2, maxLength: 4 }), async (records) => {
        const ids = []
        for (const fields of records)
          ids.push(
            (await client.description.create({ parentId: null, fields: { level: 'item', ...fields } })).id,
          )
        const all = new Map(
          await Promise.all(ids.map(async (id) => [id, await client.description.related({ id })] as const)),
        )
        for (const [id, { named, naming }] of all) {
          for (const other of named.flat())
            expect(
              all.get(other.id)?.naming.some((one) => one.id === id && (one.certain || !other.certain)),
            ).toBe(true)
          for (const other of naming)
            if (other.certain)
              expect(
                all
                  .get(other.id)
                  ?.named.flat()
                  .some((one) => one.id === id && one.certain),
              ).toBe(true)
        }
        await client.description.bin({ ids: ids })
      }),
      { numRuns: 25 },
    )
  })
})
