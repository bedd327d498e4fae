/** What may be chosen for a spreadsheet: its columns, the words of its first row, and how several values stand in it. */
import { z } from 'zod'
import { columnOf } from '../../shared/domain/sheet/column.ts'

const shared = {
  /** Ids of columns with commas between them; every field when empty. */
  columns: z
    .string()
    .max(10_000)
    .refine((ids) => ids === '' || ids.split(',').every((id) => columnOf(id.trim()) !== null))
    .default('')
    .meta({
      title: 'Columns',
      description: 'Such as referenceCode,title@jpn,dates.despatch; empty for all.',
    }),
  headers: z.enum(['en', 'ja', 'codes']).default('en').meta({ title: 'First row' }),
  /** Up to how many columns a field that repeats gets; with one, its values stand in one cell. */
  numbered: z.enum(['1', '2', '3', '5', '10']).default('1').meta({ title: 'Columns for repeated values' }),
  separator: z.enum(['|', ';', 'line']).default('|').meta({ title: 'Between values in one cell' }),
}

export const XlsxOptions = z.strictObject(shared)
export type XlsxOptions = z.infer<typeof XlsxOptions>

export const CsvOptions = z.strictObject({
  ...shared,
  encoding: z.enum(['utf-8', 'cp932', 'utf-16']).default('utf-8').meta({ title: 'Encoding' }),
  delimiter: z.enum([',', ';', 'tab']).default(',').meta({ title: 'Between columns' }),
})
export type CsvOptions = z.infer<typeof CsvOptions>
