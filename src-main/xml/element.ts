/** A tree of XML elements, small enough to be built for one part of a document at a time. */

/** Attributes in the order in which they are written; one that is null or undefined is not. */
export type Attributes = Readonly<Record<string, string | null | undefined>>

export interface Element {
  readonly name: string
  readonly attributes: Attributes
  readonly children: readonly (Element | string)[]
  /** White space inside is content, also where there is no text beside the elements. */
  readonly isMixed?: true
}

/** What may be given as a child: nothing is left of null, undefined and false, and lists are laid flat. */
export type Child = Element | string | null | undefined | false | readonly Child[]

export function element(name: string, attributes: Attributes, ...children: readonly Child[]): Element {
  return { name, attributes, children: flat(children, []) }
}

/** Like `element`, for content in which nothing may come between two elements. */
export const mixed = (name: string, attributes: Attributes, ...children: readonly Child[]): Element => ({
  ...element(name, attributes, ...children),
  isMixed: true,
})

/** Like `element`, but null when nothing would be inside: for elements that a schema forbids to be empty. */
export function elementOrNull(
  name: string,
  attributes: Attributes,
  ...children: readonly Child[]
): Element | null {
  const made = element(name, attributes, ...children)
  return made.children.length > 0 ? made : null
}

function flat(children: readonly Child[], into: (Element | string)[]): (Element | string)[] {
  for (const child of children) {
    if (child === null || child === undefined || child === false || child === '') continue
    if (typeof child === 'string' || !Array.isArray(child)) into.push(child as Element | string)
    else flat(child, into)
  }
  return into
}

/** The elements among children, laid flat: the parts of an element whose tags are written by themselves. */
export const elementsIn = (...children: readonly Child[]): Element[] =>
  flat(children, []).filter((child) => typeof child !== 'string')
