/**
 * In what EAD3 and EAD 2002 differ where they otherwise say the same: how the language and the kind of a text are
 * written, how a name is, and the few sections of which only one of them knows.
 */
import type { DateValue, TextValue } from '../../shared/contract/description.ts'
import type { ReleasedDescription, ReleasedText } from '../../shared/domain/released-view.ts'
import type { Attributes, Child, Element } from '../../xml/element.ts'
import type { Point } from './standard-date.ts'

export interface Dialect {
  /** Attributes of an element for the language and script of its text, and for the kind that the text is of. */
  said(element: string, spoken: Spoken, kind?: string | null): Attributes
  /** Attributes of a list of lines, of points, or of numbered items. */
  list(kind: 'plain' | 'points' | 'numbers'): Attributes
  /** Attributes that say in whose list a name or term stands, under which number, and in which role (MARC relator code). */
  known(known: Known): Attributes
  /** The words of a name or a term as its element takes them. */
  named(words: Child): Child
  /** A name of two parts in their order, of which `whole` is made. */
  parts(whole: string, parts: readonly NamePart[]): Child
  /** A code, within a paragraph. */
  code(code: string): Child
  /** 3.4.1 Legal status: a section in EAD3, a part of one in EAD 2002. */
  legalStatus(values: readonly ReleasedText[]): Child
  /** Attributes for what a related unit is to this one. */
  related(kind: ReleasedDescription['relations'][number]['type']): Attributes
  /** 3.5.3 Related units as a machine reads them. */
  relations(relations: ReleasedDescription['relations']): Child
  /** An event with its day, time and place (an item of `chronlist`). */
  event(event: DatedEvent): Element
}

export type Spoken = Partial<Pick<TextValue, 'language' | 'script'>>

export interface Known {
  readonly source: string | null
  readonly identifier: string | null
  readonly relator?: string | null
}

export interface NamePart {
  readonly kind: 'surname' | 'given'
  readonly text: string
}

export interface DatedEvent {
  readonly kind: DateValue['kind']
  /** What happened, in words. */
  readonly event: string
  /** Day and time in words. */
  readonly when: string
  /** The day for a machine, where it is one. */
  readonly point: Point | null
  /** Empty where none is stated. */
  readonly place: string
}
