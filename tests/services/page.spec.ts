/** What pages are and how they are shown: marks, labels, adjustments, parts of one scan. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PageId } from '../../src-main/shared/contract/ids.ts'
import { PLAIN } from '../../src-main/shared/domain/page-view.ts'
import { aScan } from '../e2e/fixtures/scans.ts'
import { mastersIn } from '../e2e/fixtures/situations.ts'
import { anEmptyCatalogue, words } from '../builders.ts'

const WHOLE = { x: 0, y: 0, width: 600, height: 840 }
const LEFT = { ...WHOLE, width: 300 }
const RIGHT = { ...LEFT, x: 300 }

/** An item with so many pages of 600 x 840 pixels. */
async function anItem(count: number) {
  const { client, core, handle, home, folder } = await anEmptyCatalogue()
  const title = [words('Album')]
  const { id } = await client.description.create({ parentId: null, fields: { level: 'item', title } })
  const attach = async (more: number, from: number) => {
    const handles = await Promise.all(
      Array.from({ length: more }, async (_, index) => {
        const mark = from + index
        const path = join(home, `album-${String(mark + 1)}.png`)
        writeFileSync(path, (await aScan('album.png', 'red', { mark })).buffer)
        return handle(path, 'read')
      }),
    )
    const [first = '', ...rest] = handles
    const { jobId } = await client.import.start({
      handles: [first, ...rest],
      as: 'scans',
      into: id,
      arrange: 'attach',
    })
    await client.job.wait({ id: jobId })
  }
  await attach(count, 0)
  const pages = () => client.scan.pages({ descriptionId: id })
  return { client, core, folder, id, pages, attach, ids: (await pages()).map((page) => page.id) }
}

const only = (ids: readonly PageId[], index = 0): PageId => {
  const id = ids[index]
  if (id === undefined) throw new Error('no such page')
  return id
}

describe('scan.adjust', () => {
  it('is kept with the page and leaves the master alone; calls of one visit are one step of undo', async () => {
    const { client, folder, ids, pages } = await anItem(2)
    const before = mastersIn(folder).map((path) =>
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    )
    const adjust = (adjustments: object, visit: string) =>
      client.scan.adjust({ ids: [only(ids)], adjustments, visit })
    await adjust({ brightness: 20 }, 'one')
    await adjust({ brightness: 35, inverted: true }, 'one')
    await adjust({ straightening: -1.5, crop: LEFT }, 'two')
    expect((await pages()).map(({ adjustments }) => adjustments)).toEqual([
      { ...PLAIN, brightness: 35, inverted: true, straightening: -1.5, crop: LEFT },
      PLAIN,
    ])
    await client.history.undo()
    expect((await pages())[0]?.adjustments).toEqual({ ...PLAIN, brightness: 35, inverted: true })
    await client.history.undo()
    expect((await pages())[0]?.adjustments).toEqual(PLAIN)
    const after = mastersIn(folder).map((path) =>
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    )
    expect(after).toEqual(before)
  })

  it('does many pages at once; a crop keeps what lies on the page, and is not taken where nothing does', async () => {
    const { client, ids, pages } = await anItem(3)
    await client.scan.split({ pages: [{ id: only(ids), parts: [LEFT, RIGHT] }] })
    const all = (await pages()).map(({ id }) => id)
    const crop = { x: 200, y: 10, width: 90, height: 800 }
    await client.scan.adjust({ ids: all, adjustments: { gamma: 1.4, crop }, rotation: 90 })
    expect((await pages()).map(({ adjustments }) => adjustments.crop)).toEqual([crop, null, crop, crop])
    expect(
      (await pages()).every(({ rotation, adjustments }) => rotation === 90 && adjustments.gamma === 1.4),
    ).toBe(true)
    await client.scan.adjust({ ids: all, adjustments: { crop: { ...crop, width: 5000 } } })
    expect((await pages())[3]?.adjustments.crop).toEqual({ ...crop, width: 400 })
    await client.scan.adjust({ ids: all, adjustments: PLAIN })
    expect((await pages()).every(({ adjustments }) => adjustments.crop === null)).toBe(true)
  })

  it('refuses pages that are not there, and values that mean nothing', async () => {
    const { client, ids } = await anItem(1)
    await expect(client.scan.adjust({ ids: [only(ids), 999], adjustments: {} })).rejects.toMatchObject({
      code: 'pageNotFound',
    })
    await expect(client.scan.adjust({ ids, adjustments: { gamma: 0 } })).rejects.toThrow()
  })
})

