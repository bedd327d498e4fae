/** The registry: a format that stands here is in the dialog, on the command line and in the contract. */
import { z } from 'zod'
import type { ExportFormat } from '../shared/contract/export.ts'
import { refusal } from '../shared/contract/errors.ts'
import { bibtex } from './citation/bibtex.ts'
import { cslJson } from './citation/csl.ts'
import { ris } from './citation/ris.ts'
import { dc } from './dc/index.ts'
import { docx } from './docx/index.ts'
import { marcxml } from './marc/index.ts'
import { mets } from './mets/index.ts'
import { mods } from './mods/index.ts'
import { eacCpf } from './eac-cpf/index.ts'
import { ead2002, ead2002Dtd } from './ead2002/index.ts'
import { ead3 } from './ead3/index.ts'
import type { Exporter } from './exporter.ts'
import { findingAidHtml } from './hypertext/finding-aid.ts'
import { html } from './hypertext/records.ts'
import { alto } from './ocr/alto.ts'
import { hocr } from './ocr/hocr.ts'
import { pageXml } from './ocr/page-xml.ts'
import type { PageExporter } from './ocr/page.ts'
import { READING_EXPORTERS } from './reading/index.ts'
import type { ReadingExporter } from './reading/index.ts'
import { ricO } from './ric-o/index.ts'
import { csv } from './sheet/csv.ts'
import { csvAspace } from './template/aspace.ts'
import { csvAtom } from './template/atom.ts'
import { xlsx } from './sheet/xlsx.ts'
import { tei } from './tei/index.ts'

export const EXPORTERS: readonly Exporter[] = [
  ead3,
  ead2002,
  ead2002Dtd,
  eacCpf,
  dc,
  mods,
  mets,
  marcxml,
  tei,
  ricO,
  cslJson,
  bibtex,
  ris,
  csv,
  xlsx,
  csvAtom,
  csvAspace,
  html,
  findingAidHtml,
  docx,
]
/** Words and boxes, a file for each page: transcriptions, of which nobody has decided that the public may have them. */
export const PAGE_EXPORTERS: readonly PageExporter[] = [alto, pageXml, hocr]

export { READING_EXPORTERS }

/** @throws exportFormatUnknown */
export function exporterOf(id: string): Exporter {
  const found = EXPORTERS.find((exporter) => exporter.id === id)
  if (!found) throw refusal('exportFormatUnknown', { format: id })
  return found
}

export const pageExporterOf = (id: string): PageExporter | undefined =>
  PAGE_EXPORTERS.find((exporter) => exporter.id === id)

export const readingExporterOf = (id: string): ReadingExporter | undefined =>
  READING_EXPORTERS.find((exporter) => exporter.id === id)

/** The formats as the contract lists them, each with the JSON Schema of its options. */
export const exportFormats = (): ExportFormat[] => [
  ...EXPORTERS.map((exporter) => ({ ...listed(exporter), carries: [...exporter.carries] })),
  ...READING_EXPORTERS.map(listed),
  ...PAGE_EXPORTERS.map((exporter) => listed({ ...exporter, options: NO_OPTIONS })),
]
const NO_OPTIONS = z.strictObject({})

type Listed = Pick<ExportFormat, 'id' | 'name' | 'version' | 'extension' | 'mediaType' | 'shape'>

const listed = ({
  options,
  ...format
}: Listed & { readonly options: z.ZodType }): Omit<ExportFormat, 'carries'> & { carries: null } => {
  const { id, name, version, extension, mediaType, shape } = format
  return {
    ...{ id, name, version, extension, mediaType, shape },
    options: z.toJSONSchema(options, { io: 'input' }),
    carries: null,
  }
}

/** Options as the exporter takes them, with what was left out filled in. @throws exportOptionUnknown */
export function exportOptions<Options>(
  exporter: { readonly options: z.ZodType<Options> },
  given: Readonly<Record<string, unknown>>,
): Options {
  const parsed = exporter.options.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const option = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0]
  throw refusal('exportOptionUnknown', { option: String(option ?? '') })
}
