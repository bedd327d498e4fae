import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ReleaseResult } from '../../src-main/shared/contract/release.ts'
import { staffName } from '../../src-main/shared/domain/ways-out.ts'
import { aFolder, words } from '../builders.ts'
import { anItemToReview, CODE, SECRET } from '../reviewed-item.ts'
import type { ReviewedItem } from '../reviewed-item.ts'

/** Everything in the files of a folder, as far as it can be read as text. */
const allIn = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n')
const textOf = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8')
const utf8In = (folder: string): string =>
  readdirSync(folder)
    .map((name) => textOf(folder, name))
    .join('\n')

async function released(
  { client, handle, id }: ReviewedItem,
  folder = join(aFolder(), 'release'),
): Promise<{ folder: string; result: ReleaseResult }> {
  const { jobId } = await client.release.write({
    ...{ ids: [id], within: handle(dirname(folder), 'write'), name: basename(folder), as: 'Chiba' },
  })
  const { result, error } = await client.job.wait({ id: jobId })
  if (result?.kind !== 'release') throw Object.assign(new Error('not released'), { code: error?.code })
  return { folder, result }
}

async function publicCopy({ client, handle, id }: ReviewedItem): Promise<string> {
  const path = join(aFolder(), 'out.xml')
  const { jobId } = await client.export.start({
    ...{ as: 'ead3', to: handle(path, 'write'), audience: 'public', only: [id] },
  })
  await client.job.wait({ id: jobId })
  return readFileSync(path, 'utf8')
}

describe('a release', () => {
  it('holds pages with boxes, texts with the same marker in both languages, a register and a manifest', async () => {
    const item = await anItemToReview()
    await item.bringTo('approved')
    const { folder, result } = await released(item)
    expect(result).toMatchObject({ items: 1, pages: 2, leftOut: [] })
    const names = readdirSync(folder)
    expect(names).toEqual(
      expect.arrayContaining(['manifest.json', 'register.csv', 'register.html', 'verify.html']),
    )
    const [text = ''] = names.filter((name) => name.endsWith('.txt'))
    expect(text).toMatch(/^REL-[0-9]{4}-0001\.txt$/)
    const written = textOf(folder, text)
    expect(written).toContain('双方は挨拶した。[2 lines withheld – 27(1)]会談は続いた。')
    expect(written).toContain('Both sides greeted. [2 lines withheld – 27(1)] The talk went on.')
    expect(utf8In(folder)).not.toContain(SECRET.ja)
    expect(utf8In(folder)).not.toContain(SECRET.en)
    expect(allIn(folder)).not.toContain('third country')
    const { jobId } = await item.client.release.verify({ folder: item.handle(folder, 'read') })
    expect((await item.client.job.wait({ id: jobId })).result).toMatchObject({ kind: 'verify', faults: [] })
    expect(await item.client.review.state({ descriptionId: item.id })).toMatchObject({ standing: 'released' })
    const [queued] = (await item.client.review.queue({})).items
    expect(queued).toMatchObject({ state: 'released', touchedSince: false })
    expect((await item.client.release.list({})).releases).toMatchObject([
      { name: result.name, who: 'Chiba', manifest: result.manifest, items: [{ descriptionId: item.id }] },
    ])
  })

  it('is of nothing that is not approved as it is now, and says what is in the way', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    await item.bringTo('agreed')
    const [first] = (await client.release.plan({ ids: [id] })).items
    expect(first).toMatchObject({ outcome: 'blocked', because: 'notApproved' })
    await expect(released(item)).rejects.toMatchObject({ code: 'releaseNothing' })
    await client.review.approve({
      ...{ descriptionId: id, as: 'Chiba' },
      authority: { name: 'Chiba', position: 'Director', guide: '', on: '2026-01-01' },
    })
    expect((await client.release.plan({ ids: [id] })).items).toMatchObject([
      { outcome: 'part', because: null, pages: 2 },
    ])
    await client.description.edit({ id, patch: { note: [words('Something new')] } })
    expect((await client.release.plan({ ids: [id] })).items).toMatchObject([
      { outcome: 'blocked', because: 'changed' },
    ])
    await expect(released(item)).rejects.toMatchObject({ code: 'releaseNothing' })
  })

  it('is seen before anybody has approved it: its preview says, word for word, what goes out', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    await client.description.edit({ id, patch: { scopeAndContent: [words('On the Andromeda cipher')] } })
    const place = { kind: 'field', of: 'description', id, field: 'scopeAndContent' } as const
    const { id: marked } = await client.redaction.mark({
      ...{ descriptionId: id, exemptions: [CODE] },
      anchors: [{ place: { ...place, alternate: '[description withheld]' } }],
    })
    await item.onlyInFields(marked)
    await item.bringTo('proposed')
    const seen = await client.release.preview({ descriptionId: id })
    expect(seen).toMatchObject({ outcome: 'part', because: 'notApproved' })
    await client.review.agree({ descriptionId: id, as: 'Baba' })
    const authority = { name: 'Chiba', position: 'Director', guide: '', on: '2026-01-01' }
    await client.review.approve({ descriptionId: id, as: 'Chiba', authority })
    const { folder } = await released(item)
    const [name = ''] = readdirSync(folder).filter((name) => /^REL.*json$/.test(name))
    const record = JSON.parse(textOf(folder, name)) as {
      title: string
      fields: { label: string; value: string }[]
      texts: { paragraphs: { text: string }[] }[]
    }
    expect(seen.title).toBe(record.title)
    expect(seen.fields).toEqual(record.fields.map(({ label, value }) => ({ label, value })))
    expect(seen.texts.map(({ paragraphs }) => paragraphs.map(({ value }) => value))).toEqual(
      record.texts.map(({ paragraphs }) => paragraphs.map(({ text }) => text)),
    )
    expect(JSON.stringify(seen)).not.toMatch(/Andromeda|third country/)
    await client.review.recall({ descriptionId: id, as: 'Chiba', reason: 'Trial' })
    await client.review.open({ descriptionId: id })
    await client.review.decide({ descriptionId: id, decision: 'neitherConfirmNorDeny', reason: 'Trial' })
    expect(await client.release.preview({ descriptionId: id })).toEqual({
      ...{ outcome: 'blocked', because: 'notLeaving', title: null },
      ...{ fields: [], texts: [] },
    })
  })

  it('never gives a name to two items, and keeps what has gone out when everything is undone', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    await item.bringTo('approved')
    const { result } = await released(item)
    await client.review.recall({ descriptionId: id, as: 'Chiba', reason: 'A complaint' })
    const names = async () =>
      (await client.release.list({})).releases.flatMap(({ items }) => items.map(({ name }) => name))
    const before = await names()
    for (let step = 0; step < 40; step++) {
      const done = await client.history.undo({}).catch(() => null)
      if (done === null) break
    }
    expect(await names()).toEqual(before)
    expect((await client.release.list({})).releases[0]?.manifest).toBe(result.manifest)
  })
})

