/** What stands on the sheet has its place on a page, whose it is and its date beside its words. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DescriptionPatchInput } from '../../src-main/shared/contract/description.ts'
import { between, moved, regionOf, regionText, resized } from '../../src-main/shared/domain/region.ts'
import type { PageId } from '../../src-main/shared/contract/ids.ts'
import { ead3Text } from '../exporters/ead3.ts'
import { publicCopy, released } from '../exporters/released.ts'
import { anEmptyCatalogue, words } from '../builders.ts'

const REGION = { x: 10, y: 20, width: 300, height: 40 }
const STAMP = {
  ...words('秘密指定解除 情報公開室', 'jpn', 'Jpan'),
  name: '外務省情報公開室',
  date: '2002-05',
}

async function aTelegramWithAPage() {
  const { client, ...made } = await anEmptyCatalogue()
  const fields: DescriptionPatchInput = {
    level: 'item',
    referenceCode: 'B-1',
    recordType: 'telegram',
    title: [words('総理訪中', 'jpn', 'Jpan')],
  }
  const { id } = await client.description.create({ parentId: null, fields })
  const page = await client.scan.addPage({ descriptionId: id })
  const edit = (patch: DescriptionPatchInput) => client.description.edit({ id, patch })
  const stamp = async () => (await client.description.get({ id })).stamp
  return { ...made, client, id, page, edit, stamp }
}

describe('a mark', () => {
  it('keeps its page and its place there, is told by history, and is itself again after undo', async () => {
    const { client, id, page, edit, stamp } = await aTelegramWithAPage()
    await edit({ stamp: [STAMP] })
    await edit({ stamp: [{ ...STAMP, pageId: page.id, region: REGION }] })
    expect(await stamp()).toMatchObject([{ name: '外務省情報公開室', pageId: page.id, region: REGION }])
    const [entry] = (await client.history.list({ descriptionId: id })).entries
    if (!entry) throw new Error('no entry')
    const { records } = await client.history.changes({ id: entry.id, descriptionId: id })
    expect(records).toMatchObject([{ fields: [{ field: 'stamp', after: [{ region: REGION }] }] }])
    await client.history.undo()
    expect((await stamp())[0]).not.toHaveProperty('region')
    expect(await stamp()).toMatchObject([{ name: '外務省情報公開室' }])
  })

  it('is only of what stands on the sheet, and of a page that is there', async () => {
    const { client, id, page, edit, stamp } = await aTelegramWithAPage()
    await edit({
      title: [{ ...words('総理訪中'), name: 'x', pageId: page.id, region: REGION }],
      stamp: [{ ...STAMP, pageId: page.id + 1, region: REGION }],
    })
    const [title] = (await client.description.get({ id })).title
    expect(Object.keys(title ?? {})).toEqual(['value', 'language', 'script', 'type', 'code'])
    expect((await stamp())[0]).not.toHaveProperty('pageId')
  })

  it('stays with the original, whose pages a copy does not have', async () => {
    const { client, id, page, edit } = await aTelegramWithAPage()
    await edit({ stamp: [{ ...STAMP, pageId: page.id, region: REGION }] })
    const copy = await client.description.duplicate({ id })
    expect(copy.stamp[0]).toEqual({ ...STAMP, type: null, code: null })
  })

  it('is found by the words beside it', async () => {
    const { client, edit } = await aTelegramWithAPage()
    await edit({ distribution: [{ ...words('亜中', 'jpn', 'Jpan'), name: 'アジア局中国課' }] })
    for (const query of ['中国課', 'distribution:中国課', '亜中'])
      expect((await client.search.query({ query })).hits, query).toHaveLength(1)
    await edit({ distribution: [words('亜中', 'jpn', 'Jpan')] })
    expect((await client.search.query({ query: '中国課' })).hits).toEqual([])
  })
})

describe('EAD3', () => {
  it('says whose a stamp is, its date and its page, and lists the offices with their full names', () => {
    const unit = {
      level: 'item' as const,
      title: [words('総理訪中')],
      stamp: [{ ...STAMP, pageId: 7 as PageId, region: REGION }],
      distribution: [
        { ...words('亜中', 'jpn', 'Jpan'), name: 'アジア局中国課' },
        words('欧ソ', 'jpn', 'Jpan'),
      ],
      pageNumbers: new Map([[7, 2]]),
    }
    const text = ead3Text(released([unit], publicCopy))
    expect(text).toContain('外務省情報公開室; 2002-05; Page 2')
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(/<item>亜中 \(アジア局中国課\)<\/item> <item>欧ソ<\/item>/)
    expect(text).not.toContain('300')
  })
})

describe('a region', () => {
  const page = { width: 1000, height: 700 }
  const number = fc.integer({ min: -2000, max: 3000 })

  it('is always whole on its page, however it is drawn, moved or sized', () => {
    const point = fc.record({ x: number, y: number })
    fc.assert(
      fc.property(point, point, fc.array(fc.tuple(fc.boolean(), number, number)), (one, other, changes) => {
        let region = between(one, other, page)
        for (const [moves, x, y] of changes)
          region = moves ? moved(region, x, y, page) : resized(region, x, y, page)
        expect(region.x).toBeGreaterThanOrEqual(0)
        expect(region.y).toBeGreaterThanOrEqual(0)
        expect(region.width).toBeGreaterThan(0)
        expect(region.height).toBeGreaterThan(0)
        expect(region.x + region.width).toBeLessThanOrEqual(page.width)
        expect(region.y + region.height).toBeLessThanOrEqual(page.height)
        expect(regionOf(regionText(region))).toEqual(region)
      }),
    )
  })

  it.each(['', '1,2,3', '1,2,0,4', '-1,2,3,4', '1,2,3,4,5', 'xywh=1,2,3,4'])(
    'is none where a file holds %j',
    (text) => {
      expect(regionOf(text)).toBeNull()
    },
  )
})
