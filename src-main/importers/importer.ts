/** What every document importer is: text in, records out; it touches neither disk nor catalogue. */
import type { DescriptionPatch } from '../shared/contract/description.ts'
import type { TextField } from '../shared/domain/field.ts'
import type { Paragraph, Text } from '../shared/contract/text.ts'

export type ImportedParagraph = Pick<Paragraph, 'kind' | 'pageNumber' | 'value'>

export interface ImportedText extends Pick<Text, 'kind' | 'language' | 'script' | 'source' | 'agent'> {
  paragraphs: ImportedParagraph[]
}

/** A reading that is not certain: proposed with the line it comes from, never filled. */
export interface ImportedProposal {
  /** Field of the contract that a taken proposal adds to. */
  field: keyof DescriptionPatch
  /** One value of that field, in the form that the contract gives it. */
  value: unknown
  source: string
  line: number
  /** Why it is not certain: a code, worded by the interface (`i18n`, `proposal.basis`). */
  basis: string
}

/** The page, from 1, on which a value of a field stands: of several the first. */
export interface ImportedPlace {
  field: TextField
  value: string
  page: number
}

export interface ImportedDocument {
  fields: DescriptionPatch
  places: ImportedPlace[]
  texts: ImportedText[]
  proposals: ImportedProposal[]
  /** Lines that nothing took, with their numbers from 1: nothing is dropped without a word. */
  unmapped: { line: number; text: string }[]
  /** How many pages the document says it has; pages exist before their images do. */
  pages: number
}

export interface Importer {
  readonly id: string
  /** Whether the beginning of a file (decoded text) is in this form. */
  recognises(text: string): boolean
  read(text: string): ImportedDocument[]
}
