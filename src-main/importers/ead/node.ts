/**
 * A part of an EAD document as it was read, and for each of its elements, attributes and texts whether the model has it.
 * What the model has not is what is kept: the same part without everything that was taken.
 */
import { escapeAttribute, escapeText } from '../../xml/serialize.ts'

export interface EadText {
  readonly kind: 'text'
  readonly text: string
  taken: boolean
}

/** A comment or an instruction: never of the model, and kept like all the rest. */
export interface EadAside {
  readonly kind: 'comment' | 'instruction'
  readonly text: string
  readonly taken?: never
}

export interface EadNode {
  readonly kind: 'element'
  /** The name as EAD has it: without a prefix, `c` for `c01` to `c12`; with its prefix where it is of another vocabulary. */
  readonly name: string
  /** The name as it is written. */
  readonly tag: string
  /** As they are written. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (EadNode | EadText | EadAside)[]
  /** Where its start tag ends, from 1. */
  readonly line: number
  readonly column: number
  taken: boolean
  /** Attributes that the model has, as they are written. */
  takenAttributes: string[] | null
}

/** White space as XML has it: U+3000 is text. */
export const isXmlBlank = (text: string): boolean => !/[^ \t\r\n]/.test(text)

export const elementsOf = (node: EadNode): EadNode[] =>
  node.children.filter((child): child is EadNode => child.kind === 'element')

export const childrenNamed = (node: EadNode, ...names: readonly string[]): EadNode[] =>
  elementsOf(node).filter(({ name }) => names.includes(name))

/** Attributes that EAD takes from XLink or from XML itself: written with whatever prefix the document has for it. */
const PREFIXED: ReadonlySet<string> = new Set(['lang', 'href', 'title'])

function writtenAs({ attributes }: EadNode, names: readonly string[]): string | null {
  for (const name of names) {
    if (attributes[name] !== undefined) return name
    if (!PREFIXED.has(name)) continue
    for (const written in attributes)
      if (written.endsWith(`:${name}`) && !written.startsWith('xmlns:')) return written
  }
  return null
}

/** The value of the first of these attributes that is there; null when none is, or there is nothing in it. */
export function attributeOf(node: EadNode, ...names: readonly string[]): string | null {
  const written = writtenAs(node, names)
  const value = written === null ? '' : (node.attributes[written] ?? '').trim()
  return value === '' ? null : value
}

/** Says that the model has what an attribute says. */
export function takeAttribute(node: EadNode, ...names: readonly string[]): void {
  const written = writtenAs(node, names)
  if (written !== null) (node.takenAttributes ??= []).push(written)
}

/** Every text below, in order. */
export function* textsOf(node: EadNode): Generator<EadText> {
  for (const child of node.children) {
    if (child.kind === 'text') yield child
    else if (child.kind === 'element') yield* textsOf(child)
  }
}

/** Everything that can be read below, its white space as one space. */
export const wordsOf = (node: EadNode): string => {
  let text = ''
  for (const piece of textsOf(node)) text += piece.text
  return text.replace(/[ \t\r\n]+/g, ' ').trim()
}

/** Says that the model has an element and all elements and texts below it; their attributes are said one by one. */
export function takeAll(node: EadNode, claim: (text: EadText) => void): void {
  node.taken = true
  for (const child of node.children) {
    if (child.kind === 'text') claim(child)
    else if (child.kind === 'element') takeAll(child, claim)
  }
}

/** An element as XML without what was taken of it; null when nothing is left to say. */
export function residueOf(node: EadNode): string | null {
  const attributes = attributesLeft(node)
  let inside = ''
  let isLeft = !node.taken || attributes.replaceAll(NAMESPACE, '') !== ''
  for (const child of node.children) {
    if (child.kind === 'text' && isIndent(child.text)) continue
    const left = child.kind === 'element' ? residueOf(child) : leftOf(child)
    if (left === null) continue
    inside += left
    isLeft ||= child.kind !== 'text' || !isXmlBlank(child.text)
  }
  if (!isLeft) return null
  return inside === '' ? `<${node.tag}${attributes}/>` : `<${node.tag}${attributes}>${inside}</${node.tag}>`
}

const NAMESPACE = / xmlns(?::[^=]*)?="[^"]*"/g

/** What an editor has put between two tags. */
const isIndent = (text: string): boolean => /^[ \t\r\n]*\n[ \t\r\n]*$/.test(text)

function attributesLeft({ attributes, takenAttributes }: EadNode): string {
  let text = ''
  for (const name in attributes)
    if (takenAttributes?.includes(name) !== true)
      text += ` ${name}="${escapeAttribute(attributes[name] ?? '')}"`
  return text
}

function leftOf(child: EadText | EadAside): string | null {
  if (child.kind === 'comment') return `<!--${child.text}-->`
  if (child.kind === 'instruction') return `<?${child.text}?>`
  return child.taken === true ? null : escapeText(child.text)
}
