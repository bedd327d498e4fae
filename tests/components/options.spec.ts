import { describe, expect, it } from 'vitest'
import { optionsOf } from '../../src-renderer/state/options.ts'
import { proposedValue } from '../../src-renderer/state/proposed-value.ts'
import { messages } from '../../src-main/shared/i18n/index.ts'

describe('the options of an export format', () => {
  it('become fields by the types of their JSON Schema', () => {
    const options = optionsOf({
      properties: {
        author: { type: 'string', title: 'Author', default: '' },
        indent: { type: 'boolean', default: true },
        depth: { type: 'integer' },
        flavour: { enum: ['dtd', 'xsd'], default: 'xsd' },
      },
    })
    expect(options.map(({ name, kind, fallback }) => [name, kind, fallback])).toEqual([
      ['author', 'line', ''],
      ['indent', 'yesNo', true],
      ['depth', 'number', ''],
      ['flavour', 'choice', 'xsd'],
    ])
  })

  it('are none where the schema is not one', () => {
    expect(optionsOf({ properties: 'all' })).toEqual([])
  })
})

describe('a proposed value', () => {
  it('is shown in a line, its codes in words', () => {
    const value = JSON.stringify({
      kind: 'receipt',
      expression: '59年03月25日',
      edtf: '1984-03-25',
      timeOfDay: '02:28',
    })
    expect(proposedValue(messages.en, { value })).toBe('59年03月25日 · 1984-03-25 · 02:28 · Receipt')
    expect(proposedValue(messages.ja, { value: JSON.stringify({ name: '鹿取', role: 'sender' }) })).toBe(
      '鹿取 · 発信者',
    )
  })

  it('is shown as it is where it is no JSON', () => {
    expect(proposedValue(messages.en, { value: 'as written' })).toBe('as written')
    expect(proposedValue(messages.en, { value: null })).toBe('')
  })
})
