/** What EAC-CPF makes of the catalogue's words: lines and paragraphs without anything inside them, and their language. */
import { element } from '../../xml/element.ts'
import type { Attributes, Element } from '../../xml/element.ts'
import { paragraphsOf } from '../ead/prose.ts'

export const NAMESPACE = 'https://archivists.org/ns/eac/v2'

/** A line for each paragraph. */
export const linesOf = (value: string): string[] => paragraphsOf(value).map((lines) => lines.join(' '))

export const paragraphs = (value: string): Element[] =>
  linesOf(value).map((paragraph) => element('p', {}, paragraph))

/** In which language and script an element is written (ISO 639-2/B, ISO 15924). */
export const spokenIn = ({
  language,
  script,
}: {
  readonly language: string | null
  readonly script: string | null
}): Attributes => ({ languageOfElement: language, scriptOfElement: script })
