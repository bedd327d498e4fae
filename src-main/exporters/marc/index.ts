/** MARC 21 bibliographic records under archival control, as a MARCXML collection. */
import { z } from 'zod'
import { recordAddress } from '../address.ts'
import { everyFieldBut } from '../exporter.ts'
import type { Exporter } from '../exporter.ts'
import { validateXml } from '../read-back.ts'
import { xmlList } from '../xml-list.ts'
import { record } from './record.ts'
import { marcRules } from './rules.ts'

export const MarcOptions = z.strictObject({ recordAddress })
export type MarcOptions = z.infer<typeof MarcOptions>

export const marcxml: Exporter<MarcOptions> = {
  id: 'marcxml',
  name: 'MARCXML',
  version: 'MARC 21',
  extension: 'xml',
  mediaType: 'application/marcxml+xml',
  shape: 'list',
  options: MarcOptions,
  carries: everyFieldBut('status'),
  write: (nodes, context) =>
    xmlList('collection', { xmlns: 'http://www.loc.gov/MARC21/slim' }, nodes, context, (node) =>
      record(node, context),
    ),
  validate: (path, onProgress) =>
    validateXml(path, 'resources/profiles/marcxml-shoko.rng', marcRules, onProgress),
}
