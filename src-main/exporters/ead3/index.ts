import { everyFieldBut } from '../exporter.ts'
import type { Exporter } from '../exporter.ts'
import { Ead3Options } from './options.ts'
import { writeEad3 } from './write.ts'
import { validateEad3 } from './validate.ts'

export const ead3: Exporter<Ead3Options> = {
  id: 'ead3',
  name: 'EAD3',
  version: '1.1.1',
  extension: 'xml',
  mediaType: 'application/xml',
  shape: 'hierarchy',
  options: Ead3Options,
  carries: [...everyFieldBut(), 'pages'],
  write: writeEad3,
  validate: validateEad3,
}
