import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keptCopies } from '../../src-main/shared/domain/rotation.ts'

const NOW = Date.UTC(2026, 10, 25, 12)
const HOUR = 3_600_000
const ago = (hours: number, special = false) => {
  const at = new Date(NOW - hours * HOUR).toISOString()
  return { name: `${String(hours)}${special ? ' special' : ''}`, at, special }
}
const kept = (copies: ReturnType<typeof ago>[]) => [...keptCopies(copies, new Date(NOW).toISOString())]

describe('keptCopies', () => {
  it('keeps all of an hour, one an hour for a day, one a day for a month, one a week for a year', () => {
    const halfHours = Array.from({ length: 2 * 24 * 400 }, (_, index) => ago((index + 0.5) / 2))
    const hours = kept(halfHours).map(Number)
    const between = (from: number, to: number) => hours.filter((hour) => hour >= from && hour < to).length
    expect(between(0, 1)).toBe(2)
    expect(between(1, 24)).toBeGreaterThanOrEqual(23)
    expect(between(1, 24)).toBeLessThanOrEqual(24)
    expect(between(24, 24 * 31)).toBeGreaterThanOrEqual(30)
    expect(between(24, 24 * 31)).toBeLessThanOrEqual(31)
    expect(between(24 * 31, 24 * 366)).toBeGreaterThanOrEqual(47)
    expect(between(24 * 31, 24 * 366)).toBeLessThanOrEqual(49)
    expect(between(24 * 366, Infinity)).toBe(0)
  })

  it('keeps the copy made before a migration beside a later one of the same hour', () => {
    expect(kept([ago(5.1), ago(5.2, true), ago(5.3)])).toEqual(['5.1', '5.2 special'])
  })

  it('keeps two copies of one second', () => {
    const [one, other] = [ago(0.1), { ...ago(0.1), name: '0.1-2' }]
    expect(kept([one, other])).toEqual(['0.1', '0.1-2'])
  })

  it('never removes the newest, however old it is, and never keeps two of one stretch', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(24 * 800), { minLength: 1, maxLength: 60 }), (hours) => {
        const names = kept(hours.map((hour) => ago(hour)))
        expect(names).toContain(String(Math.min(...hours)))
        const days = names.map(Number).filter((hour) => hour >= 24 && hour < 24 * 31)
        const dates = days.map((hour) => Math.floor((NOW - hour * HOUR) / (24 * HOUR)))
        expect(new Set(dates).size).toBeGreaterThanOrEqual(dates.length - 1)
      }),
    )
  })
})
