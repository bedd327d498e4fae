import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DescriptionRow } from '../../src-main/shared/contract/description.ts'
import { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import {
  Branch,
  PAGE,
  branches,
  closeBranch,
  fillPage,
  neededPages,
  openBranch,
  placeAt,
  positionOf,
  reanchor,
  sizeOf,
} from '../../src-renderer/state/outline.ts'
import { scrollFor, windowOf } from '../../src-renderer/windowing.ts'

const id = (number: number) => DescriptionId.parse(number)

const row = (number: number, childCount = 0, parentId: number | null = null) =>
  DescriptionRow.parse({
    id: number,
    parentId,
    level: 'file',
    otherLevel: null,
    referenceCode: null,
    title: null,
    status: 'draft',
    childCount,
    pageCount: 0,
    missing: [],
    openNotes: 0,
    assignee: null,
    changed: false,
  })

/** Five at the top; the second holds three, the last of which holds two. */
function anOutline() {
  const root = new Branch(null, null, 0, 5)
  const second = openBranch(root, 1, id(20), 3)
  const inner = openBranch(second, 2, id(30), 2)
  return { root, second, inner }
}

describe('the open part of the hierarchy', () => {
  it('counts what is open below what is open', () => {
    const { root, second } = anOutline()
    expect(sizeOf(root)).toBe(10)
    closeBranch(second)
    expect(sizeOf(root)).toBe(5)
  })

  it('finds units by position, those below an open one right after it', () => {
    const { root, second, inner } = anOutline()
    const found = Array.from({ length: 11 }, (_, position) => placeAt(root, position))
    expect(found.map((place) => place && [place.branch.id, place.index])).toEqual([
      [null, 0],
      [null, 1],
      [second.id, 0],
      [second.id, 1],
      [second.id, 2],
      [inner.id, 0],
      [inner.id, 1],
      [null, 2],
      [null, 3],
      [null, 4],
      null,
    ])
  })

  it('gives back the position of every place, whatever is open', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 40 })), { maxLength: 12 }),
        (openings) => {
          const root = new Branch(null, null, 0, 30)
          let next = 1000
          for (const [at, total] of openings) {
            const place = placeAt(root, at % sizeOf(root))
            if (place) openBranch(place.branch, place.index, id(next++), total)
          }
          for (let position = 0; position < sizeOf(root); position++) {
            const place = placeAt(root, position)
            expect(place && positionOf(place)).toBe(position)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('asks for the pages of rows that are looked at, and for no other of 100,000', () => {
    const root = new Branch(null, null, 0, 100_000)
    expect(neededPages(root, 50_090, 50_130)).toEqual([
      { branch: root, page: 500 },
      { branch: root, page: 501 },
    ])
    fillPage(root, 500, 100_000, [])
    expect(neededPages(root, 50_090, 50_130)).toEqual([{ branch: root, page: 501 }])
  })

  it('notices that other units stand where some were', () => {
    const root = new Branch(null, null, 0, 2)
    expect(fillPage(root, 0, 2, [row(1), row(2)])).toBe(false)
    expect(fillPage(root, 0, 2, [row(1), row(2)])).toBe(false)
    expect(fillPage(root, 0, 2, [row(2), row(1)])).toBe(true)
    expect(fillPage(root, 0, 3, [row(2), row(1), row(3)])).toBe(true)
  })

  it('learns from a fresh row how much an open unit holds', () => {
    const root = new Branch(null, null, 0, PAGE)
    const open = openBranch(root, 0, id(1), 3)
    fillPage(root, 0, PAGE, [row(1, 7)])
    expect(open.total).toBe(7)
  })

  it('keeps open what was moved, where it is now, and closes what came to stand under a closed unit', () => {
    const { root, second, inner } = anOutline()
    reanchor(root, [
      [{ row: row(20, 2), index: 4, binned: false }],
      [
        { row: row(10, 1), index: 0, binned: false },
        { row: row(30, 2, 10), index: 0, binned: false },
      ],
    ])
    expect(branches(root).map((branch) => branch.id)).toEqual([null, second.id])
    expect([second.index, second.total]).toEqual([4, 2])
    expect(inner.parent?.open).not.toContain(inner)
  })
})

describe('a unit that was opened and is in the bin', () => {
  it('is not opened in the place of the unit that stands there now, and is again when it is back', () => {
    const root = new Branch(null, null, 0, 2)
    fillPage(root, 0, 2, [row(1), row(3)])
    reanchor(root, [[{ row: row(2, 5), index: 1, binned: true }]])
    expect(root.open).toEqual([])
    fillPage(root, 0, 3, [row(1), row(2, 5), row(3)])
    reanchor(root, [[{ row: row(2, 5), index: 1, binned: false }]])
    expect(root.open.map((branch) => [branch.id, branch.index, branch.total])).toEqual([[2, 1, 5]])
  })
})

describe('a window on a long list', () => {
  it('keeps fewer than 200 rows of any list in the page, and always those that are seen', () => {
    fc.assert(
      fc.property(
        fc.nat(3_000_000),
        fc.integer({ min: 0, max: 2160 }),
        fc.nat(200_000),
        (top, height, total) => {
          const { start, end } = windowOf(top, height, 26, total, 12)
          expect(end - start).toBeLessThan(200)
          expect(start).toBeLessThanOrEqual(end)
          const first = Math.floor(top / 26)
          if (first < total && height > 0) {
            expect(start).toBeLessThanOrEqual(first)
            expect(end).toBeGreaterThan(first)
          }
        },
      ),
    )
  })

  it('scrolls no further than a row needs', () => {
    expect(scrollFor(0, 260, 100, 26)).toBe(0)
    expect(scrollFor(11, 260, 104, 26)).toBe(260)
    expect(scrollFor(20, 260, 104, 26)).toBe(442)
  })
})
