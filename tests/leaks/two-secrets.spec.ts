/**
 * The two-secret test (T13): two catalogues that differ in nothing but what is withheld, with the same clock and the same
 * identifiers. Every public file, of every format that there is, and every file of a release has the same bytes.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXPORTERS, PAGE_EXPORTERS, READING_EXPORTERS } from '../../src-main/exporters/index.ts'
import { createClock } from '../../src-main/platform/clock.ts'
import type { JobId } from '../../src-main/shared/contract/ids.ts'
import { createIds } from '../../src-main/platform/ids.ts'
import { aFolder, words } from '../builders.ts'
import { anItemToReview, CODE } from '../reviewed-item.ts'
import type { ReviewedItem, Secret } from '../reviewed-item.ts'

interface Withheld extends Secret {
  scope: string
  name: string
  place: string
}

const SECRETS: Record<string, [Withheld, Withheld]> = {
  'one word and ten lines': [
    { ja: '否', en: 'No.', scope: 'A', name: 'Aa', place: 'Ob', pixels: () => 0 },
    {
      ja: '大使は、先方が第三国の提案を受け入れる用意があると述べた。'.repeat(10),
      en: 'The Ambassador said that the other side was ready to accept the proposal of a third country. '.repeat(
        10,
      ),
      scope: 'On the proposal of a third country, and on who had made it. '.repeat(8),
      name: 'Zygmunt Zzyzx',
      place: 'Zzyzx',
      pixels: (index) => (index * 7919) % 256,
    },
  ],
  'another language, figures and signs': [
    {
      ja: '1979年12月3日',
      en: '3 December 1979',
      scope: '=1+1',
      name: '鹿取泰衛',
      place: '北京',
      pixels: (i) => i % 2,
    },
    {
      ja: '<b>&"\u{1F600}',
      en: '[withheld – 27(1)]',
      scope: '「□」',
      name: 'O’Brien',
      place: 'B',
      pixels: () => 255,
    },
  ],
}

/** Of the second page only what is above the withheld pixels is shown; the first is turned and straightened. */
async function showPartsOf({ client, pages }: ReviewedItem): Promise<void> {
  const [first, second] = pages
  if (!first || !second) throw new Error('no pages')
  await client.scan.adjust({ ids: [first.id], adjustments: { straightening: 2.5 }, rotation: 90 })
  const crop = { x: 0, y: 0, width: 200, height: 70 }
  await client.scan.adjust({ ids: [second.id], adjustments: { crop } })
}

async function aReleasedItem(secret: Withheld, shows: 'whole' | 'parts' = 'whole'): Promise<ReviewedItem> {
  const item = await anItemToReview(
    {
      clock: createClock({ SOURCE_DATE_EPOCH: '1767225600' }),
      ids: createIds({ SHOKO_ID_SEED: 'two secrets' }),
    },
    secret,
  )
  const { client, id } = item
  // Made as records, so that their identifiers are those of the seed.
  const person = async (value: string) => {
    const names = [{ kind: 'authorized' as const, value }]
    return { authorityId: (await client.authority.create({ fields: { type: 'person', names } })).id }
  }
  const [katori, withheld] = [await person('Katori'), await person(secret.name)]
  const relations = [{ type: 'associated' as const, otherId: withheld.authorityId }]
  await client.authority.edit({ id: katori.authorityId, patch: { relations } })
  await client.description.edit({
    id,
    patch: {
      status: 'published',
      scopeAndContent: [words('On a talk'), words(secret.scope)],
      agents: [
        { ...katori, name: 'Katori', type: 'person', role: 'creator' },
        { ...withheld, name: secret.name, type: 'person', role: 'mentioned' },
      ],
      accessPoints: [{ type: 'place', value: secret.place }],
    },
  })
  const field = { kind: 'field', of: 'description', id } as const
  const { id: marked } = await client.redaction.mark({
    ...{ descriptionId: id, exemptions: [CODE] },
    anchors: [
      { place: { ...field, field: 'scopeAndContent', index: 1 } },
      { place: { ...field, field: 'agents', index: 1 } },
      { place: { ...field, field: 'accessPoints' } },
    ],
  })
  await item.onlyInFields(marked)
  if (shows === 'parts') {
    await showPartsOf(item)
    await item.bringTo('approved')
    return item
  }
  await item.withholdSecondPage()
  await item.bringTo('approved')
  return item
}

