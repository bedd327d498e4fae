/** Elements to HTML that is well-formed XML too, so that it can be read back: nothing is added between them, since white space would be seen. */
import { legalText } from '../../xml/characters.ts'
import type { Element } from '../../xml/element.ts'
import { escapeText } from '../../xml/serialize.ts'

/** Elements that have no end. */
const VOID = new Set(['meta', 'img', 'br', 'hr', 'input'])

export function htmlText({ name, attributes, children }: Element): string {
  let text = `<${name}`
  for (const [attribute, value] of Object.entries(attributes))
    if (value !== null && value !== undefined) text += ` ${attribute}="${escaped(value)}"`
  if (VOID.has(name)) return `${text} />`
  text += '>'
  for (const child of children) text += typeof child === 'string' ? escapeText(child) : htmlText(child)
  return `${text}</${name}>`
}

const escaped = (value: string): string =>
  legalText(value)
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

/** A string as CSS takes it. */
export const cssString = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{N} .,()-]/gu, (character) => `\\${(character.codePointAt(0) ?? 32).toString(16)} `)}"`
