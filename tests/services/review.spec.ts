import Database from 'better-sqlite3'
import sharp from 'sharp'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { coverOf } from '../../src-main/catalogue/review/cover.ts'
import { close, openToRead } from '../../src-main/catalogue/database.ts'
import { databasePath } from '../../src-main/catalogue/open.ts'
import type { RedactionId } from '../../src-main/shared/contract/ids.ts'
import { aFolder, words } from '../builders.ts'
import { anItemToReview, CODE, SECRET } from '../reviewed-item.ts'
import type { ReviewedItem } from '../reviewed-item.ts'

const AUTHORITY = { name: 'Chiba', position: 'Director', guide: '', on: '2026-01-01' }

const codesOf = async ({ client, id }: ReviewedItem) =>
  (await client.review.state({ descriptionId: id })).unresolved.map(({ code }) => code)

const coverIn = ({ folder, id }: ReviewedItem) => {
  const db = openToRead(databasePath(folder))
  const cover = coverOf(db, id)
  close(db)
  return cover
}

describe('an item under review', () => {
  it('goes from mark to approval through two persons, and is then covered by what was approved', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    expect(await client.review.state({ descriptionId: id })).toMatchObject({
      state: 'notReviewed',
      required: false,
    })
    await item.bringTo('approved')
    expect(await client.review.state({ descriptionId: id })).toMatchObject({
      ...{ state: 'approved', standing: 'approved', approvedMatches: true, unresolved: [], changed: [] },
      ...{ reviewer: 'Aoki', secondReviewer: 'Baba', approver: 'Chiba', required: true },
    })
    const [redaction] = await client.redaction.list({ descriptionId: id })
    expect(redaction).toMatchObject({ state: 'agreed', proposer: 'Aoki', unresolved: [] })
    expect(new Set(redaction?.anchors.map(({ uid }) => uid)).size).toBe(3)
    expect(coverIn(item)).toMatchObject({ required: true, matches: true, standing: 'approved' })
    expect(coverIn(item).redactions).toHaveLength(1)
  })

  it('is not proposed while a page was not looked at', async () => {
    const item = await anItemToReview()
    await item.markAll()
    await item.client.review.decide({ descriptionId: item.id, decision: 'releaseInPart' })
    await item.client.review.look({ descriptionId: item.id, pageId: item.pages[0]?.id ?? 0 })
    await item.check()
    expect(await codesOf(item)).toEqual(['pageNotLookedAt'])
    await expect(item.client.review.propose({ descriptionId: item.id })).rejects.toMatchObject({
      code: 'reviewUnresolved',
      data: { count: 1 },
    })
  })

  it('is not proposed while a passage lacks its image or one of its texts, unless somebody says why', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    await item.lookAtAll()
    const marked = await client.redaction.mark({
      descriptionId: id,
      anchors: [{ place: item.span(item.ja, SECRET.ja) }],
      exemptions: [CODE],
    })
    await client.review.decide({ descriptionId: id, decision: 'releaseInPart' })
    expect(marked.unresolved.map(({ code, about, textId }) => [code, about, textId])).toEqual([
      ['counterpartMissing', 'image', null],
      ['counterpartMissing', 'text', item.en.id],
    ])
    await expect(client.review.propose({ descriptionId: id })).rejects.toMatchObject({
      code: 'reviewUnresolved',
    })
    await client.redaction.addAnchor({ id: marked.id, anchors: [item.box()] })
    const said = { side: 'text' as const, textId: item.en.id, reason: 'not translated' }
    await client.redaction.noCounterpart({ id: marked.id, noCounterpart: [said] })
    await item.check()
    expect(await codesOf(item)).toEqual([])
    await client.review.propose({ descriptionId: id })
  })

  it('asks for the second page where a passage runs over its end', async () => {
    const item = await anItemToReview()
    const [, second, third] = item.ja.paragraphs
    if (!second || !third) throw new Error('no paragraphs')
    const anchors = [
      item.box(),
      {
        place: {
          ...{ kind: 'span' as const, textId: item.ja.id },
          from: { paragraphId: second.id, offset: 3 },
          to: { paragraphId: third.id, offset: 2 },
        },
      },
      { place: item.span(item.en, SECRET.en) },
    ]
    const marked = await item.client.redaction.mark({ descriptionId: item.id, anchors, exemptions: [CODE] })
    expect(marked.unresolved).toMatchObject([{ code: 'counterpartMissing', pageId: item.pages[1]?.id }])
    const whole = await item.client.redaction.addAnchor({ id: marked.id, anchors: [item.box(1)] })
    expect(whole.unresolved).toEqual([])
  })

  it('is agreed to by a second person, however the first is written', async () => {
    const item = await anItemToReview()
    await item.bringTo('proposed')
    for (const as of [undefined, 'Aoki', ' aoki', 'ＡＯＫＩ'])
      await expect(item.client.review.agree({ descriptionId: item.id, as })).rejects.toMatchObject({
        code: 'reviewerSame',
      })
    await item.client.review.agree({ descriptionId: item.id, as: 'Baba' })
  })

  it('goes by its states: nothing is agreed to that was not proposed, nothing approved without authority', async () => {
    const item = await anItemToReview()
    const one = { descriptionId: item.id, as: 'Baba' }
    for (const call of [
      item.client.review.agree(one),
      item.client.review.approve({ ...one, authority: AUTHORITY }),
      item.client.review.return({ ...one, reason: 'no' }),
      item.client.review.recall({ ...one, reason: 'no' }),
      item.client.review.propose(one),
    ])
      await expect(call).rejects.toMatchObject({ code: 'reviewState' })
    await item.bringTo('agreed')
    await expect(
      item.client.review.approve({ ...one, authority: { ...AUTHORITY, position: '' } }),
    ).rejects.toMatchObject({ code: 'reviewIncomplete' })
  })

  it('comes back with a comment for a redaction, and waits until that is answered', async () => {
    const item = await anItemToReview()
    await item.bringTo('proposed')
    const { client, id } = item
    const [redaction] = await client.redaction.list({ descriptionId: id })
    const redactionId = redaction?.id ?? (0 as never)
    const comments = [{ redactionId, comment: 'too narrow' }]
    await client.review.return({ descriptionId: id, as: 'Baba', comments })
    expect(await codesOf(item)).toEqual(['redactionReturned'])
    const anchorId = redaction?.anchors[0]?.id ?? (0 as never)
    await client.redaction.moveAnchor({ anchorId, lines: 3 })
    expect(await codesOf(item)).toEqual([])
    const again = await client.redaction.list({ descriptionId: id })
    expect(again[0]).toMatchObject({ state: 'draft', comment: null })
  })

  it('does not decide what its redactions do not say', async () => {
    const item = await anItemToReview()
    await item.markAll()
    await item.lookAtAll()
    await item.check()
    const { client, id } = item
    const decide = (
      decision: 'releaseInFull' | 'withholdInFull' | 'alreadyPublic' | 'duplicate',
      rest = {},
    ) => client.review.decide({ descriptionId: id, decision, ...rest })
    await decide('releaseInFull')
    expect(await codesOf(item)).toEqual(['decisionDiffers'])
    for (const [decision, missing] of [
      ['withholdInFull', 'reason'],
      ['alreadyPublic', 'publicAt'],
      ['duplicate', 'duplicateOfId'],
    ] as const)
      await expect(decide(decision)).rejects.toMatchObject({
        code: 'reviewIncomplete',
        data: { missing: [missing] },
      })
    await decide('withholdInFull', { reason: 'nothing can be segregated' })
    expect(await codesOf(item)).toEqual([])
  })

  it('waits for an agency, and keeps what it answered', async () => {
    const item = await anItemToReview()
    await item.markAll()
    const { client, id } = item
    const asked = await client.review.refer({
      ...{
        descriptionId: id,
        agency: 'Ministry of Defence',
        question: 'May 2(1) go out?',
        due: '2026-03-01',
      },
    })
    expect(asked.state).toBe('referred')
    expect(asked.unresolved.map(({ code }) => code)).toContain('referralOpen')
    // The other regions stay editable.
    await client.redaction.mark({ descriptionId: id, anchors: [item.box(1)] })
    const referralId = asked.referrals[0]?.id ?? 0
    const answered = await client.review.answer({
      descriptionId: id,
      referralId,
      answer: '可とする。',
      on: '2026-02-01',
    })
    expect(answered).toMatchObject({ state: 'inReview', referrals: [{ answer: '可とする。' }] })
  })

  it('can be recalled, and reviewed anew', async () => {
    const item = await anItemToReview()
    await item.bringTo('approved')
    const { client, id } = item
    await expect(client.review.recall({ descriptionId: id, reason: '' })).rejects.toMatchObject({
      code: 'reviewIncomplete',
    })
    await client.review.recall({ descriptionId: id, reason: 'a name was missed' })
    expect(coverIn(item)).toMatchObject({ required: true, matches: false, standing: 'recalled' })
    expect((await client.review.open({ descriptionId: id, as: 'Dan' })).state).toBe('inReview')
  })
})