describe('what pages are', () => {
  it('is marked on many at once, told by history, found by a search, and taken back in one step', async () => {
    const { client, id, ids, pages } = await anItem(3)
    const { historyId } = await client.scan.mark({ ids: ids.slice(0, 2), side: 'verso', state: 'blank' })
    expect((await pages()).map(({ side, state }) => [side, state])).toEqual([
      ['verso', 'blank'],
      ['verso', 'blank'],
      [null, null],
    ])
    if (historyId === null) throw new Error('two pages were marked')
    const { records } = await client.history.changes({ id: historyId, descriptionId: id })
    expect(records).toMatchObject([{ fields: [{ field: 'pages' }] }])
    // What is so already is no step.
    expect(await client.scan.mark({ ids: ids.slice(0, 2), side: 'verso' })).toEqual({ historyId: null })
    expect(await client.scan.adjust({ ids: ids.slice(0, 1), adjustments: PLAIN })).toEqual({
      historyId: null,
    })
    const found = async (query: string) => (await client.search.query({ query })).total
    expect(await found('has:blankpage')).toBe(1)
    expect(await found('has:欠ページ')).toBe(0)
    await client.history.undo()
    expect(await found('has:blankpage')).toBe(0)
    expect((await pages()).every(({ side, state }) => side === null && state === null)).toBe(true)
  })

  it('is numbered on from the first label, with the sides that the labels name', async () => {
    const { client, ids, pages } = await anItem(3)
    await client.scan.number({ ids, first: '9r' })
    expect((await pages()).map(({ label, side }) => [label, side])).toEqual([
      ['9r', 'recto'],
      ['9v', 'verso'],
      ['10r', 'recto'],
    ])
    await expect(client.scan.number({ ids, first: 'cover' })).rejects.toMatchObject({
      code: 'labelNotCounted',
    })
    await client.scan.number({ ids: ids.slice(1), first: null })
    expect((await pages()).map(({ label }) => label)).toEqual(['9r', null, null])
  })

  it('may be missing: it stands after the page that it followed, and is not filled by the next import', async () => {
    const { client, id, ids, pages, attach } = await anItem(2)
    const lacking = await client.scan.addPage({
      descriptionId: id,
      state: 'missing',
      afterId: only(ids),
      label: '2',
    })
    expect(lacking).toMatchObject({ number: 2, state: 'missing', scan: null })
    await client.scan.addPage({ descriptionId: id, label: 'awaited' })
    await attach(1, 5)
    expect((await pages()).map(({ state, scan }) => [state, scan !== null])).toEqual([
      [null, true],
      ['missing', false],
      [null, true],
      [null, true],
    ])
    const other = await client.description.create({ parentId: null, fields: { level: 'item' } })
    await expect(client.scan.addPage({ descriptionId: other.id, afterId: only(ids) })).rejects.toMatchObject({
      code: 'pageNotFound',
    })
  })
})

