import type { ExportContext } from '../exporter.ts'
import type { Dialect } from './dialect.ts'
import type { EadOptions } from './options.ts'
import { wordsFor } from './words.ts'
import type { Words } from './words.ts'

/** What every section is given beside its description. */
export interface EadContext<Options extends EadOptions = EadOptions> extends ExportContext<Options> {
  readonly words: Words
  readonly dialect: Dialect
}

export const eadContext = <Options extends EadOptions>(
  context: ExportContext<Options>,
  dialect: Dialect,
): EadContext<Options> => ({ ...context, dialect, words: wordsFor(context.institution.language) })

/** `relatedencoding` of the numbers in `encodinganalog`. */
export const ISAD = 'ISAD(G)v2'
