/** Fields of a MARC 21 record as they are put together, and their place in MARCXML. */
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'

/** `ind1` and `ind2`, such as `1 `; a blank is a space. */
export type Indicators = string
export type Subfield = readonly [code: string, value: string | null | undefined | false]

export interface Field {
  readonly tag: string
  readonly indicators: Indicators
  readonly subfields: readonly (readonly [code: string, value: string])[]
}

/** Null where no subfield says anything. */
export function field(tag: string, indicators: Indicators, ...subfields: readonly Subfield[]): Field | null {
  const said = subfields.flatMap(([code, value]) => {
    if (value === null || value === undefined || value === false || value.trim() === '') return []
    return [[code, value] as const]
  })
  return said.length === 0 ? null : { tag, indicators, subfields: said }
}

export const fieldElement = ({ tag, indicators, subfields }: Field): Element =>
  element(
    'datafield',
    { tag, ind1: indicators[0], ind2: indicators[1] },
    subfields.map(([code, value]) => element('subfield', { code }, value)),
  )

/** Codes of scripts in `$6` (MARC 21, Appendix A); those that it has no code for are not named. */
const SCRIPT_CODES: readonly (readonly [scripts: RegExp, code: string])[] = [
  [/^(?:Jpan|Hani|Hira|Kana|Hrkt|Hans|Hant|Kore|Hang)$/, '/$1'],
  [/^Latn$/, '/(B'],
  [/^Cyrl$/, '/(N'],
  [/^Grek$/, '/(S'],
  [/^Hebr$/, '/(2'],
  [/^Arab$/, '/(3'],
]

/** The same field in other scripts, as fields 880 that name it and that it names (MARC 21, model A). */
export class Linkage {
  #linked: Field[] = []

  /** The field, linked to its other forms. */
  link(field: Field, others: readonly { readonly script: string | null; readonly field: Field }[]): Field {
    if (others.length === 0) return field
    const numbers = others.map(({ script, field: other }) => {
      const number = String(this.#linked.length + 1).padStart(2, '0')
      const code = SCRIPT_CODES.find(([scripts]) => scripts.test(script ?? ''))?.[1] ?? ''
      this.#linked.push({
        ...other,
        tag: '880',
        subfields: [['6', `${field.tag}-${number}${code}`], ...other.subfields],
      })
      return ['6', `880-${number}`] as const
    })
    return { ...field, subfields: [...numbers, ...field.subfields] }
  }

  get fields(): readonly Field[] {
    return this.#linked
  }
}