describe('scan.split', () => {
  it('shows one scan as two pages, in their order, each with what stands on it; joined, they are one again', async () => {
    const { client, id, ids, pages } = await anItem(3)
    const at = (x: number) => ({ pageId: only(ids, 1), region: { x, y: 10, width: 50, height: 20 } })
    await client.description.edit({
      id,
      patch: {
        recordType: 'telegram',
        stamp: [
          { ...words('left'), ...at(40) },
          { ...words('right'), ...at(400) },
        ],
      },
    })
    await client.scan.adjust({
      ids: [only(ids, 1)],
      adjustments: { contrast: 10, straightening: 2 },
      rotation: 180,
    })
    const { ids: made } = await client.scan.split({ pages: [{ id: only(ids, 1), parts: [RIGHT, LEFT] }] })
    const after = await pages()
    expect(after.map((page) => page.id)).toEqual([ids[0], ids[1], made[0], ids[2]])
    expect(after.map(({ part }) => part)).toEqual([null, RIGHT, LEFT, null])
    expect(after[2]).toMatchObject({ scan: after[1]?.scan, rotation: 180, label: null })
    expect(after[2]?.adjustments).toEqual({ ...PLAIN, contrast: 10, straightening: 2 })
    const stamps = async () =>
      (await client.description.get({ id })).stamp.map(({ value, pageId }) => [value, pageId])
    expect(await stamps()).toEqual([
      ['left', made[0]],
      ['right', ids[1]],
    ])
    await client.scan.join({ ids: [only(ids, 1), only(made)] })
    expect((await pages()).map((page) => [page.id, page.part])).toEqual(ids.map((id) => [id, null]))
    expect(await stamps()).toEqual([
      ['left', ids[1]],
      ['right', ids[1]],
    ])
    await client.history.undo()
    await client.history.undo()
    expect((await pages()).map((page) => [page.id, page.part])).toEqual(ids.map((id) => [id, null]))
    expect(await stamps()).toHaveLength(2)
    expect((await pages())[1]?.adjustments.straightening).toBe(2)
  })

  it('takes paragraphs along whose lines stand on the other half, and tells their page by where it is now', async () => {
    const { client, id, ids } = await anItem(2)
    const about = { kind: 'transcription', language: 'jpn', script: 'Jpan', agent: null } as const
    const text = await client.text.create({ descriptionId: id, ...about })
    const [first, second] = text.paragraphs.map((paragraph) => paragraph.id)
    if (first === undefined || second === undefined) throw new Error('no paragraphs')
    const pageId = only(ids)
    const region = { x: 40, y: 10, width: 50, height: 20 }
    await client.text.place({ paragraphId: first, pageId, region })
    await client.text.place({ paragraphId: second, pageId, region: { ...region, x: 400 } })
    const where = async () =>
      (await client.text.list({ descriptionId: id }))[0]?.paragraphs.map((one) => [
        one.pageId,
        one.pageNumber,
      ])
    const { ids: made } = await client.scan.split({ pages: [{ id: pageId, parts: [RIGHT, LEFT] }] })
    expect(await where()).toEqual([
      [only(made), 2],
      [pageId, 1],
    ])
    await client.scan.reorder({ ids: [only(made)], beforeId: pageId })
    expect(await where()).toEqual([
      [only(made), 1],
      [pageId, 2],
    ])
    await client.scan.join({ ids: [only(made), pageId] })
    expect((await where())?.every(([page]) => page === only(made))).toBe(true)
  })

  it('splits a part again and again, always in order, until positions are given anew', async () => {
    const { client, ids, pages } = await anItem(2)
    let last = only(ids)
    let rest = WHOLE
    for (let cut = 1; cut <= 14; cut++) {
      const parts: [typeof rest, typeof rest] = [
        { ...rest, width: 10 },
        { ...rest, x: rest.x + 10, width: rest.width - 10 },
      ]
      const { ids: made } = await client.scan.split({ pages: [{ id: last, parts }] })
      last = only(made)
      rest = parts[1]
    }
    const all = await pages()
    expect(all).toHaveLength(16)
    expect(all.slice(0, 15).map(({ part }) => part?.x)).toEqual(
      Array.from({ length: 15 }, (_, cut) => cut * 10),
    )
    expect(all[15]?.part).toBeNull()
  })

  it('refuses parts that are not on the page, pages without an image, and to join what is not of one scan', async () => {
    const { client, id, ids } = await anItem(2)
    const split = (pageId: PageId, right = RIGHT) =>
      client.scan.split({ pages: [{ id: pageId, parts: [LEFT, right] }] })
    await expect(split(only(ids), { ...RIGHT, width: 301 })).rejects.toMatchObject({
      code: 'regionOutsidePage',
    })
    const empty = await client.scan.addPage({ descriptionId: id })
    await expect(split(empty.id)).rejects.toMatchObject({ code: 'pageWithoutImage' })
    await expect(client.scan.join({ ids: [only(ids), only(ids, 1)] })).rejects.toMatchObject({
      code: 'pagesNotJoined',
    })
    const { ids: made } = await split(only(ids))
    await expect(client.scan.join({ ids: [only(made), only(made)] })).rejects.toMatchObject({
      code: 'pagesNotJoined',
    })
  })
})

describe('derivatives of the scans', () => {
  it('are counted, deleted on request, and brought within a smaller bound at once', async () => {
    const { client, core, folder, ids } = await anItem(3)
    const look = async () => {
      for (const id of ids) await core.fetch(new Request(`http://shoko/thumbnails/${id}?box=1024`))
    }
    await look()
    const { bytes, files } = await client.scan.derivatives()
    expect(files).toBeGreaterThanOrEqual(3)
    expect(await client.scan.deleteDerivatives()).toEqual({ bytes, files })
    expect(await client.scan.derivatives()).toEqual({ bytes: 0, files: 0 })
    await look()
    const kept = () => client.scan.derivatives()
    expect((await kept()).files).toBeGreaterThanOrEqual(3)
    // What is far above any bound, though nobody wrote it: a hole of a file.
    const large = join(folder, 'derivatives', '00', `${'0'.repeat(64)}-0-1024.jpg`)
    mkdirSync(dirname(large), { recursive: true })
    writeFileSync(large, '')
    truncateSync(large, 150_000_000)
    utimesSync(large, new Date(2001, 1, 1), new Date(2001, 1, 1))
    expect((await kept()).bytes).toBeGreaterThan(150_000_000)
    await client.settings.set({ derivatives: 100_000_000 })
    await expect.poll(async () => (await kept()).bytes).toBeLessThan(100_000_000)
    expect((await kept()).files).toBeGreaterThanOrEqual(3)
  })
})
