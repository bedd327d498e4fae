/** Vocabularies in and out as files. */
import type { TermFileReason } from '../../domain/term.ts'
import { count, n } from './numbers.ts'

const reasons: Record<TermFileReason, string> = {
  noLabel: 'no preferred label',
  noAddress: 'no address of its own',
  duplicate: 'twice in the file',
  tooLong: 'a label, code or note is too long',
  tooMany: 'more than 500 labels or relations',
  typeUnknown: 'type not known',
  sourceUnknown: 'vocabulary not a code',
  relationUnknown: 'relation to a term that is nowhere',
  circle: 'relation left out: the term would stand under itself',
}

export const termFiles = {
  title: 'Vocabulary file',
  intro:
    'Take in a vocabulary from a file: SKOS (RDF/XML, Turtle, N-Triples), CSV or Excel. A term is known by its code in its vocabulary. Nothing is written before you have seen what it will do, and what you added to a term stays.',
  source: 'Vocabulary of the file',
  sourceHint: 'A code such as ndlsh, lcsh or aat; local for your own.',
  type: 'Type where the file says none',
  choose: 'Choose a file…',
  chooseFile: 'Choose the file of the vocabulary.',
  another: 'Choose another file…',
  look: 'Look again',
  looking: 'Reading the file…',
  preview: 'What the file would do',
  formats: { rdfxml: 'SKOS (RDF/XML)', turtle: 'SKOS (Turtle)', csv: 'Table' },
  concepts: (concepts: number, format: string) => `${count(concepts, 'concept', 'concepts')} · ${format}`,
  added: (terms: number) => count(terms, 'new term', 'new terms'),
  changed: (terms: number) => `${n(terms)} changed`,
  same: (terms: number) => `${n(terms)} the same`,
  languages: (labels: string) => `Labels by language: ${labels}`,
  noLanguage: 'no language',
  samples: 'The first concepts',
  refused: 'Not taken',
  refusedFor: (reasons: string) => `Not taken: ${reasons}`,
  refusedAt: (at: string, reason: string) => `${/^\d+$/.test(at) ? `row ${at}` : at}: ${reason}`,
  more: (left: number) => `${n(left)} more`,
  reasons,
  take: (terms: number) => `Take in ${count(terms, 'term', 'terms')}`,
  nothing: 'Everything in the file is here already.',
  out: 'Write terms as a file',
  outHint: 'SKOS is for other programs; the CSV file can be edited and taken in again.',
  outSource: 'Vocabulary to write',
  as: 'Format',
  asFormats: { skos: 'SKOS (Turtle)', csv: 'CSV' },
  write: 'Write the file',
  written: (terms: number) => `${count(terms, 'term', 'terms')} written.`,
  undo: 'Undo takes it back as one step.',
}