describe('an approval', () => {
  const changes: [string, (item: ReviewedItem) => Promise<unknown>, object][] = [
    [
      'a field is edited',
      ({ client, id }) => client.description.edit({ id, patch: { title: [words('Another title')] } }),
      { part: 'field', which: 'title', how: 'changed' },
    ],
    [
      'fields are edited in bulk',
      ({ client, id }) =>
        client.bulk.edit({
          scope: { kind: 'units', ids: [id] },
          changes: { add: { note: [words('in bulk')] } },
        }),
      { part: 'field', which: 'note', how: 'changed' },
    ],
    [
      'a text is written to',
      ({ client, en }) =>
        client.text.write({
          id: en.id,
          replaced: en.paragraphs.slice(2).map(({ id }) => id),
          paragraphs: en.paragraphs.slice(2).map((paragraph) => ({ ...paragraph, value: 'It was over.' })),
        }),
      { part: 'text', how: 'changed' },
    ],
    [
      'a text is added',
      ({ client, id }) =>
        client.text.create({
          descriptionId: id,
          kind: 'summary',
          language: 'eng',
          script: null,
          agent: null,
        }),
      { part: 'text', how: 'added' },
    ],
    [
      'a page is turned',
      ({ client, pages }) => client.scan.edit({ id: pages[0]?.id ?? 0, rotation: 90 }),
      { part: 'page', how: 'changed' },
    ],
    [
      'a page is cropped',
      ({ client, pages }) =>
        client.scan.adjust({
          ids: pages.slice(0, 1).map(({ id }) => id),
          adjustments: { crop: { x: 0, y: 0, width: 100, height: 100 } },
        }),
      { part: 'page', how: 'changed' },
    ],
    [
      'a page is taken out',
      ({ client, pages }) => client.scan.detach({ ids: pages.slice(1).map(({ id }) => id) }),
      { part: 'page', how: 'gone' },
    ],
    [
      'a passage is marked',
      ({ client, id, box }) =>
        client.redaction.mark({ descriptionId: id, anchors: [box(1)], exemptions: [CODE] }),
      { part: 'redaction', how: 'added' },
    ],
    [
      'an earlier state of the record is gone back to',
      async ({ client, id }) => {
        const { entries } = await client.history.list({ descriptionId: id, limit: 200 })
        const first = entries.at(-1)?.id ?? (0 as never)
        await client.history.restore({ descriptionId: id, historyId: first, fields: ['texts'] })
      },
      { part: 'text', how: 'gone' },
    ],
  ]
  it.each(changes)('does not hold any more when %s', async (_, change, expected) => {
    const item = await anItemToReview()
    await item.bringTo('approved')
    await change(item)
    const state = await item.client.review.state({ descriptionId: item.id })
    expect(state).toMatchObject({ state: 'approved', standing: 'inReview', approvedMatches: false })
    expect(state.changed).toEqual(expect.arrayContaining([expect.objectContaining(expected)]))
    expect(coverIn(item).matches).toBe(false)
  })

  it('holds again when what was changed is undone, and is not given on what was changed', async () => {
    const item = await anItemToReview()
    await item.bringTo('agreed')
    const { client, id } = item
    await client.description.edit({ id, patch: { title: [words('Another title')] } })
    const approving = { descriptionId: id, as: 'Chiba', authority: AUTHORITY }
    await expect(client.review.approve(approving)).rejects.toMatchObject({
      code: 'reviewChanged',
      data: { parts: ['field title'] },
    })
    await client.history.undo()
    expect((await client.review.approve(approving)).approvedMatches).toBe(true)
  })

  it('does not hold for another scan of a page, on which every mark has to be placed anew', async () => {
    const item = await anItemToReview()
    await item.bringTo('approved')
    const { client, id, pages } = item
    const path = join(aFolder(), 'better.png')
    await sharp({ create: { width: 200, height: 300, channels: 3, background: '#fff' } })
      .png()
      .toFile(path)
    const pageId = pages[0]?.id ?? (0 as never)
    const { jobId } = await client.version.propose({ pageId, handle: item.handle(path, 'read') })
    await client.job.wait({ id: jobId })
    await client.version.replace({ jobId, carry: 'stretched' })
    const state = await client.review.state({ descriptionId: id })
    expect(state.approvedMatches).toBe(false)
    expect(state.unresolved.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['anchorUncertain', 'pageNotLookedAt']),
    )
  })

  it('is not undone: undo passes it by', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    await item.bringTo('proposed')
    // What would be undone is the mark, which is proposed.
    await expect(client.history.undo()).rejects.toMatchObject({ code: 'redactionHeld' })
    expect(await client.review.state({ descriptionId: id })).toMatchObject({ state: 'proposed', changed: [] })
  })

  it('says when it is to be looked at again: as the code ends, or as the decision says', async () => {
    const item = await anItemToReview()
    await item.bringTo('agreed')
    await item.client.review.approve({ descriptionId: item.id, as: 'Chiba', authority: AUTHORITY })
    const { reviewOn } = await item.client.review.state({ descriptionId: item.id })
    const [offered] = (
      await item.client.exemption.offered({ regime: 'ukFoi', descriptionId: item.id })
    ).codes.filter(({ code }) => code === CODE.code)
    expect(reviewOn).toBe(offered?.endsOn)
  })
})

