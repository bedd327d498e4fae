import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countedOn } from '../../src-main/shared/domain/sheet/running-number.ts'
import { readTsv, writeTsv } from '../../src-main/shared/domain/sheet/tsv.ts'
import { joinValues, splitValues } from '../../src-main/shared/domain/sheet/values.ts'

describe('several values in one cell', () => {
  it('are read as they were written, whatever is in them', () => {
    const value = fc
      .string({ unit: fc.constantFrom('a', '|', '\\', ' ', '極', ';', '\n'), minLength: 1, maxLength: 8 })
      .map((text) => text.trim())
      .filter((text) => text !== '')
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), fc.constantFrom('|', ';'), (values, separator) => {
        expect(splitValues(joinValues(values, separator), separator)).toEqual(values)
      }),
    )
  })
})

describe('cells on the clipboard', () => {
  it('come back as they were', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '字'), maxLength: 5 })
    const block = fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 3 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      )
    fc.assert(
      fc.property(block, (rows) => {
        expect(readTsv(writeTsv(rows))).toEqual(rows)
      }),
    )
  })

  it('are read as Excel and LibreOffice give them', () => {
    expect(readTsv('No. 1\t"two\nlines"\r\nNo. 2\t5" floppy\r\n')).toEqual([
      ['No. 1', 'two\nlines'],
      ['No. 2', '5" floppy'],
    ])
  })
})

describe('running numbers', () => {
  it.each([
    ['No. 1', 'No. 4'],
    ['A/009', 'A/012'],
    ['第９号', '第１２号'],
    ['B-1-8 (copy)', 'B-1-11 (copy)'],
    ['draft', 'draft 4'],
  ])('go on from %s to %s', (first, fourth) => {
    expect(countedOn(first, 3)).toBe(fourth)
    expect(countedOn(first, 0)).toBe(first)
  })
})
