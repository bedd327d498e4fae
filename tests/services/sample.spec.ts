/** The sample ships with an item in each state of a review that one may want to see. */
import { describe, expect, it } from 'vitest'
import { aCore } from '../builders.ts'

describe('the sample', () => {
  it('has one item in each interesting state, each as it would be after the steps that lead there', async () => {
    const { client } = aCore({ clock: { now: () => '2026-09-01T09:00:00.000Z' } })
    await client.catalogue.openSample()
    const { items, total } = await client.review.queue({})
    expect(total).toBe(13)
    const standing = await Promise.all(
      items.map(async ({ descriptionId, referenceCode }) => {
        const { standing, decision, changed, unresolved } = await client.review.state({ descriptionId })
        expect(changed).toEqual([])
        return [referenceCode?.slice(9), standing, decision?.decision, unresolved.map(({ code }) => code)]
      }),
    )
    expect(standing).toEqual([
      ['1', 'notReviewed', undefined, ['decisionMissing']],
      ['2', 'inReview', undefined, ['checkOpen', 'checkOpen', 'decisionMissing']],
      ['3', 'proposed', 'releaseInPart', []],
      ['4', 'inReview', 'releaseInPart', ['redactionReturned']],
      ['5', 'agreed', 'releaseInPart', []],
      ['6', 'approved', 'releaseInPart', []],
      ['7', 'released', 'releaseInFull', []],
      ['8', 'referred', undefined, ['checkOpen', 'checkOpen', 'referralOpen', 'decisionMissing']],
      ['9', 'approved', 'withholdInFull', []],
      ['10', 'inReview', 'duplicate', []],
      ['11', 'approved', 'alreadyPublic', []],
      ['12', 'recalled', 'releaseInFull', []],
      ['13', 'released', 'releaseInPart', []],
    ])
    const id = (code: string) =>
      items.find((one) => one.referenceCode === `SRO-N1/R/${code}`)?.descriptionId ?? 0
    const [returned] = await client.redaction.list({ descriptionId: id('4') })
    expect(returned).toMatchObject({
      state: 'returned',
      comment: expect.stringContaining('whole sentence') as unknown,
    })
    const due = await client.review.due({ by: '2026-09-01' })
    expect(due.items).toMatchObject([{ what: 'again', on: '2026-04-01', referenceCode: 'SRO-N1/R/13' }])
    expect((await client.review.audit({})).brokenAt).toBeNull()
    // The original's mark stands in the copy in one language alone.
    const inherited = await client.review.inherit({ descriptionId: id('10'), as: 'Aoki' })
    expect(inherited).toMatchObject({ copied: 1, unplaced: [{ kind: 'span' }] })
    // Nothing of it is in history: undo does not empty it.
    expect((await client.history.list({})).entries.map(({ action }) => action)).toEqual(['review.inherit'])
  })
})
