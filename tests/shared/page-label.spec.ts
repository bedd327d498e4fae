import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelsFrom } from '../../src-main/shared/domain/page-label.ts'

const labels = (first: string, count = 4) => labelsFrom(first, count)?.map(({ label }) => label)

describe('labels of pages, from the first one on', () => {
  it('go from side to side of a leaf, and say which side it is', () => {
    expect(labels('1r')).toEqual(['1r', '1v', '2r', '2v'])
    expect(labels('fol. 12v')).toEqual(['fol. 12v', 'fol. 13r', 'fol. 13v', 'fol. 14r'])
    expect(labels('009 recto')).toEqual(['009 recto', '009 verso', '010 recto', '010 verso'])
    expect(labels('3オ')).toEqual(['3オ', '3ウ', '4オ', '4ウ'])
    expect(labels('３表')).toEqual(['3表', '3裏', '4表', '4裏'])
    expect(labelsFrom('1v', 2)?.map(({ side }) => side)).toEqual(['verso', 'recto'])
    expect(labelsFrom('7裏', 1)?.[0]?.side).toBe('verso')
  })

  it('count numerals of either case on, and only such as are written today', () => {
    expect(labels('i')).toEqual(['i', 'ii', 'iii', 'iv'])
    expect(labels('VIII')).toEqual(['VIII', 'IX', 'X', 'XI'])
    expect(labels('p. xxxix', 2)).toEqual(['p. xxxix', 'p. xl'])
    expect(labels('iiii')).toBeUndefined()
    expect(labels('mix 3', 2)).toEqual(['mix 3', 'mix 4'])
  })

  it('count the last number on, as wide as it is written', () => {
    expect(labels('003')).toEqual(['003', '004', '005', '006'])
    expect(labels('B-1-99', 2)).toEqual(['B-1-99', 'B-1-100'])
    expect(labels('第９頁', 2)).toEqual(['第9頁', '第10頁'])
  })

  it('are refused where nothing can be counted on', () => {
    expect(labelsFrom('cover', 2)).toBeNull()
    expect(labelsFrom('表紙', 2)).toBeNull()
    expect(labelsFrom('Claudi', 2)).toBeNull()
  })

  it('are as many as asked, all different, and go on where a part of them ends', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('1r', '4v', 'ix', 'XC', '007', '12 a', 'p. 3', '5ウ'),
        fc.integer({ min: 2, max: 60 }),
        (first, count) => {
          const all = labels(first, count) ?? []
          expect(new Set(all).size).toBe(count)
          const middle = Math.floor(count / 2)
          expect(labels(all[middle] ?? '', count - middle)).toEqual(all.slice(middle))
        },
      ),
    )
  })
})
