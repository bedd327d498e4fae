/** Patterns of a grammar as the states of an automaton, and the steps from one to the next. See grammar.ts. */

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

/** The state after an attribute, text, a child element, or the last attribute; `notAllowed` when there is none. */
export interface Steps {
  afterAttribute(state: State, name: string, value: string): State
  afterAttributes(state: State): State
  afterText(state: State): State
  afterElement(state: State, name: string): State
}

type States = ReturnType<typeof stateFactory>

/** Makes states, each only once. */
export function stateFactory() {
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
export function steps({ notAllowed, empty, text, group, choice, oneOrMore }: States): Steps {
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
