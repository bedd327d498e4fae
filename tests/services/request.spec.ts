/** Requests for access: registered with what they ask for, answered with an annex without a withheld word, and what was handed out. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { LetterResult } from '../../src-main/shared/contract/request.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import { findCanaries } from '../leaks/find-canary.ts'
import { anItemToReview, SECRET } from '../reviewed-item.ts'
import type { ReviewedItem, Secret } from '../reviewed-item.ts'

const clock = { now: () => '2026-02-01T09:00:00.000Z' }

/** A request for an item, with its annex in a folder of its own. */
async function annexOf(item: ReviewedItem): Promise<LetterResult & { folder: string }> {
  const { client, id, handle } = item
  const made = await client.request.create({
    fields: {
      number: '2002-113',
      requester: 'ZZNAME-Yamada',
      note: 'ZZNOTE-staff',
      subject: 'ZZSUBJECT-asked',
    },
  })
  await client.request.addItems({ id: made.id, descriptionIds: [id] })
  const folder = aFolder()
  const { jobId } = await client.request.letter({ id: made.id, to: handle(folder, 'write') })
  const job = await client.job.wait({ id: jobId })
  if (job.result?.kind !== 'letter') throw new Error(JSON.stringify(job.error))
  return { ...job.result, folder }
}

const filesIn = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]))

async function aRelease({ client, id, handle }: ReviewedItem): Promise<string> {
  const within = aFolder()
  const { jobId } = await client.release.write({ ids: [id], name: 'out', within: handle(within, 'write') })
  const job = await client.job.wait({ id: jobId })
  if (job.result?.kind !== 'release') throw new Error(JSON.stringify(job.error))
  return job.result.name
}

describe('the register of requests', () => {
  it('numbers on from the newest, takes a number once, and finds it in any width', async () => {
    const { client } = await anEmptyCatalogue({ clock })
    expect((await client.request.create({ fields: {} })).number).toBe('2026-001')
    await client.request.create({ fields: { number: '2002-113' } })
    expect((await client.request.find({ number: '２００２－１１３' })).number).toBe('2002-113')
    await expect(client.request.create({ fields: { number: '２００２-113' } })).rejects.toMatchObject({
      code: 'requestNumberTaken',
    })
    await expect(client.request.find({ number: '1999-1' })).rejects.toMatchObject({ code: 'requestNotFound' })
  })

  it('says what is overdue, the extension counted in, and nothing of what is answered', async () => {
    const { client } = await anEmptyCatalogue({ clock })
    const due = '2026-01-15'
    const { id } = await client.request.create({ fields: { due } })
    await client.request.create({ fields: { due, state: 'decided' } })
    await client.request.create({ fields: { due: '2026-03-01' } })
    const listed = await client.request.list({ overdue: true })
    expect(listed).toMatchObject({ total: 1, overdue: 1, requests: [{ number: '2026-001', overdue: true }] })
    const extended = await client.request.edit({
      id,
      patch: { extension: { to: '2026-02-14', reason: 'Many records' } },
    })
    expect(extended).toMatchObject({ dueOn: '2026-02-14', overdue: false })
    expect((await client.request.list({})).requests.map(({ number }) => number)).toEqual([
      '2026-001',
      '2026-003',
      '2026-002',
    ])
  })

  it('keeps opinions, letter and appeal, and takes each step back', async () => {
    const { client } = await anEmptyCatalogue({ clock })
    const { id } = await client.request.create({ fields: {} })
    const patch = {
      opinions: [
        { of: 'Family of the Ambassador', askedOn: '2026-01-10', answer: 'No objection', answeredOn: null },
      ],
      letter: { on: '2026-01-30', number: 'J-12' },
      appeal: { on: '2026-02-01', body: 'Review board', outcome: null },
    }
    expect(await client.request.edit({ id, patch })).toMatchObject(patch)
    await client.history.undo()
    expect(await client.request.get({ id })).toMatchObject({ opinions: [], letter: null, appeal: null })
    await client.history.redo()
    expect(await client.request.get({ id })).toMatchObject(patch)
    await client.request.remove({ id })
    await expect(client.request.get({ id })).rejects.toMatchObject({ code: 'requestNotFound' })
    await client.history.undo()
    expect(await client.request.get({ id })).toMatchObject(patch)
  })

  it('takes of a branch the items that can be reviewed, each once and in their order', async () => {
    const { client } = await anEmptyCatalogue({ clock })
    const unit = async (parentId: DescriptionId | null, level: 'series' | 'item', title: string) =>
      (await client.description.create({ parentId, fields: { level, title: [words(title)] } })).id
    const series = await unit(null, 'series', 'Series')
    const first = await unit(series, 'item', 'First')
    await unit(series, 'item', 'Second')
    const { id } = await client.request.create({ fields: {} })
    expect(await client.request.addItems({ id, descriptionIds: [series] })).toMatchObject({ items: 2 })
    expect(await client.request.addItems({ id, descriptionIds: [first, series] })).toMatchObject({ items: 0 })
    expect((await client.request.get({ id })).items.map(({ title }) => title)).toEqual(['First', 'Second'])
    await client.request.removeItems({ id, descriptionIds: [first] })
    expect((await client.request.get({ id })).items.map(({ title }) => title)).toEqual(['Second'])
    await client.history.undo()
    await client.description.bin({ ids: [series] })
    expect((await client.request.get({ id })).items).toEqual([])
  })
})