describe('loosening', () => {
  it('of what was proposed is a decision with a reason, and brings the item back into review', async () => {
    const item = await anItemToReview()
    await item.bringTo('approved')
    const { client, id } = item
    const [redaction] = await client.redaction.list({ descriptionId: id })
    const redactionId = redaction?.id ?? (0 as RedactionId)
    const anchorId = redaction?.anchors[0]?.id ?? (0 as never)
    const loose = [
      (why: string) => client.redaction.removeAnchor({ anchorId, why }),
      (why: string) => client.redaction.moveAnchor({ anchorId, place: item.box(1).place, why }),
      (why: string) => client.redaction.edit({ id: redactionId, patch: { exemptions: [] }, why }),
      (why: string) => client.redaction.noCounterpart({ id: redactionId, noCounterpart: [], why }),
      (why: string) => client.redaction.remove({ id: redactionId, why }),
    ]
    for (const loosen of loose)
      await expect(loosen('')).rejects.toMatchObject({ code: 'looseningNeedsReason' })
    expect((await client.review.state({ descriptionId: id })).approvedMatches).toBe(true)
    await client.redaction.remove({ id: redactionId, why: 'released by the ministry' })
    expect(await client.review.state({ descriptionId: id })).toMatchObject({ state: 'inReview' })
    const { rows } = await client.review.audit({ descriptionId: id })
    expect(rows[0]).toMatchObject({
      act: 'loosen',
      reason: 'released by the ministry',
      redaction: redaction?.uid,
    })
  })

  it('by the side is seen: a redaction that is gone from the file blocks, until somebody says why', async () => {
    const item = await anItemToReview()
    await item.bringTo('proposed')
    const { client, id, folder } = item
    const db = new Database(databasePath(folder))
    db.pragma('foreign_keys = ON')
    db.exec('DELETE FROM redaction')
    db.close()
    expect(await codesOf(item)).toEqual(['redactionGone', 'decisionDiffers'])
    await client.review.open({ descriptionId: id, reason: 'it was a mistake' })
    await client.review.decide({ descriptionId: id, decision: 'releaseInFull' })
    expect(await codesOf(item)).toEqual([])
  })
})

