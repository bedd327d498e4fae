import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { latestDay, openingOf, openingOfAll } from '../../src-main/shared/domain/restriction.ts'
import type { RestrictionTerms } from '../../src-main/shared/domain/restriction.ts'

const terms = (given: Partial<RestrictionTerms>): RestrictionTerms => ({
  begins: null,
  years: null,
  ends: null,
  event: null,
  ...given,
})
const created = (...all: (string | null)[]) => all.map((edtf) => ({ kind: 'creation', edtf }))

describe('the day on which a restricted unit opens', () => {
  it.each([
    // Closed for 30 years, counted from the end of the calendar year of the latest date.
    [{ years: 30 }, '1984-03-25', '2015-01-01'],
    [{ years: 30 }, '1984', '2015-01-01'],
    [{ years: 30 }, '1980/1984-06', '2015-01-01'],
    [{ years: 0 }, '1984', '1985-01-01'],
    [{ years: 30, begins: '1990-05' }, '1984', '2021-01-01'],
    [{ ends: '2014-12-31' }, null, '2015-01-01'],
    [{ ends: '2014-02' }, null, '2014-03-01'],
    [{ ends: '2014' }, '1984', '2015-01-01'],
    [{ ends: '2012-02-28' }, null, '2012-02-29'],
  ] as const)('%j of a unit of %s is %s', (given, date, day) => {
    expect(openingOf(terms(given), latestDay(created(date)))).toEqual({ kind: 'on', day })
  })

  it('is not known without a date, and waits for an event', () => {
    expect(openingOf(terms({ years: 30 }), null)).toEqual({ kind: 'unknown' })
    expect(openingOf(terms({ years: 30 }), latestDay(created('1984/..')))).toEqual({ kind: 'unknown' })
    expect(openingOf(terms({ event: 'death of the author' }), '1984-12-31')).toEqual({ kind: 'event' })
    expect(openingOf(terms({ ends: 'soon' }), '1984-12-31')).toEqual({ kind: 'unknown' })
  })

  it('is that of the last of several, and not known where one is not', () => {
    const thirty = terms({ years: 30 })
    expect(openingOfAll([thirty, terms({ ends: '2040' })], '1984-12-31')).toEqual({
      kind: 'on',
      day: '2041-01-01',
    })
    expect(openingOfAll([thirty, terms({ event: 'x' })], '1984-12-31')).toEqual({ kind: 'event' })
    expect(openingOfAll([], '1984-12-31')).toBeNull()
  })

  it('counts from the dates of creation, where there are such', () => {
    expect(latestDay([...created('1984'), { kind: 'declassified', edtf: '2002-05-01' }])).toBe('1984-12-31')
    expect(latestDay([{ kind: 'receipt', edtf: '1984-03-25' }])).toBe('1984-03-25')
  })

  it('is a day or none, whatever the terms are', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('1984', '9999', '1984-02-29', '../1984', '19XX'),
    )
    const any = fc.record({
      begins: fc.option(word),
      years: fc.option(fc.integer({ min: 0, max: 999 })),
      ends: fc.option(word),
      event: fc.option(word),
    })
    fc.assert(
      fc.property(any, fc.option(word), (given, date) => {
        const opening = openingOf(given, latestDay(created(date)))
        if (opening.kind === 'on') expect(opening.day).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      }),
    )
  })
})
