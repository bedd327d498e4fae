import { describe, expect, it } from 'vitest'
import { releasedView } from '../../src-main/shared/domain/released-view.ts'
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
