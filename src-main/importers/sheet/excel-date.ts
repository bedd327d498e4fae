/** Numbers that a workbook shows as dates. */

/** Built-in formats of dates and times, those of East Asia among them (ECMA-376 18.8.30). */
const BUILT_IN = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const

/** Whether a number format shows a date: a custom one does where letters of dates stand outside of quotes and brackets. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.some(([from, to]) => id >= from && id <= to)
  const bare = code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\.|_./g, '')
  return (
    /[ydge]|m(?!$)/i.test(bare) &&
    !/^[#0.,%E+\- ]*$/i.test(bare) &&
    /[ymdhsge]/i.test(bare) &&
    !/^general$/i.test(bare)
  )
}

const DAY = 86_400_000

/** The day of a serial number, with the time where there is one; null where it is none. Day 60 of 1900 never was. */
export function dateOfSerial(serial: number, from1904: boolean): string | null {
  const days = from1904 ? serial + 1462 : serial
  if (days < 1 || days >= 2_958_466) return null
  const shifted = days < 60 ? days + 1 : days
  const at = new Date(Date.UTC(1899, 11, 30) + Math.round(shifted * DAY))
  const text = at.toISOString()
  return Number.isInteger(serial) ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`
}