/** SHA-256 by names of all files that leave: a release in each kind of image, then a public copy in each format. */
async function everythingThatLeaves(item: ReviewedItem): Promise<Record<string, string>> {
  const { client, handle, id } = item
  const hashes: Record<string, string> = {}
  const hash = (name: string, path: string) => {
    hashes[name] = createHash('sha256').update(readFileSync(path)).digest('hex')
  }
  const result = async ({ jobId }: { jobId: JobId }) => {
    const { error } = await client.job.wait({ id: jobId })
    if (error) throw new Error(error.code)
  }
  for (const imageFormat of ['png', 'tiff', 'jpeg'] as const) {
    const parent = aFolder()
    const folder = join(parent, imageFormat)
    const within = handle(parent, 'write')
    const asked = {
      ids: [id],
      within,
      name: imageFormat,
      imageFormat,
      textLayer: true,
      as: 'Chiba',
      prove: imageFormat === 'png',
    }
    await result(await client.release.write(asked))
    for (const name of readdirSync(folder)) hash(`${imageFormat}/${name}`, join(folder, name))
  }
  for (const { id: format, extension } of EXPORTERS) {
    const path = join(aFolder(), `out.${extension}`)
    const asked = { as: format, to: handle(path, 'write'), audience: 'public' as const, only: [id] }
    await result(await client.export.start(asked))
    expect(statSync(path).size).toBeGreaterThan(100)
    hash(format, path)
  }
  return hashes
}

describe('what leaves', { timeout: 600_000 }, () => {
  for (const [what, [one, other]] of Object.entries(SECRETS))
    it(`is the same, byte for byte, whatever was withheld: ${what}`, async () => {
      const first = await everythingThatLeaves(await aReleasedItem(one))
      const second = await everythingThatLeaves(await aReleasedItem(other))
      expect(Object.keys(first).length).toBeGreaterThan(3 * 8 + EXPORTERS.length - 1)
      expect(second).toEqual(first)
    })

  it('is the same whatever the other half of a scan says, where a page shows only a part of it', async () => {
    const [one, other] = SECRETS['one word and ten lines'] ?? []
    if (!one || !other) throw new Error('no secrets')
    const first = await everythingThatLeaves(await aReleasedItem(one, 'parts'))
    const second = await everythingThatLeaves(await aReleasedItem(other, 'parts'))
    expect(second).toEqual(first)
  })

  it('differs as soon as one word of what is withheld is not marked', async () => {
    const [one, other] = SECRETS['one word and ten lines'] ?? []
    if (!one || !other) throw new Error('no secrets')
    const leaky = async (secret: Withheld) => {
      const item = await aReleasedItem({ ...secret, name: 'Same' })
      await item.client.review.recall({ descriptionId: item.id, as: 'Chiba', reason: 'Trial' })
      await item.client.review.open({ descriptionId: item.id })
      await item.client.description.edit({
        id: item.id,
        patch: { note: [words(secret.name)], title: [words(secret.name)] },
      })
      await item.client.review.propose({ descriptionId: item.id })
      await item.client.review.agree({ descriptionId: item.id, as: 'Baba' })
      const authority = { name: 'Chiba', position: 'Director', guide: '', on: '2026-01-01' }
      await item.client.review.approve({ descriptionId: item.id, as: 'Chiba', authority })
      return everythingThatLeaves(item)
    }
    const [first, second] = [await leaky(one), await leaky(other)]
    const differing = Object.keys(first).filter((name) => first[name] !== second[name])
    for (const { id } of EXPORTERS) expect(differing).toContain(id)
    expect(differing.some((name) => name.endsWith('.txt'))).toBe(true)
  })

  it('is nothing at all in formats that carry what nobody releases', async () => {
    const [one] = SECRETS['one word and ten lines'] ?? []
    if (!one) throw new Error('no secrets')
    const { client, handle, id } = await aReleasedItem(one)
    for (const { id: format } of [...PAGE_EXPORTERS, ...READING_EXPORTERS]) {
      const to = handle(join(aFolder(), 'out'), 'write')
      await expect(
        client.export.start({ as: format, to, audience: 'public', only: [id] }),
      ).rejects.toMatchObject({ code: 'exportForStaffOnly' })
    }
  })
})
