/** A vocabulary out of a file, whatever it is written in. */
import { readChunks } from '../../platform/files.ts'
import type { TERM_FILE_FORMATS } from '../../shared/domain/term.ts'
import { encodingOf } from '../decode.ts'
import { recogniseSheet, sheetLines } from '../sheet/source.ts'
import type { FileConcept, FileRefusal } from './concept.ts'
import { skosConcepts } from './skos.ts'
import { tableConcepts } from './table.ts'

export { MOST_LABELS, refusalOf, VocabularyProblem } from './concept.ts'
export type { FileConcept, FileRefusal } from './concept.ts'

export interface ReadVocabulary {
  format: (typeof TERM_FILE_FORMATS)[number]
  concepts: FileConcept[]
  /** What is no concept that could be taken. */
  refused: FileRefusal[]
}

/** @throws VocabularyProblem, SheetProblem, and the refusals of a file that cannot be read */
export async function readVocabulary(
  path: string,
  source: string,
  signal?: AbortSignal,
): Promise<ReadVocabulary> {
  const format = await formatOf(path)
  switch (format) {
    case 'rdfxml': {
      const { rdfXmlStatements } = await import('./quads.ts')
      return { format, ...(await skosConcepts(rdfXmlStatements(path, signal), source)) }
    }
    case 'turtle': {
      const { turtleStatements } = await import('./quads.ts')
      return { format, ...(await skosConcepts(turtleStatements(path, signal), source)) }
    }
    case 'csv': {
      const kind = await recogniseSheet(path, signal)
      return { format, ...(await tableConcepts(sheetLines(path, kind, 0, signal))) }
    }
  }
}

/** By what it begins with: names of files lie. */
async function formatOf(path: string): Promise<ReadVocabulary['format']> {
  for await (const chunk of readChunks(path)) {
    const head = chunk.subarray(0, 4096)
    const text = new TextDecoder(encodingOf(head)).decode(head).trimStart()
    if (/^<(?:\?xml|!DOCTYPE|!--|[\w-]+:RDF[\s>])/i.test(text)) return 'rdfxml'
    return /^(?:@(?:prefix|base)\s|(?:prefix|base)\s|<[^>\s]*>\s|_:|#|\[)/i.test(text) ? 'turtle' : 'csv'
  }
  return 'csv'
}
