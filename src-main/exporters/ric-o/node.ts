/** Nodes of JSON-LD: what they are, and what is said of them; what says nothing is left out. */
import { tagOfLanguage } from '../../shared/domain/language-tag.ts'
import { legalText } from '../../xml/characters.ts'
import { isBlank } from '../plain.ts'
import type { RicoClass, RicoProperty } from './terms.ts'

/** Words, in a language where it is known. */
export type Words = string | { readonly '@value': string; readonly '@language': string }
export type Node = Readonly<Record<string, unknown>>
type Value = Words | Node | null | undefined | false | readonly Value[]

export function words(
  value: string,
  language: string | null = null,
  script: string | null = null,
): Words | null {
  if (isBlank(value)) return null
  const tag = tagOfLanguage({ language, script })
  return tag === '' ? legalText(value) : { '@value': legalText(value), '@language': tag }
}

/** Null where nothing is said of it beside what it is. */
export function node(
  type: RicoClass,
  id: string | null,
  said: Partial<Record<RicoProperty, Value>>,
): Node | null {
  const properties = Object.entries(said).flatMap(([name, value]): [string, unknown][] => {
    const values = flat(value)
    const [only] = values
    return values.length === 0 ? [] : [[`rico:${name}`, values.length === 1 ? only : values]]
  })
  if (properties.length === 0) return null
  return { ...(id !== null && { '@id': id }), '@type': `rico:${type}`, ...Object.fromEntries(properties) }
}

function flat(value: Value): (Words | Node)[] {
  if (value === null || value === undefined || value === false || value === '') return []
  return Array.isArray(value) ? value.flatMap(flat) : [value as Words | Node]
}
