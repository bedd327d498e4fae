/** A value of any field in a line, as a person reads it. */
import type { MarkupRange } from '../../src-main/shared/domain/markup.ts'
import type { Messages } from '../../src-main/shared/i18n/index.ts'
import { marksInWords } from '../marks-in-words.ts'

type Row = Readonly<Record<string, unknown>>
const text = (value: unknown) => (typeof value === 'string' ? value : '')

function rowWords(m: Messages, row: Row): string {
  if ('expression' in row) return text(row['expression'])
  if ('quantity' in row) return `${text(row['quantity'])} ${text(row['unit'])}`
  if ('markup' in row) {
    const value = text(row['value'])
    return `${value} (${marksInWords(m, value, row['markup'] as MarkupRange[]).join(', ')})`
  }
  if (text(row['reading']) !== '') return `${text(row['value'])} (${text(row['reading'])})`
  for (const name of ['value', 'name', 'target', 'language'])
    if (text(row[name]) !== '') return text(row[name])
  return ''
}

export function valueWords(
  m: Messages,
  recordTypes: Readonly<Record<string, string>>,
  field: string,
  value: unknown,
): string {
  if (Array.isArray(value))
    return (value as Row[])
      .map((row) => rowWords(m, row))
      .filter((words) => words !== '')
      .join(' · ')
  const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    status: m.statuses,
    recordType: recordTypes,
    level: m.levels,
  }
  return names[field]?.[text(value)] ?? text(value)
}
