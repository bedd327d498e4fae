import type { Importer } from './importer.ts'
import { wilsonCenter } from './wilson-center/index.ts'

export const IMPORTERS: readonly Importer[] = [wilsonCenter]

/** The importer whose form a text (its beginning is enough) is in. */
export const recogniseImporter = (text: string): Importer | null =>
  IMPORTERS.find((importer) => importer.recognises(text)) ?? null
