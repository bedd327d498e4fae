/**
 * General entities of a document's internal DTD subset (XML 1.0, 4.2). Only text is taken from them, with a bound on
 * what one of them and all of them together may grow to; what lies outside the document is never read.
 */
import { XmlProblem } from './problem.ts'
import type { XmlProblemCode } from './problem.ts'

/** Characters that one entity may stand for. */
const LARGEST_ENTITY = 64_000
/** Characters that all references of a document together may stand for. */
const LARGEST_TOTAL = 4_000_000
const DEEPEST = 16

const MOST_REFERENCES = 1_000_000

const PREDEFINED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/** The entities that every document has, as a table without inherited names: `&toString;` is not one of them. */
export const predefinedEntities = (): Record<string, string> =>
  Object.assign(Object.create(null) as Record<string, string>, Object.fromEntries(PREDEFINED))

type Entity = { readonly text: string } | 'external'

/**
 * Defines the entities of a DOCTYPE (its text after the keyword) on `target`, where the parser looks them up. A
 * reference throws XmlProblem entityExternal, entityHoldsMarkup or entityTooLarge; `place` says where it is.
 */
export function defineEntities(
  doctype: string,
  target: Record<string, string>,
  place: () => { line: number; column: number },
): void {
  const entities = declarations(doctype)
  const problem = (code: XmlProblemCode) => {
    const { line, column } = place()
    return new XmlProblem(code, line, column + 1)
  }
  let characters = 0
  let references = 0
  const expand = (name: string, depth: number): string => {
    const entity = entities.get(name)
    if (entity === 'external') throw problem('entityExternal')
    if (entity === undefined || depth > DEEPEST) throw problem('notWellFormed')
    if (entity.text.includes('<')) throw problem('entityHoldsMarkup')
    // References that stand for nothing cost time all the same.
    if (++references > MOST_REFERENCES) throw problem('entityTooLarge')
    let text = ''
    let from = 0
    const grow = (by: string) => {
      text += by
      if (text.length > LARGEST_ENTITY) throw problem('entityTooLarge')
    }
    for (const { 0: reference, 1: inner = '', index } of entity.text.matchAll(/&([^;\s&]+);/g)) {
      grow(entity.text.slice(from, index))
      from = index + reference.length
      if (inner.startsWith('#')) grow(characterReferences(reference))
      else grow(PREDEFINED.get(inner) ?? expand(inner, depth + 1))
    }
    grow(entity.text.slice(from))
    return text
  }
  for (const name of entities.keys()) {
    Object.defineProperty(target, name, {
      enumerable: true,
      get: () => {
        const text = expand(name, 0)
        characters += text.length
        if (characters > LARGEST_TOTAL) throw problem('entityTooLarge')
        return text
      },
    })
  }
}

// A quoted literal, a comment and an instruction are each one token, so that what is inside is not read as markup.
const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!ENTITY\s+(?<parameter>%\s+)?(?<name>[^\s"'%<>&]+)\s+(?<rest>(?:"[^"]*"|'[^']*'|[^"'>])*)>|<![A-Z]+(?:"[^"]*"|'[^']*'|[^"'>])*>/g

function declarations(doctype: string): Map<string, Entity> {
  const entities = new Map<string, Entity>()
  const subset = /\[([\s\S]*)\]/.exec(doctype)?.[1]
  if (subset === undefined) return entities
  for (const { groups } of subset.matchAll(TOKEN)) {
    if (groups?.['name'] === undefined || groups['parameter'] !== undefined) continue
    const name = groups['name']
    // The first declaration of a name is the one that counts.
    if (entities.has(name) || PREDEFINED.has(name)) continue
    const literal = /^(?:"([^"]*)"|'([^']*)')\s*$/.exec(groups['rest'] ?? '')
    const value = literal?.[1] ?? literal?.[2]
    entities.set(name, value === undefined ? 'external' : { text: characterReferences(value) })
  }
  return entities
}

function characterReferences(text: string): string {
  return text.replace(
    /&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));/g,
    (whole, hex: string | undefined, decimal: string) => {
      const code = hex === undefined ? Number(decimal) : parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}
