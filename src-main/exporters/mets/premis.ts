/** Parts of PREMIS 3. */
import { element } from '../../xml/element.ts'
import type { Attributes, Child, Element } from '../../xml/element.ts'

/** The type of identifiers that mean something inside the document. */
export const LOCAL = 'local'

export const premis = (name: string, ...children: Child[]): Element =>
  element(`premis:${name}`, {}, ...children)

/** One of the entities of PREMIS, which says its version itself. */
export const entity = (name: string, attributes: Attributes, ...children: Child[]): Element =>
  element(`premis:${name}`, { ...attributes, version: '3.0' }, ...children)

/** Type and value of an identifier: `objectIdentifier`, `linkingEventIdentifier` … */
export const identifier = (name: string, type: string, value: string, ...more: Child[]): Element =>
  premis(name, premis(`${name}Type`, type), premis(`${name}Value`, value), ...more)
