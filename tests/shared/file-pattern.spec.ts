import { describe, expect, it } from 'vitest'
import { groupByPattern, labelOf, readPattern } from '../../src-main/shared/domain/file-pattern.ts'
import type { ReadName } from '../../src-main/shared/domain/file-pattern.ts'

function reading(pattern: string): ReadName {
  const read = readPattern(pattern)
  if (typeof read !== 'function') throw new Error(read.code)
  return read
}

describe('readPattern', () => {
  it.each([
    ['{ref}_{page}.tif', 'B-1-2_003.tif', { referenceCode: 'B-1-2', page: 3, side: null }],
    ['{ref}_{page}.tif', 'scans/B-1-2_003.TIF', { referenceCode: 'B-1-2', page: 3 }],
    ['{ref}_{page}', 'A_1_12.jpg', { referenceCode: 'A_1', page: 12 }],
    ['{ref}-{page}{side}', 'F-7-12v.tif', { referenceCode: 'F-7', page: 12, side: 'verso' }],
    ['{ref}-{page}{side}', 'F-7-12.tif', { referenceCode: 'F-7', page: 12, side: null }],
    ['{ref}-{page}{side}', 'F-7-12表.tif', { referenceCode: 'F-7', page: 12, side: 'recto' }],
    ['{folder}/{page}', 'box/外務省 12/００７.tif', { referenceCode: null, title: '外務省 12', page: 7 }],
    ['{ref}/{any}_{page}', 'F-7/img_0042.png', { referenceCode: 'F-7', page: 42 }],
    ['{ref} ({title}) p{page}', 'F-7 (Letter) p2.tif', { referenceCode: 'F-7', title: 'Letter', page: 2 }],
  ])('reads %s in %s', (pattern, name, expected) => {
    expect(reading(pattern)(name)).toMatchObject(expected)
  })

  it.each([
    ['{ref}_{page}.tif', 'B-1-2_003.jpg'],
    ['{ref}_{page}', 'B-1-2.tif'],
    ['{folder}/{page}', '007.tif'],
    ['{folder}/{page}', 'box/page7.tif'],
    ['{ref}-{page}{side}', 'F-7-12x.tif'],
  ])('leaves %s out of %s', (pattern, name) => {
    expect(reading(pattern)(name)).toBeNull()
  })

  it.each([
    ['{page}', 'noRecord'],
    ['{ref}_{seite}', 'unknownToken'],
    ['{ref}_{ref}_{page}', 'twice'],
    ['{ref_{page}', 'unclosed'],
  ])('says what is wrong with %s', (pattern, code) => {
    expect(readPattern(pattern)).toMatchObject({ code })
  })

  it('takes signs for themselves', () => {
    expect(reading('{ref}.(p+{page})')('A.(p+3).tif')).toMatchObject({ referenceCode: 'A', page: 3 })
    expect(reading('{ref}.(p+{page})')('Axppp3.tif')).toBeNull()
  })
})

describe('groupByPattern', () => {
  it('puts pages in their order, front before back, and tells what does not fit', () => {
    const names = ['A-10.tif', 'A-2v.tif', 'A-2r.tif', 'B-1.tif', 'a-1.tif', 'notes.txt']
    const { groups, unfit } = groupByPattern(reading('{ref}-{page}{side}'), names, (name) => name)
    expect(groups.map(({ referenceCode, files }) => [referenceCode, files.map(({ file }) => file)])).toEqual([
      ['A', ['a-1.tif', 'A-2r.tif', 'A-2v.tif', 'A-10.tif']],
      ['B', ['B-1.tif']],
    ])
    expect(unfit).toEqual(['notes.txt'])
    expect(groups[0]?.files.map(labelOf)).toEqual([null, '2r', '2v', null])
  })
})
