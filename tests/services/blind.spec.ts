/** A second person marks without seeing the first; then both are compared, and the stricter stays. */
import { describe, expect, it } from 'vitest'
import type { Blind } from '../../src-main/shared/contract/blind.ts'
import { compared } from '../../src-main/shared/domain/review/blind.ts'
import { words } from '../builders.ts'
import { anOffice } from '../office.ts'
import { anItemToReview, AUTHORITY, CODE, SECRET } from '../reviewed-item.ts'
import type { ReviewedItem } from '../reviewed-item.ts'

/** Proposed by Aoki; Baba sits at the program. */
async function proposed(item: ReviewedItem): Promise<void> {
  await item.client.blind.set({ of: { descriptionId: item.id }, on: true, as: 'Chiba' })
  await item.bringTo('proposed')
  await item.client.settings.set({ who: 'Baba' })
}

const kinds = ({ differences }: Blind) => differences.map(({ kind, settled }) => [kind, settled?.how ?? null])
const refused = (code: string) => ({ code })

describe('a blind second review', () => {
  it('keeps everything from the second person that the first has marked', async () => {
    const item = await anItemToReview()
    await proposed(item)
    const { client, id } = item
    const [first] = await client.redaction.list({ descriptionId: id, as: 'Aoki' })
    expect(first?.anchors).toHaveLength(3)
    expect(await client.redaction.list({ descriptionId: id })).toEqual([])
    const told = [
      await client.review.state({ descriptionId: id }),
      await client.review.queue({}),
      await client.review.audit({ descriptionId: id }),
      await client.review.audit({}),
      await client.blind.state({ descriptionId: id }),
    ]
    for (const uid of [first?.uid ?? '', ...(first?.anchors ?? []).map((one) => one.uid)])
      expect(JSON.stringify(told)).not.toContain(uid)
    // Nor where it is open elsewhere, which would say what it is.
    await client.description.create({
      parentId: null,
      fields: { level: 'item', status: 'published', scopeAndContent: [words(SECRET.en)] },
    })
    const nothing = { echoes: [], hints: [], isPartial: false }
    expect(await client.leak.consistency()).toEqual(nothing)
    await client.settings.set({ who: 'Aoki' })
    expect((await client.leak.consistency()).echoes.length).toBeGreaterThan(0)
    expect(told[0]).toMatchObject({ looked: [] })
    expect(told[1]).toMatchObject({ items: [{ redactions: 0 }] })
    expect(told[4]).toMatchObject({ veiled: true, by: null, differences: [] })
  })

  it('is finished by another person who has looked at every page, and then both see both', async () => {
    const item = await anItemToReview()
    await proposed(item)
    const { client, id, span, ja, en, box } = item
    await expect(client.review.agree({ descriptionId: id })).rejects.toMatchObject(refused('blindUnfinished'))
    await expect(client.blind.finish({ descriptionId: id, as: 'Aoki' })).rejects.toMatchObject(
      refused('reviewerSame'),
    )
    await expect(client.blind.finish({ descriptionId: id })).rejects.toMatchObject(
      refused('reviewUnresolved'),
    )
    const anchors = [
      box(),
      { place: span(ja, SECRET.ja), lines: null },
      { place: span(en, SECRET.en), lines: null },
    ]
    const mark = await client.redaction.mark({ descriptionId: id, anchors, exemptions: [CODE] })
    expect(await client.redaction.list({ descriptionId: id })).toMatchObject([{ uid: mark.uid }])
    // Nor does the first see the second, or is anything changed of what was proposed.
    expect(await client.redaction.list({ descriptionId: id, as: 'Aoki' })).not.toMatchObject([
      { uid: mark.uid },
    ])
    await item.lookAtAll('Baba')
    const told = await client.blind.finish({ descriptionId: id })
    expect(told).toMatchObject({ veiled: false, by: 'Baba', same: 1, differences: [] })
    await expect(client.review.agree({ descriptionId: id, as: 'Dan' })).rejects.toMatchObject(
      refused('blindUnfinished'),
    )
    expect((await client.review.agree({ descriptionId: id })).standing).toBe('agreed')
    await client.review.approve({ descriptionId: id, as: 'Chiba', authority: AUTHORITY })
    expect((await client.release.plan({ ids: [id] })).items).toMatchObject([{ because: null, marks: 3 }])
  })

  it('lets nobody agree before what they differ in is settled: what either withholds stays', async () => {
    const item = await anItemToReview()
    await proposed(item)
    const { client, id, span, ja } = item
    const place = span(ja, '双方は挨拶した。')
    const mark = await client.redaction.mark({
      ...{ descriptionId: id, anchors: [{ place, lines: 1 }], exemptions: [CODE] },
    })
    await item.lookAtAll('Baba')
    const told = await client.blind.finish({ descriptionId: id })
    expect(kinds(told).sort()).toEqual([
      ['onlyFirst', null],
      ['onlySecond', null],
    ])
    await expect(client.review.agree({ descriptionId: id })).rejects.toMatchObject({
      ...refused('blindUnsettled'),
      data: { count: 2 },
    })
    // What was marked blindly is not taken away by the side.
    await expect(client.redaction.remove({ id: mark.id })).rejects.toMatchObject(
      refused('looseningNeedsReason'),
    )
    const first = told.differences.find(({ kind }) => kind === 'onlyFirst')?.first ?? ''
    await expect(
      client.blind.settle({ descriptionId: id, uid: mark.uid, how: 'looser' }),
    ).rejects.toMatchObject(refused('looseningNeedsReason'))
    await client.blind.settle({ descriptionId: id, uid: first, how: 'stricter' })
    const after = await client.blind.settle({ descriptionId: id, uid: mark.uid, how: 'stricter' })
    expect(kinds(after)).toEqual([['onlyFirst', 'stricter']])
    // The item is another than was proposed: the first person proposes it with what the second has found.
    expect((await client.review.state({ descriptionId: id })).standing).toBe('inReview')
    expect(await client.redaction.list({ descriptionId: id })).toHaveLength(2)
    const [, joined] = await client.redaction.list({ descriptionId: id })
    await client.redaction.noCounterpart({
      id: joined?.id ?? 0,
      noCounterpart: [
        { side: 'image', textId: null, reason: 'a spec' },
        { side: 'text', textId: item.en.id, reason: 'a spec' },
      ],
    })
    // What is looked for beside the marks is looked for anew, since there is another mark.
    await item.check('Aoki')
    await client.review.propose({ descriptionId: id, as: 'Aoki' })
    expect((await client.review.agree({ descriptionId: id })).standing).toBe('agreed')
  })

  it('is loosened by a decision with a reason, which stands in the audit', async () => {
    const item = await anOffice()
    await proposed(item)
    const { client, id, box } = item
    const other = { vocabulary: 'uk-foi', code: '24', said: {} }
    await client.redaction.mark({ descriptionId: id, anchors: [box()], exemptions: [other] })
    await item.lookAtAll('Baba')
    const told = await client.blind.finish({ descriptionId: id })
    expect(kinds(told)).toEqual([['differentCode', null]])
    const uid = told.differences[0]?.second ?? ''
    const settled = await client.blind.settle({
      ...{ descriptionId: id, uid, how: 'looser', reason: 'section 24 is not needed' },
    })
    expect(kinds(settled)).toEqual([['differentCode', 'looser']])
    const [row] = (await client.review.audit({ descriptionId: id })).rows
    expect(row).toMatchObject({ act: 'loosen', actor: 'Baba', reason: 'section 24 is not needed' })
    expect(row?.signedBy).toMatch(/^[0-9a-f]{64}$/)
    expect((await client.review.agree({ descriptionId: id })).standing).toBe('agreed')
  })

  it('keeps both codes where they differ, unless it is loosened', async () => {
    const item = await anItemToReview()
    await proposed(item)
    const { client, id, box } = item
    const other = { vocabulary: 'uk-foi', code: '24', said: {} }
    await client.redaction.mark({ descriptionId: id, anchors: [box()], exemptions: [other] })
    await item.lookAtAll('Baba')
    const told = await client.blind.finish({ descriptionId: id })
    const uid = told.differences[0]?.second ?? ''
    expect(kinds(await client.blind.settle({ descriptionId: id, uid, how: 'stricter' }))).toEqual([
      ['differentCode', 'stricter'],
    ])
    const [one, none] = await client.redaction.list({ descriptionId: id })
    expect(none).toBeUndefined()
    expect(one?.exemptions.map(({ code }) => code).sort()).toEqual(['24', '27(1)'])
  })

  it('is asked for by the office or a batch, and given up with a reason alone', async () => {
    const { client, id } = await anItemToReview()
    const on = async () => (await client.blind.state({ descriptionId: id })).on
    expect(await on()).toBe(false)
    await client.blind.set({ of: { office: true }, on: true })
    expect(await on()).toBe(true)
    await expect(client.blind.set({ of: { office: true }, on: false })).rejects.toMatchObject(
      refused('reasonMissing'),
    )
    await client.review.open({ descriptionId: id, batch: '2026-1' })
    await client.blind.set({ of: { batch: '2026-1' }, on: false, reason: 'too few persons' })
    expect(await on()).toBe(false)
    expect(await client.blind.set({ of: { batch: '2026-1' }, on: true })).toEqual({ items: 1 })
    expect(await on()).toBe(true)
  })
})

describe('two persons who have marked the same', () => {
  const uid = (name: string) => ({ uid: name, exemptions: [{ ...CODE, stamp: '', version: null }] })
  const box = (x: number, width: number) => ({
    ...{ id: 1 as never, uid: '', lines: 1, uncertain: false },
    place: { kind: 'region' as const, pageId: 1 as never, shape: { x, y: 0, width, height: 20 } },
  })
  const compare = (first: readonly [number, number], second: readonly [number, number]) =>
    compared(
      [{ ...uid('first'), anchors: [box(...first)] }],
      [{ ...uid('second'), anchors: [box(...second)] }],
      new Map(),
    )

  it('agree where the box of the first holds that of the second, and not where it sticks out', () => {
    expect(compare([0, 100], [5, 90])).toEqual({ same: 1, differences: [] })
    expect(compare([0, 100], [4, 100])).toEqual({ same: 1, differences: [] })
    expect(compare([0, 100], [50, 100]).differences).toEqual([
      { kind: 'onlySecond', first: 'first', second: 'second' },
    ])
    expect(compare([0, 100], [200, 100]).differences.map(({ kind }) => kind)).toEqual([
      'onlySecond',
      'onlyFirst',
    ])
  })
})
