/**
 * A RELAX NG grammar read from its file, for checking documents while they are parsed.
 *
 * The part of RELAX NG that it takes is the one where the name of an element, inside a given parent, says which
 * pattern it must match: `element`, `attribute`, `group`, `choice`, `optional`, `zeroOrMore`, `oneOrMore`, `text`,
 * `empty`, `ref`, and `value` in attributes. Such a grammar is an automaton, and its states are made when a document first
 * needs them (derivatives of patterns: Brzozowski 1964, Clark 2002). Anything else in the file is refused when it is
 * opened.
 */
import { readFileSync } from 'node:fs'
import { decodeXml } from './decode.ts'
import { parseXml } from './parse.ts'
import { stateFactory, steps } from './pattern.ts'
import type { Declaration, State, Steps } from './pattern.ts'

export interface Grammar extends Steps {
  readonly namespace: string
  readonly roots: ReadonlyMap<string, Declaration>
}

/** @throws Error when the file uses more of RELAX NG than this reads: then the program is wrong, not its input. */
export function openGrammar(path: string): Grammar {
  const tree = readTree(path)
  if (tree.name !== 'grammar') throw new Error('a grammar is expected')
  const states = stateFactory()
  const { notAllowed, empty, choice, group, oneOrMore } = states

  const defines = new Map<string, SchemaNode>()
  for (const node of tree.children)
    if (node.name === 'define') defines.set(node.attributes['name'] ?? '', node)
  const expanded = new Map<string, State>()

  const all = (node: SchemaNode): State =>
    node.children.map(read).reduceRight((rest, one) => group(one, rest), empty)
  const read = (node: SchemaNode): State => {
    switch (node.name) {
      case 'empty':
        return empty
      case 'text':
        return states.text
      case 'group':
        return all(node)
      case 'choice':
        return node.children.map(read).reduce(choice, notAllowed)
      case 'optional':
        return choice(all(node), empty)
      case 'oneOrMore':
        return oneOrMore(all(node))
      case 'zeroOrMore':
        return choice(oneOrMore(all(node)), empty)
      case 'ref':
        return reference(node.attributes['name'] ?? '')
      case 'attribute':
        return states.attribute(node.attributes['name'] ?? '', valuesOf(node))
      case 'element':
        return states.element(declare(node))
      default:
        throw new Error(`RELAX NG ${node.name} is not read`)
    }
  }
  const reference = (name: string): State => {
    const known = expanded.get(name)
    if (known) return known
    const node = defines.get(name)
    if (!node) throw new Error(`RELAX NG define ${name} is missing`)
    const state = all(node)
    expanded.set(name, state)
    return state
  }
  // The pattern of an element is read when it is first asked for, because an element may stand inside itself.
  const declare = (node: SchemaNode): Declaration => {
    let start: State | undefined
    let children: Map<string, Declaration> | undefined
    return {
      name: node.attributes['name'] ?? '',
      get start() {
        return (start ??= all(node))
      },
      get children() {
        return (children ??= declarationsIn(this.start))
      },
    }
  }

  const startNode = tree.children.find(({ name }) => name === 'start')
  if (!startNode) throw new Error('RELAX NG start is missing')
  const roots = declarationsIn(all(startNode))
  // Every element is read now, so that a mistake in the file does not wait for a document that shows it.
  const visited = new Set<Declaration>()
  const visit = (declaration: Declaration) => {
    if (visited.has(declaration)) return
    visited.add(declaration)
    for (const child of declaration.children.values()) visit(child)
  }
  for (const root of roots.values()) visit(root)
  return {
    namespace: tree.attributes['ns'] ?? '',
    roots,
    ...steps(states),
  }
}

/** The elements named in a pattern; one name must mean one declaration. */
function declarationsIn(state: State, into = new Map<string, Declaration>()): Map<string, Declaration> {
  if (state.declaration) {
    const { name } = state.declaration
    if ((into.get(name) ?? state.declaration) !== state.declaration) {
      throw new Error(`RELAX NG element ${name} has two meanings in one place`)
    }
    into.set(name, state.declaration)
  }
  for (const part of state.parts) declarationsIn(part, into)
  return into
}

interface SchemaNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: SchemaNode[]
  text: string
}

function readTree(path: string): SchemaNode {
  const root: SchemaNode = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  parseXml(decodeXml([readFileSync(path)]), {
    open(name, attributes) {
      const node: SchemaNode = { name, attributes, children: [], text: '' }
      open.at(-1)?.children.push(node)
      open.push(node)
    },
    text(text) {
      const node = open.at(-1)
      if (node) node.text += text
    },
    close() {
      open.pop()
    },
  })
  return root.children[0] ?? root
}

/** The values of an attribute: any (`text`), or a closed list. */
function valuesOf({ attributes, children }: SchemaNode): string[] | null {
  const only = children.length === 1 ? children[0] : undefined
  const values = only?.name === 'choice' ? only.children : children
  if (values.length > 0 && values.every(({ name }) => name === 'value')) return values.map(({ text }) => text)
  if (only?.name === 'text' || only?.name === 'ref') return null
  throw new Error(`RELAX NG attribute ${attributes['name']} is not read`)
}
