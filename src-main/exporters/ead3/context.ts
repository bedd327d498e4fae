import type { ExportContext } from '../exporter.ts'
import type { Ead3Options } from './options.ts'
import { wordsFor } from './words.ts'
import type { Words } from './words.ts'

/** What every section is given beside its description. */
export interface Ead3Context extends ExportContext<Ead3Options> {
  readonly words: Words
}

export const ead3Context = (context: ExportContext<Ead3Options>): Ead3Context => ({
  ...context,
  words: wordsFor(context.institution.language),
})

/** `relatedencoding` of the numbers in `encodinganalog`. */
export const ISAD = 'ISAD(G)v2'
