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

/** What may still come inside an element; equal ones are the same object, so that each step is worked out once. */
export interface State {
  readonly kind: 'notAllowed' | 'empty' | 'text' | 'element' | 'attribute' | 'choice' | 'group' | 'oneOrMore'
  /** Name of an element or attribute. */
  readonly name: string
  /** Values that an attribute may have; null for any. */
  readonly values: ReadonlySet<string> | null
  readonly parts: readonly State[]
  readonly nullable: boolean
  readonly declaration: Declaration | null
  readonly steps: Map<string, State>
}

/** An element as its parent's pattern names it. */
export interface Declaration {
  readonly name: string
  /** What is expected, attributes included, before anything has been seen. */
  readonly start: State
  /** The elements that may occur anywhere inside, by name. */
  readonly children: ReadonlyMap<string, Declaration>
}

export interface Grammar {
  readonly namespace: string
  readonly roots: ReadonlyMap<string, Declaration>
  /** The state after an attribute, text, a child element, or the last attribute; `notAllowed` when there is none. */
  afterAttribute(state: State, name: string, value: string): State
  afterAttributes(state: State): State
  afterText(state: State): State
  afterElement(state: State, name: string): State
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

type States = ReturnType<typeof stateFactory>

/** Makes states, each only once. */
function stateFactory() {
  const known = new Map<string, State>()
  const numbers = new Map<State, number>()
  const make = (key: string, given: Partial<State> & Pick<State, 'kind'>): State => {
    const found = known.get(key)
    if (found) return found
    const state: State = {
      name: '',
      values: null,
      parts: [],
      nullable: false,
      declaration: null,
      steps: new Map(),
      ...given,
    }
    known.set(key, state)
    numbers.set(state, numbers.size)
    return state
  }
  const number = (state: State) => numbers.get(state) ?? -1
  const declared = new Map<Declaration, number>()

  const notAllowed = make('notAllowed', { kind: 'notAllowed' })
  const empty = make('empty', { kind: 'empty', nullable: true })
  const text = make('text', { kind: 'text', nullable: true })
  const group = (a: State, b: State): State => {
    if (a === notAllowed || b === notAllowed) return notAllowed
    if (a === empty) return b
    if (b === empty) return a
    return make(`group ${number(a)} ${number(b)}`, {
      kind: 'group',
      parts: [a, b],
      nullable: a.nullable && b.nullable,
    })
  }
  /** The parts of a choice are kept as a set, so that taking steps does not pile up the same ones. */
  const choice = (a: State, b: State): State => {
    const options = new Set([a, b].flatMap((state) => (state.kind === 'choice' ? state.parts : [state])))
    options.delete(notAllowed)
    const parts = [...options].sort((x, y) => number(x) - number(y))
    const [only] = parts
    if (only === undefined) return notAllowed
    if (parts.length === 1) return only
    return make(`choice ${parts.map(number).join(' ')}`, {
      kind: 'choice',
      parts,
      nullable: parts.some(({ nullable }) => nullable),
    })
  }
  const oneOrMore = (a: State): State =>
    a === notAllowed || a === empty || a.kind === 'oneOrMore'
      ? a
      : make(`oneOrMore ${number(a)}`, { kind: 'oneOrMore', parts: [a], nullable: a.nullable })
  const attribute = (name: string, values: readonly string[] | null): State =>
    make(`attribute ${name} ${JSON.stringify(values)}`, {
      kind: 'attribute',
      name,
      values: values && new Set(values),
    })
  const element = (declaration: Declaration): State => {
    const at = declared.get(declaration) ?? declared.size
    declared.set(declaration, at)
    return make(`element ${at}`, { kind: 'element', name: declaration.name, declaration })
  }
  return { notAllowed, empty, text, group, choice, oneOrMore, attribute, element }
}

/** Derivatives, remembered in the state that they start from. */
function steps({
  notAllowed,
  empty,
  text,
  group,
  choice,
  oneOrMore,
}: States): Omit<Grammar, 'namespace' | 'roots'> {
  /** What is left of a state after something that only `leaf` knows how to take. */
  const derive = (state: State, leaf: (state: State) => State, inAnyOrder: boolean): State => {
    const [a = empty, b = empty] = state.parts
    switch (state.kind) {
      case 'choice':
        return state.parts.map((part) => derive(part, leaf, inAnyOrder)).reduce(choice, notAllowed)
      case 'oneOrMore':
        return group(derive(a, leaf, inAnyOrder), choice(state, empty))
      case 'group': {
        const first = group(derive(a, leaf, inAnyOrder), b)
        if (inAnyOrder) return choice(first, group(a, derive(b, leaf, inAnyOrder)))
        return a.nullable ? choice(first, derive(b, leaf, inAnyOrder)) : first
      }
      default:
        return leaf(state)
    }
  }
  const remembered = (state: State, key: string, work: () => State): State => {
    let next = state.steps.get(key)
    if (next === undefined) state.steps.set(key, (next = work()))
    return next
  }
  const withoutAttributes = (state: State): State => {
    const [a = empty, b = empty] = state.parts
    switch (state.kind) {
      case 'attribute':
        return notAllowed
      case 'choice':
        return state.parts.map(withoutAttributes).reduce(choice, notAllowed)
      case 'group':
        return group(withoutAttributes(a), withoutAttributes(b))
      case 'oneOrMore':
        return oneOrMore(withoutAttributes(a))
      default:
        return state
    }
  }
  const closed = new Map<State, ReadonlySet<string>>()
  /** Every value that some attribute in a state is compared with: others are all alike. */
  const valuesIn = (state: State): ReadonlySet<string> => {
    let values = closed.get(state)
    if (!values)
      closed.set(
        state,
        (values = new Set([...(state.values ?? []), ...state.parts.flatMap((part) => [...valuesIn(part)])])),
      )
    return values
  }
  return {
    afterAttribute(state, name, value) {
      const key = valuesIn(state).has(value) ? `@${name} ${value}` : `@${name}`
      return remembered(state, key, () =>
        derive(
          state,
          (leaf) =>
            leaf.kind === 'attribute' &&
            leaf.name === name &&
            (leaf.values === null || leaf.values.has(value))
              ? empty
              : notAllowed,
          true,
        ),
      )
    },
    afterAttributes: (state) => remembered(state, '>', () => withoutAttributes(state)),
    afterText: (state) =>
      remembered(state, '#', () => derive(state, (leaf) => (leaf === text ? text : notAllowed), false)),
    afterElement: (state, name) =>
      remembered(state, name, () =>
        derive(state, (leaf) => (leaf.kind === 'element' && leaf.name === name ? empty : notAllowed), false),
      ),
  }
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
