/** What an attribute of TEI can hold of what the catalogue says. */
import { tagOfLanguage } from '../../shared/domain/language-tag.ts'
import { element } from '../../xml/element.ts'
import type { Attributes, Element } from '../../xml/element.ts'
import { paragraphs } from '../ead/prose.ts'
import { token } from '../ead2002/token.ts'

/** A word of the catalogue's own as a value of `type` and its like (teidata.enumerated). */
export const word = (said: string | null | undefined): string | null => token(said?.trim())

export const spokenIn = ({
  language = null,
  script = null,
}: {
  readonly language?: string | null
  readonly script?: string | null
}): Attributes => ({ 'xml:lang': tagOfLanguage({ language, script }) || null })

/** The paragraphs of a text with `lb` where a line ends inside one. */
export const prose = (value: string): Element[] => paragraphs(value)

export const note = (
  type: string,
  attributes: Attributes,
  ...children: Parameters<typeof element>[2][]
): Element => element('note', { type, ...attributes }, ...children)
