/** The ways in which a form of a name may stand in running text: as it is, in its other order, and by the surname. */

interface Written {
  readonly value: string
  readonly surname: string | null
  readonly given: string | null
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
/** A surname that stands alone for the whole: shorter ones are words of the language too often. */
const LEAST_LATIN = 2

/** `Gromyko, Andrei, 1909-1989` stands in a text as that, as Andrei Gromyko, as Gromyko Andrei, or as Gromyko. */
export function formsInText({ value, surname, given }: Written): string[] {
  const parts = value.split(/[,，、]\s*/u).filter((part) => part !== '' && !/\d/.test(part))
  const family = surname ?? (parts.length > 1 ? (parts[0] ?? null) : spacedFamily(value))
  const first = given ?? (parts.length > 1 ? (parts[1] ?? null) : null)
  const forms = new Set([value])
  if (family !== null && first !== null) {
    for (const form of CJK.test(family)
      ? [`${family}${first}`]
      : [`${first} ${family}`, `${family} ${first}`])
      forms.add(form)
  }
  if (family !== null && (CJK.test(family) || family.length >= LEAST_LATIN)) forms.add(family)
  return [...forms]
}

/** 鹿取 泰衛: the family name stands before the space. */
function spacedFamily(value: string): string | null {
  const [family, ...rest] = value.trim().split(/[\s\u3000]+/u)
  return family !== undefined && rest.length === 1 && /^\p{Script=Han}+$/u.test(family) ? family : null
}
