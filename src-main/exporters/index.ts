/** The registry: a format that stands here is in the dialog, on the command line and in the contract. */
import { z } from 'zod'
import type { ExportFormat } from '../shared/contract/export.ts'
import { refusal } from '../shared/contract/errors.ts'
import { ead3 } from './ead3/index.ts'
import type { Exporter } from './exporter.ts'
import { csv } from './sheet/csv.ts'
import { xlsx } from './sheet/xlsx.ts'

export const EXPORTERS: readonly Exporter[] = [ead3, csv, xlsx]

/** @throws exportFormatUnknown */
export function exporterOf(id: string): Exporter {
  const found = EXPORTERS.find((exporter) => exporter.id === id)
  if (!found) throw refusal('exportFormatUnknown', { format: id })
  return found
}

/** The formats as the contract lists them, each with the JSON Schema of its options. */
export const exportFormats = (): ExportFormat[] =>
  EXPORTERS.map(({ id, name, version, extension, mediaType, shape, options }) => ({
    id,
    name,
    version,
    extension,
    mediaType,
    shape,
    options: z.toJSONSchema(options, { io: 'input' }),
  }))

/** Options as the exporter takes them, with what was left out filled in. @throws exportOptionUnknown */
export function exportOptions(exporter: Exporter, given: Readonly<Record<string, unknown>>): unknown {
  const parsed = exporter.options.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const option = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0]
  throw refusal('exportOptionUnknown', { option: String(option ?? '') })
}
