/**
 * Checks a document against a grammar while it is parsed: memory holds the path from the root, whatever the size.
 * Problems name elements and attributes only, never what stands in them.
 */
import type { Grammar } from './grammar.ts'
import type { Declaration, State } from './pattern.ts'
import type { Place, XmlHandler } from './parse.ts'

/** `line` counts from 1; `rule` is a code and the path of names it is about, such as `elementNotExpected odd/c`. */
export type ReportProblem = (line: number, rule: string) => void

interface Open {
  readonly name: string
  /** Null inside an element that was not expected: nothing can be said about what it holds. */
  readonly declaration: Declaration | null
  state: State | null
}

export function grammarChecker(
  grammar: Grammar,
  report: ReportProblem,
): Required<Pick<XmlHandler, 'open' | 'text' | 'close'>> {
  const open: Open[] = []

  const begin = (
    name: string,
    attributes: Readonly<Record<string, string>>,
    parent: Open | undefined,
    place: Place,
  ): Open => {
    if (parent?.declaration === null) return { name, declaration: null, state: null }
    const declaration = (parent ? parent.declaration.children : grammar.roots).get(name)
    const next = parent?.state && grammar.afterElement(parent.state, name)
    if (declaration === undefined || next?.kind === 'notAllowed') {
      report(place.line, `elementNotExpected ${parent ? `${parent.name}/` : ''}${name}`)
      return { name, declaration: null, state: null }
    }
    if (parent && next) parent.state = next
    let state = declaration.start
    for (const attribute in attributes) {
      const value = attributes[attribute] ?? ''
      if (attribute === 'xmlns') {
        if (value !== grammar.namespace) report(place.line, `namespaceNotExpected ${name}`)
        continue
      }
      const after = grammar.afterAttribute(state, attribute, value)
      if (after.kind === 'notAllowed') report(place.line, `attributeNotExpected ${name}@${attribute}`)
      else state = after
    }
    if (!parent && grammar.namespace !== '' && attributes['xmlns'] === undefined) {
      report(place.line, `namespaceNotExpected ${name}`)
    }
    const content = grammar.afterAttributes(state)
    if (content.kind === 'notAllowed') {
      report(place.line, `attributeMissing ${name}`)
      return { name, declaration: null, state: null }
    }
    return { name, declaration, state: content }
  }

  return {
    open(name, attributes, place) {
      open.push(begin(name, attributes, open.at(-1), place))
    },
    text(text, place) {
      const current = open.at(-1)
      if (!current?.state || isWhiteSpace(text)) return
      const next = grammar.afterText(current.state)
      if (next.kind === 'notAllowed') report(place.line, `textNotExpected ${current.name}`)
      else current.state = next
    },
    close(_, place) {
      const current = open.pop()
      if (current?.state && !current.state.nullable) report(place.line, `notComplete ${current.name}`)
    },
  }
}

/** White space as XML has it: U+3000 is text. */
const isWhiteSpace = (text: string): boolean => !/[^ \t\r\n]/.test(text)
