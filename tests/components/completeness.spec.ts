import { describe, expect, it } from 'vitest'
import { halfFilled, whole } from '../../src-renderer/state/completeness.ts'

const extent = (quantity: string, unit: string) => ({
  quantity,
  unit,
  approximate: false,
  type: 'materialtype' as const,
})
const text = (value: string) => ({ value, language: null, script: null, type: null, code: null })

describe('what of a field can be saved', () => {
  it('leaves out rows that wait to be filled in', () => {
    expect(whole('title', [text('電報'), text(' ')])).toEqual([text('電報')])
    expect(whole('extents', [extent('3', '枚'), extent('3', ''), extent('three', '枚')])).toEqual([
      extent('3', '枚'),
    ])
    expect(whole('referenceCode', null)).toBeNull()
  })

  it('tells a row that is half filled in from an empty one', () => {
    expect(halfFilled('extents', [extent('3', '')])).toBe(true)
    expect(halfFilled('extents', [extent('三', '枚')])).toBe(true)
    expect(halfFilled('extents', [extent('', '')])).toBe(false)
    expect(halfFilled('extents', [extent('3', '枚')])).toBe(false)
  })

  it('does not send a time of day while it is being typed', () => {
    const date = {
      kind: 'receipt' as const,
      expression: '02時',
      language: null,
      edtf: null,
      timeOfDay: '02',
      timeZone: null,
      certainty: 'certain' as const,
      inferredFrom: null,
      calendar: 'gregorian' as const,
      era: null,
      place: null,
    }
    expect(whole('dates', [date])[0]?.timeOfDay).toBeNull()
    expect(whole('dates', [{ ...date, timeOfDay: '02:28' }])[0]?.timeOfDay).toBe('02:28')
  })
})
