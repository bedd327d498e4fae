/**
 * What the catalogue knows of a text and EAD 2002 has no attribute for: language, script, kind, reading, the date as
 * EDTF. It stands in `altrender`, which every element has and no reader of EAD acts on: `lang=jpn; script=Jpan`.
 */
export type Remembered = Readonly<Record<string, string | null | undefined>>

/** Null when there is nothing to remember. In values `%`, `;` and `=` are percent-encoded. */
export function altrender(remembered: Remembered): string | null {
  const parts: string[] = []
  for (const name in remembered) {
    const value = remembered[name]
    if (value) parts.push(`${name}=${value.replace(/[%;=]/g, encodeURIComponent)}`)
  }
  return parts.length === 0 ? null : parts.join('; ')
}
