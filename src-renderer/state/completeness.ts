/** What of a field's value can be kept: rows that are still empty or half filled in stay with the person until they are whole. */
import { isEdtf } from '../../src-main/shared/domain/date/index.ts'
import type { DescriptionFields } from '../../src-main/shared/contract/description.ts'

type Rules = { [F in keyof DescriptionFields]?: (value: DescriptionFields[F]) => DescriptionFields[F] }

const TIME = /^\d{2}:\d{2}(:\d{2})?$/

/** A day that is still being typed is not sent. */
const dayOf = (day: string | null): string | null => (day !== null && isEdtf(day) ? day : null)

const STRUCTURED: Rules = {
  identifiers: (rows) => rows.filter(({ value }) => value.trim() !== ''),
  dates: (rows) =>
    rows
      .filter(({ expression, edtf }) => expression.trim() !== '' || edtf !== null)
      .map((date) => ({
        ...date,
        timeOfDay: date.timeOfDay !== null && TIME.test(date.timeOfDay) ? date.timeOfDay : null,
      })),
  extents: (rows) =>
    rows.filter(({ quantity, unit }) => /^\d+(\.\d+)?$/.test(quantity) && unit.trim() !== ''),
  languages: (rows) => rows.filter(({ language }) => language !== ''),
  agents: (rows) => rows.filter(({ name }) => name.trim() !== ''),
  accessPoints: (rows) => rows.filter(({ value }) => value.trim() !== ''),
  relations: (rows) => rows.filter(({ target }) => target.trim() !== ''),
  containers: (rows) =>
    rows.filter(({ containerId, indicator }) => containerId !== null || indicator.trim() !== ''),
  restrictions: (rows) =>
    rows
      .filter(
        ({ basis, years, ends, event, note, type }) =>
          type !== 'closed' ||
          [basis, years, ends, event, note].some((value) => value !== null && value !== ''),
      )
      .map((one) => ({
        ...one,
        ends: dayOf(one.ends),
        begins: dayOf(one.begins),
        reviewOn: dayOf(one.reviewOn),
      })),
}

interface WithValue {
  value: string
}

const isText = (rows: unknown[]): rows is WithValue[] =>
  rows.every((row) => typeof row === 'object' && row !== null && 'value' in row && 'code' in row)

/** The part of a field's value to send. */
export function whole<F extends keyof DescriptionFields>(
  field: F,
  value: DescriptionFields[F],
): DescriptionFields[F] {
  const rule = STRUCTURED[field] as ((value: DescriptionFields[F]) => DescriptionFields[F]) | undefined
  if (rule) return rule(value)
  if (Array.isArray(value) && isText(value))
    return value.filter((row) => row.value.trim() !== '') as DescriptionFields[F]
  return value
}

/** Whether a row holds something that `whole` leaves out: half filled in, not merely empty. */
export function halfFilled<F extends keyof DescriptionFields>(
  field: F,
  value: DescriptionFields[F],
): boolean {
  if (field !== 'extents' || !Array.isArray(value)) return false
  const rows = value as DescriptionFields['extents']
  return rows.some(
    ({ quantity, unit }) => quantity.trim() !== '' && (unit.trim() === '' || !/^\d+(\.\d+)?$/.test(quantity)),
  )
}
