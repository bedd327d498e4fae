import { EadOptions } from '../ead/options.ts'
import { everyFieldBut } from '../exporter.ts'
import type { Exporter } from '../exporter.ts'
import { validateXml } from '../read-back.ts'
import { ead3Rules } from './rules.ts'
import { writeEad3 } from './write.ts'

export const ead3: Exporter<EadOptions> = {
  id: 'ead3',
  name: 'EAD3',
  version: '1.1.1',
  extension: 'xml',
  mediaType: 'application/xml',
  shape: 'hierarchy',
  options: EadOptions,
  carries: [...everyFieldBut(), 'pages'],
  write: writeEad3,
  validate: (path, onProgress) =>
    validateXml(path, 'resources/profiles/ead3-shoko.rng', ead3Rules, onProgress),
}
