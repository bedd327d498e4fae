import { describe, expect, it } from 'vitest'
import { nextNumber } from '../../src-main/shared/domain/accession.ts'

describe('the next number of a register', () => {
  it.each([
    [[], 2026, '2026-001'],
    [['2026-014'], 2026, '2026-015'],
    [['2026-014'], 2027, '2027-001'],
    [['２０２６－０１４', '2026-15'], 2026, '2026-016'],
    [['1998-003', '2026-002', '2026-001'], 2026, '2026-003'],
    [['2026-099'], 2026, '2026-100'],
    [['受入2026/3'], 2026, '受入2026/4'],
    [['14/2026'], 2026, '15/2026'],
    [['14/2026'], 2027, '01/2027'],
    [['第41号', '第40号'], 2026, '第42号'],
    [['41', '42', '43'], 2026, '44'],
    [['Gift'], 2026, 'Gift 2'],
  ])('after %j in %i is %s', (numbers, year, next) => {
    expect(nextNumber(numbers, year)).toBe(next)
  })
})
