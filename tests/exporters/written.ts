/** XML files for specs, through the registry as the program makes them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExportContext, ReleasedNode, ValidationProblem } from '../../src-main/exporters/exporter.ts'
import { exportOptions, exporterOf } from '../../src-main/exporters/index.ts'
import { anInstitution } from './released.ts'

export type Given = Partial<Omit<ExportContext<unknown>, 'options'>> & { options?: Record<string, unknown> }

export function piecesOf(format: string, nodes: Iterable<ReleasedNode>, given: Given = {}): Iterable<string> {
  const exporter = exporterOf(format)
  const written = exporter.write(nodes, {
    audience: 'public',
    institution: anInstitution(),
    generator: 'Shoko (spec)',
    ...given,
    options: exportOptions(exporter, given.options ?? {}),
  })
  return written as Iterable<string>
}

export const textOf = (format: string, nodes: Iterable<ReleasedNode>, given?: Given): string =>
  [...piecesOf(format, nodes, given)].join('')

export function asFile(xml: string | Uint8Array): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'shoko-export-'))
  const path = join(folder, 'export.xml')
  writeFileSync(path, xml)
  return { path, remove: () => rmSync(folder, { recursive: true }) }
}

/** The problems that the exporter's own validation finds in a text that was written with these options. */
export async function problemsIn(
  format: string,
  xml: string | Uint8Array,
  options: Record<string, unknown> = {},
): Promise<readonly ValidationProblem[]> {
  const { path, remove } = asFile(xml)
  const exporter = exporterOf(format)
  try {
    return (await exporter.validate(path, undefined, exportOptions(exporter, options))).problems
  } finally {
    remove()
  }
}