describe('the audit', () => {
  it('names every act in a chain, and never what is withheld', async () => {
    const item = await anItemToReview()
    await item.bringTo('approved')
    const { rows, total, brokenAt } = await item.client.review.audit({ descriptionId: item.id })
    expect(brokenAt).toBeNull()
    expect(rows.map(({ act }) => act).reverse()).toEqual([
      ...['open', 'mark', 'check', 'decide', 'propose', 'propose', 'agree', 'agree', 'approve'],
    ])
    expect(total).toBe(rows.length)
    expect(JSON.stringify(rows)).not.toContain(SECRET.ja)
    expect(JSON.stringify(rows)).not.toContain(SECRET.en)
  })

  it('cannot be changed, and a copy in which it was is found', async () => {
    const item = await anItemToReview()
    await item.bringTo('proposed')
    const { client, folder } = item
    const db = new Database(databasePath(folder))
    for (const tampering of [`UPDATE reviewAudit SET actor = 'Nobody'`, 'DELETE FROM reviewAudit'])
      expect(() => db.exec(tampering)).toThrow('auditAppendOnly')
    const broken = async (tampering: string) => {
      db.exec(`BEGIN; DROP TRIGGER reviewAuditUpdate; DROP TRIGGER reviewAuditDelete; ${tampering}`)
      db.exec('COMMIT')
      return (await client.review.audit({})).brokenAt
    }
    expect(await broken(`UPDATE reviewAudit SET actor = 'Nobody' WHERE seq = 2`)).toBe(2)
    const codes = (await client.check.run()).findings.map(({ code }) => code)
    expect(codes).toContain('auditBroken')
    db.exec(`UPDATE reviewAudit SET actor = 'Aoki' WHERE seq = 2`)
    expect((await client.review.audit({})).brokenAt).toBeNull()
    db.exec('DELETE FROM reviewAudit WHERE seq = 3')
    expect((await client.review.audit({})).brokenAt).toBe(4)
    db.exec('DELETE FROM reviewAudit WHERE seq > 3')
    expect((await client.review.audit({})).brokenAt).not.toBeNull()
    db.close()
  })
})

