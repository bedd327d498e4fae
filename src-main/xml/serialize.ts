/**
 * Elements to text. The same tree gives the same bytes. An element that holds text is written on one line with
 * everything inside it, because white space there is content; any other has its children on lines of their own, so
 * that a line number in a report points at one element.
 */
import { legalText } from './characters.ts'
import type { Attributes, Element } from './element.ts'

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** The line that opens an element whose children are written one by one. */
export const openLine = (name: string, attributes: Attributes, depth: number): string =>
  `${indent(depth)}<${name}${attributeText(attributes)}>\n`

export const closeLine = (name: string, depth: number): string => `${indent(depth)}</${name}>\n`

/** A whole element on lines of its own, `depth` elements below the root. */
export function serialize(tree: Element, depth = 0): string {
  const { name, attributes, children, isMixed } = tree
  const start = `${indent(depth)}<${name}${attributeText(attributes)}`
  if (children.length === 0) return `${start}/>\n`
  if (isMixed === true || children.some((child) => typeof child === 'string')) {
    return `${start}>${inline(children)}</${name}>\n`
  }
  let text = `${start}>\n`
  for (const child of children) if (typeof child !== 'string') text += serialize(child, depth + 1)
  return `${text}${indent(depth)}</${name}>\n`
}

function inline(children: Element['children']): string {
  let text = ''
  for (const child of children) {
    if (typeof child === 'string') text += escapeText(child)
    else {
      const start = `<${child.name}${attributeText(child.attributes)}`
      text +=
        child.children.length === 0 ? `${start}/>` : `${start}>${inline(child.children)}</${child.name}>`
    }
  }
  return text
}

function attributeText(attributes: Attributes): string {
  let text = ''
  for (const name in attributes) {
    const value = attributes[name]
    if (value !== null && value !== undefined) text += ` ${name}="${escapeAttribute(value)}"`
  }
  return text
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}
const escape = (character: string) => ESCAPES[character] ?? character

// A carriage return written as itself is read back as a line feed.
const IN_TEXT = /[&<>\r]/
const ALL_IN_TEXT = /[&<>\r]/g
const IN_ATTRIBUTE = /[&<>"\t\n\r]/
const ALL_IN_ATTRIBUTE = /[&<>"\t\n\r]/g

export function escapeText(text: string): string {
  const legal = legalText(text)
  return IN_TEXT.test(legal) ? legal.replace(ALL_IN_TEXT, escape) : legal
}

export function escapeAttribute(value: string): string {
  const legal = legalText(value)
  return IN_ATTRIBUTE.test(legal) ? legal.replace(ALL_IN_ATTRIBUTE, escape) : legal
}

/** Deeper elements are not moved further in: in a chain of units, each inside the one before, the file would grow with the square. */
const DEEPEST_INDENT = 32
const INDENTS = Array.from({ length: DEEPEST_INDENT + 1 }, (_, depth) => ' '.repeat(depth))
const indent = (depth: number): string => INDENTS[Math.min(depth, DEEPEST_INDENT)] ?? ''
