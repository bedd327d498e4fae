/** Readings of titles in a cell. */
import type { TextValue } from '../../../contract/description.ts'
import { isRead } from '../../reading.ts'
import type { Column } from '../column.ts'
import type { Celled } from './celled.ts'
import { refused } from './change.ts'
import type { CellChange } from './change.ts'

/** A reading that stays is that of the same title; the others are those of the titles that have none yet, in order. */
export function withReadings(
  { title = [] }: Celled,
  { language }: Column,
  readings: readonly string[],
): CellChange {
  const shown = title.filter((one) => isRead(one) && (language === null || one.language === language))
  if (readings.length > shown.length) return refused('title', '')
  const kept = new Map<TextValue, string>()
  const fresh = readings.filter((reading) => {
    const same = shown.find((one) => one.reading === reading && !kept.has(one))
    if (same) kept.set(same, reading)
    return !same
  })
  for (const one of shown) {
    const reading = kept.has(one) ? undefined : fresh.shift()
    if (reading !== undefined) kept.set(one, reading)
  }
  return {
    patch: {
      title: title.map((one) => {
        if (!shown.includes(one)) return one
        const { reading: _, ...plain } = one
        const reading = kept.get(one)
        return reading === undefined ? plain : { ...plain, reading }
      }),
    },
  }
}