describe('a branch that has to be reviewed', () => {
  it('covers what is below it, also what comes later, until that is ended with a reason', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    const { id: series } = await client.description.create({ parentId: null, fields: { level: 'series' } })
    await client.description.move({ ids: [id], parentId: series, beforeId: null })
    await client.review.require({ descriptionId: series, batch: '2026-1', due: '2026-05-01' })
    expect((await client.review.queue({})).items).toMatchObject([
      { descriptionId: id, state: 'notReviewed', batch: '2026-1', due: '2026-05-01' },
    ])
    const later = await client.description.create({ parentId: series, fields: { level: 'item' } })
    expect(await client.review.state({ descriptionId: later.id })).toMatchObject({ required: true })
    // Whoever moves it elsewhere does not loosen it.
    await client.description.move({ ids: [id], parentId: null, beforeId: null })
    expect(coverIn(item)).toMatchObject({ required: true, matches: false })
    await client.description.move({ ids: [id], parentId: series, beforeId: null })
    const cease = (reason: string) =>
      client.review.require({ descriptionId: series, required: false, reason })
    await expect(cease('')).rejects.toMatchObject({ code: 'looseningNeedsReason' })
    await cease('published in 1999')
    expect(coverIn(item).required).toBe(false)
  })
})

describe('the queue', () => {
  it('is filtered by state, reviewer, code, batch and day, with counts, and says what falls due', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    await client.review.open({ descriptionId: id, due: '2026-02-01', batch: 'B' })
    await item.markAll()
    const other = await client.description.create({ parentId: null, fields: { level: 'item' } })
    await client.review.open({ descriptionId: other.id, as: 'Dan' })
    const { total, counts, items } = await client.review.queue({})
    expect([total, counts.inReview, counts.approved]).toEqual([2, 2, 0])
    expect(items.map(({ descriptionId }) => descriptionId)).toEqual([id, other.id])
    for (const filter of [{ reviewer: 'Aoki' }, { code: CODE.code }, { batch: 'B' }, { dueBy: '2026-02-01' }])
      expect((await client.review.queue(filter)).items.map((one) => one.descriptionId)).toEqual([id])
    expect((await client.review.queue({ state: 'approved' })).total).toBe(0)
    // Nothing is decided, and neither page was looked at.
    expect(items.map(({ unresolved }) => unresolved)).toEqual([3, 1])
    await client.review.refer({ descriptionId: id, agency: 'A', question: 'Q', due: '2026-01-15' })
    const due = await client.review.due({ by: '2026-12-31' })
    expect(due.items.map(({ what, on }) => [what, on])).toEqual([['answer', '2026-01-15']])
    expect((await client.review.due({ by: '2026-12-31', reviewer: 'Aoki', code: CODE.code })).total).toBe(1)
    expect((await client.review.due({ by: '2026-12-31', reviewer: 'Baba' })).total).toBe(0)
    expect((await client.review.due({ by: '2026-12-31', code: '24' })).total).toBe(0)
    const counted = await client.review.statistics()
    expect(counted.codes).toEqual([
      { vocabulary: CODE.vocabulary, code: CODE.code, redactions: 1, items: 1, lines: 2 },
    ])
    expect(counted.decisions).toEqual([{ decision: null, items: 2 }])
    expect(counted.people).toMatchObject([{ who: 'Aoki', acts: { agree: 0, refer: 1 } }])
    expect(counted.months).toMatchObject([{ acts: { agree: 0, refer: 1 } }])
  })
})