describe('a branch under review', () => {
  it('is not lent: its marks would stay behind, and nothing would withhold anything there', async () => {
    const { client, handle, id } = await anItemToReview()
    const lend = (name: string) =>
      client.loan.lend({ id, lentTo: 'Baba', note: null, name, to: handle(aFolder(), 'write') })
    await client.review.require({ descriptionId: id, as: 'Aoki' })
    await expect(lend('Lent')).rejects.toMatchObject({ code: 'branchInReview', data: { units: 1 } })
    await client.review.require({ descriptionId: id, as: 'Aoki', required: false, reason: 'A mistake' })
    const { jobId } = await lend('Lent')
    expect((await client.job.wait({ id: jobId })).error).toBeNull()
  })
})

describe('a public copy of what has to be reviewed', () => {
  it('has nothing of an item before it is released, and again nothing once it has changed', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    await client.description.edit({ id, patch: { status: 'published' } })
    expect(await publicCopy(item)).toContain('Talk with the Ambassador')
    await item.bringTo('approved')
    await expect(publicCopy(item)).rejects.toMatchObject({ code: 'exportNothing' })
    await released(item)
    expect(await publicCopy(item)).toContain('Talk with the Ambassador')
    await client.description.edit({ id, patch: { note: [words('Something new')] } })
    await expect(publicCopy(item)).rejects.toMatchObject({ code: 'exportNothing' })
  })

  it('has the public alternate of a withheld field, and no day of a later change', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    await client.description.edit({
      id,
      patch: { status: 'published', scopeAndContent: [words('On the Andromeda cipher')] },
    })
    const place = { kind: 'field', of: 'description', id, field: 'scopeAndContent' } as const
    const { id: marked } = await client.redaction.mark({
      ...{ descriptionId: id, exemptions: [{ vocabulary: 'uk-foi', code: '27(1)', said: {} }] },
      anchors: [{ place: { ...place, alternate: '[description withheld]' } }],
    })
    await item.onlyInFields(marked)
    await item.bringTo('approved')
    const { folder } = await released(item)
    expect(utf8In(folder)).not.toContain('Andromeda')
    expect(utf8In(folder)).toContain('[description withheld]')
    const copy = await publicCopy(item)
    expect(copy).not.toContain('Andromeda')
    expect(copy).toContain('[description withheld]')
    const staffCopy = join(aFolder(), 'staff.xml')
    const staff = staffName(staffCopy, '.xml')
    const { jobId } = await client.export.start({
      ...{ as: 'ead3', to: item.handle(staffCopy, 'write'), audience: 'staff', only: [id], reason: 'a spec' },
    })
    await client.job.wait({ id: jobId })
    expect(readFileSync(staff, 'utf8')).toContain('Andromeda')
    expect(existsSync(folder)).toBe(true)
  })
})
