import { describe, expect, it } from 'vitest'
import { releasedView } from '../../src-main/shared/domain/released-view.ts'
import type { ReviewGate } from '../../src-main/shared/domain/released-view.ts'
import type { WithheldField } from '../../src-main/shared/domain/redaction/withheld-fields.ts'
import { aSource } from '../exporters/released.ts'

const open = { audience: 'public', withNotes: false } as const
const staff = { audience: 'staff', withNotes: false } as const
const note = { staffNote: [{ value: 'only for us' }] }

describe('releasedView', () => {
  it('gives the public nothing of a description that is not published', () => {
    expect(releasedView(aSource({ status: 'published' }), open)).not.toBeNull()
    expect(releasedView(aSource({ status: 'checked' }), open)).toBeNull()
    expect(releasedView(aSource({ status: 'draft' }), open)).toBeNull()
  })

  it('gives nobody what is in the bin', () => {
    const source = aSource({ status: 'published' })
    const binned = { ...source, description: { ...source.description, binnedAt: '2026-01-01T00:00:00Z' } }
    expect(releasedView(binned, open)).toBeNull()
    expect(releasedView(binned, staff)).toBeNull()
  })

  it('keeps staff notes from the public, even when they are asked for, and from staff until they are', () => {
    const source = aSource({ status: 'published', ...note })
    const holds = (policy: Parameters<typeof releasedView>[1]) =>
      JSON.stringify(releasedView(source, policy)).includes('only for us')
    expect(holds({ audience: 'public', withNotes: true })).toBe(false)
    expect(holds(staff)).toBe(false)
    expect(holds({ audience: 'staff', withNotes: true })).toBe(true)
  })

  it('keeps the names of files from the public', () => {
    const source = aSource({ status: 'published', pages: [{ number: 1, fileName: 'secret name.tif' }] })
    expect(releasedView(source, open)?.pages).toEqual([expect.objectContaining({ fileName: null })])
    expect(releasedView(source, staff)?.pages).toEqual([
      expect.objectContaining({ fileName: 'secret name.tif' }),
    ])
  })
})

describe('releasedView of what is reviewed', () => {
  const review = (given: Partial<ReviewGate> = {}): ReviewGate => ({
    isReleased: true,
    approvedAt: '2026-01-05T00:00:00.000Z',
    withheld: [],
    withheldPages: new Set(),
    markedPages: new Set(),
    ...given,
  })
  const withheld = (
    field: string,
    index: number | null,
    more: Partial<WithheldField> = {},
  ): WithheldField => ({
    ...{ of: 'description', id: 1, field, index, alternate: null, stamps: ['5条3号'], lines: null },
    ...more,
  })
  const viewed = (unit: Parameters<typeof aSource>[0], gate: ReviewGate) =>
    releasedView({ ...aSource({ status: 'published', ...unit }), review: gate }, open)

  it('gives the public nothing before it is released, and staff all of it', () => {
    const source = { ...aSource({ status: 'published' }), review: review({ isReleased: false }) }
    expect(releasedView(source, open)).toBeNull()
    expect(releasedView(source, staff)).not.toBeNull()
  })

  it('has the alternate or the marker in place of a value, and nothing that stood with it', () => {
    const title = [
      { value: 'Open', language: 'eng' },
      { value: '秘密の件', language: 'jpn', script: 'Jpan', reading: 'ひみつのけん' },
    ]
    const one = viewed({ title }, review({ withheld: [withheld('title', 1)] }))
    expect(one?.texts.title).toMatchObject([
      { value: 'Open' },
      { value: '[withheld – 5条3号]', language: null },
    ])
    expect(JSON.stringify(one)).not.toMatch(/秘密|ひみつ/)
    const all = viewed({ title }, review({ withheld: [withheld('title', null, { alternate: 'A letter' })] }))
    expect(all?.texts.title?.map(({ value }) => value)).toEqual(['A letter'])
  })

  it('leaves no place where something other than a text was', () => {
    const accessPoints = [{ value: 'Beijing' }, { value: 'Zzyzx' }]
    const view = viewed({ accessPoints }, review({ withheld: [withheld('accessPoints', 1)] }))
    expect(view?.accessPoints.map(({ value }) => value)).toEqual(['Beijing'])
    const dates = [{ expression: '1984' }]
    expect(viewed({ dates }, review({ withheld: [withheld('dates', null)] }))?.dates).toEqual([])
  })

  it('takes a name that is withheld wherever it stands, with what is known of it', () => {
    const unit = {
      agents: [{ authorityId: 7, name: 'Zzyzx' }, { name: 'Katori' }],
      authorities: {
        7: {
          surname: 'Zzyzx',
          given: null,
          identifier: null,
          parallel: [{ name: '座', language: 'jpn', script: null }],
        },
      },
    }
    const name = withheld('name', null, { of: 'authority', id: 7, alternate: '[name withheld]' })
    const view = viewed(unit, review({ withheld: [name] }))
    expect(view?.agents.map((agent) => agent.name)).toEqual(['[name withheld]', 'Katori'])
    expect(JSON.stringify(view)).not.toMatch(/Zzyzx|座/)
  })

  it('says of a withheld page that it is there, and not what it is called; and no day but that of the approval', () => {
    const pages = [
      { number: 1, label: 'a' },
      { number: 2, label: 'the secret annex' },
    ]
    const view = viewed({ pages }, review({ withheldPages: new Set([2]) }))
    expect(view?.pages.map(({ number, label }) => [number, label])).toEqual([
      [1, 'a'],
      [2, null],
    ])
    expect(view?.updatedAt).toBe('2026-01-05T00:00:00.000Z')
  })

  it('refuses to go on where a field cannot be withheld', () => {
    expect(() => viewed({}, review({ withheld: [withheld('level', null)] }))).toThrow()
  })
})