describe('the annex of a decision letter', () => {
  it('has place, code and reason of every place that is withheld, in both languages, and no withheld word', async () => {
    const item = await anItemToReview({ clock })
    await item.bringTo('approved')
    const { folder, ...report } = await annexOf(item)
    expect(report).toMatchObject({ number: '2002-113', items: 1, places: 3, undecided: [], silent: 0 })
    const files = filesIn(folder)
    expect(Object.keys(files).sort()).toEqual(
      ['en.csv', 'en.pdf', 'ja.csv', 'ja.pdf'].map((end) => `2002-113-annex-${end}`),
    )
    const csv = String(files['2002-113-annex-en.csv'])
    expect(csv).toContain('page 1 of 2: part of the page')
    expect(csv).toContain('27(1)')
    expect(csv).toMatch(/international relations/i)
    expect(String(files['2002-113-annex-ja.csv'])).toContain('2頁中1頁：頁の一部')
    expect(files['2002-113-annex-ja.pdf']?.subarray(0, 5).toString()).toBe('%PDF-')
    for (const [name, bytes] of Object.entries(files))
      expect([
        name,
        findCanaries(bytes, [SECRET.ja, SECRET.en, 'ZZNAME-Yamada', 'ZZNOTE-staff', 'ZZSUBJECT-asked']),
      ]).toEqual([name, []])
  })

  it('is byte for byte the same, whatever is withheld', async () => {
    const made = async (secret: Secret) => {
      let last = 0
      const ids = { uid: () => `00000000-0000-4000-8000-${String(++last).padStart(12, '0')}` }
      const item = await anItemToReview({ clock, ids }, secret)
      await item.bringTo('approved')
      return filesIn((await annexOf(item)).folder)
    }
    const one = await made(SECRET)
    const other = await made({ ja: '別の、はるかに長い秘密の文がここに入る。', en: 'Short.' })
    const csvs = Object.keys(one).filter((name) => name.endsWith('.csv'))
    expect(csvs).toHaveLength(2)
    for (const name of csvs) expect(String(one[name])).toBe(String(other[name]))
  })

  it('leaves out what is not approved as it is now, and says so; nothing approved, nothing written', async () => {
    const item = await anItemToReview({ clock })
    const { client, id } = item
    await item.bringTo('agreed')
    await expect(annexOf(item)).rejects.toMatchObject({ code: 'requestUndecided' })
    const authority = { name: 'Chiba', position: 'Director', guide: '', on: '2026-01-01' }
    await client.review.approve({ descriptionId: id, as: 'Chiba', authority })
    const open = await client.description.create({
      parentId: null,
      fields: { level: 'item', referenceCode: 'R-2' },
    })
    const request = await client.request.find({ number: '2002-113' })
    await client.request.addItems({ id: request.id, descriptionIds: [open.id] })
    const { jobId } = await client.request.letter({ id: request.id })
    expect((await client.job.wait({ id: jobId })).result).toMatchObject({ items: 1, undecided: ['R-2'] })
    // What has changed since is not approved any more.
    await client.description.edit({ id, patch: { note: [words('Later')] } })
    const late = await client.request.letter({ id: request.id })
    expect((await client.job.wait({ id: late.jobId })).error).toMatchObject({ code: 'requestUndecided' })
  })
})

describe('the log of what was handed out', () => {
  it('names only what has gone out, from the request and from the release', async () => {
    const item = await anItemToReview({ clock })
    const { client } = item
    await item.bringTo('approved')
    const given = { on: '2026-02-01', medium: 'disc' as const, recipient: 'Yamada' }
    await expect(client.request.deliver({ ...given, name: '2026-001' })).rejects.toMatchObject({
      code: 'releaseNotFound',
    })
    const release = await aRelease(item)
    const { id: requestId } = await client.request.create({ fields: { number: '2002-113' } })
    await client.request.deliver({ ...given, name: release, requestId })
    const struck = await client.request.deliver({ ...given, name: 'REL-2026-0001' })
    expect((await client.request.get({ id: requestId })).deliveries).toMatchObject([
      { name: release, recipient: 'Yamada' },
    ])
    expect(await client.request.deliveries({ release })).toMatchObject({
      total: 2,
      deliveries: [{ name: 'REL-2026-0001', request: null }, { request: '2002-113' }],
    })
    await client.request.strike({ id: struck.id })
    expect(await client.request.deliveries({ release })).toMatchObject({ total: 1 })
    // What was handed out was handed out, also when the request goes.
    await client.request.remove({ id: requestId })
    expect(await client.request.deliveries({})).toMatchObject({ total: 1, deliveries: [{ request: null }] })
  })
})
