import { describe, expect, it } from 'vitest'
import {
  EXPORTERS,
  PAGE_EXPORTERS,
  READING_EXPORTERS,
  exportFormats,
  exportOptions,
  exporterOf,
} from '../../src-main/exporters/index.ts'
import { ExportFormat } from '../../src-main/shared/contract/export.ts'

describe('the registry of exporters', () => {
  it('lists each format once, as the contract shows it', () => {
    const formats = exportFormats()
    for (const format of formats) expect(ExportFormat.parse(format)).toEqual(format)
    expect(new Set(formats.map(({ id }) => id)).size).toBe(
      EXPORTERS.length + PAGE_EXPORTERS.length + READING_EXPORTERS.length,
    )
    expect(formats.find(({ id }) => id === 'ead3')).toMatchObject({
      name: 'EAD3',
      version: '1.1.1',
      options: {
        type: 'object',
        properties: { pageAddress: { type: 'string', title: 'Address of a page' } },
      },
    })
  })

  it('finds a format by its id, and says which it does not know', () => {
    expect(exporterOf('ead3').extension).toBe('xml')
    expect(() => exporterOf('ead4')).toThrow(
      expect.objectContaining({ code: 'exportFormatUnknown', data: { format: 'ead4' } }),
    )
  })

  it('fills in options that are left out, and names the one that it cannot take', () => {
    const ead3 = exporterOf('ead3')
    expect(exportOptions(ead3, {})).toEqual({ titleProper: '', author: '', pageAddress: '' })
    const refused = (option: string): unknown =>
      expect.objectContaining({ code: 'exportOptionUnknown', data: { option } })
    expect(() => exportOptions(ead3, { colour: 'red' })).toThrow(refused('colour'))
    expect(() => exportOptions(ead3, { pageAddress: 'javascript:alert(1)' })).toThrow(refused('pageAddress'))
  })
})
