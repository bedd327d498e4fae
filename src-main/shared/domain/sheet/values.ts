/**
 * Several values in one cell stand with ` | ` between them. A bar inside a value is written `\|`, so that what is
 * written is read as the same values again.
 */
export const BAR = '|'

export const joinValues = (values: readonly string[], separator: string = BAR): string =>
  values.map((value) => guarded(value, separator)).join(separator === '\n' ? '\n' : ` ${separator} `)

const quoted = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Backslashes count only before a separator. */
const guarded = (value: string, separator: string): string =>
  value.replaceAll(
    new RegExp(`(\\\\*)${quoted(separator)}`, 'g'),
    (_, slashes: string) => `${slashes}${slashes}\\${separator}`,
  )

/** The values in a cell, without the white space around them; empty ones are none. */
export function splitValues(text: string, separator: string = BAR): string[] {
  const values: string[] = []
  let value = ''
  let slashes = 0
  for (const sign of text) {
    if (sign === separator) {
      value = value.slice(0, value.length - slashes) + '\\'.repeat(Math.floor(slashes / 2))
      if (slashes % 2 === 1) value += sign
      else {
        values.push(value)
        value = ''
      }
      slashes = 0
      continue
    }
    value += sign
    slashes = sign === '\\' ? slashes + 1 : 0
  }
  values.push(value)
  return values.map((one) => one.trim()).filter((one) => one !== '')
}
