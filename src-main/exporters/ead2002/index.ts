import { everyFieldBut } from '../exporter.ts'
import type { Exporter } from '../exporter.ts'
import { Ead2002DtdOptions, Ead2002Options } from './options.ts'
import { validateEad2002 } from './validate.ts'
import { writeEad2002 } from './write.ts'

const common = {
  version: '2002',
  extension: 'xml',
  mediaType: 'application/xml',
  shape: 'hierarchy',
  carries: [...everyFieldBut(), 'pages'],
} as const

/** For what reads EAD 2002 by its schema: namespace and XLink. */
export const ead2002: Exporter<Ead2002Options> = {
  ...common,
  id: 'ead2002',
  name: 'EAD 2002',
  options: Ead2002Options,
  write: writeEad2002('xsd'),
  validate: validateEad2002('xsd'),
}

/** For ArchivesSpace, AtoM and ArcLight alike: a document type, no namespace, plain links. */
export const ead2002Dtd: Exporter<Ead2002Options> = {
  ...common,
  id: 'ead2002-dtd',
  name: 'EAD 2002 (DTD)',
  options: Ead2002DtdOptions,
  write: writeEad2002('dtd'),
  validate: validateEad2002('dtd'),
}
