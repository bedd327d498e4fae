/** EAD3 files for specs, through the registry as the program makes them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExportContext, ReleasedNode, ValidationProblem } from '../../src-main/exporters/exporter.ts'
import { exportOptions, exporterOf } from '../../src-main/exporters/index.ts'
import { anInstitution } from './released.ts'

type Given = Partial<Omit<ExportContext<unknown>, 'options'>> & { options?: Record<string, unknown> }

const pieces = (nodes: Iterable<ReleasedNode>, given: Given = {}): Iterable<string> => {
  const exporter = exporterOf('ead3')
  const written = exporter.write(nodes, {
    audience: 'public',
    institution: anInstitution(),
    generator: 'Shoko (spec)',
    ...given,
    options: exportOptions(exporter, given.options ?? {}),
  })
  return written as Iterable<string>
}

export const ead3Text = Object.assign(
  (nodes: Iterable<ReleasedNode>, given?: Given): string => [...pieces(nodes, given)].join(''),
  { pieces },
)

export function asFile(xml: string | Uint8Array): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'shoko-ead3-'))
  const path = join(folder, 'ead3.xml')
  writeFileSync(path, xml)
  return { path, remove: () => rmSync(folder, { recursive: true }) }
}

/** The problems that the exporter's own validation finds in a text. */
export async function validated(xml: string | Uint8Array): Promise<readonly ValidationProblem[]> {
  const { path, remove } = asFile(xml)
  try {
    return (await exporterOf('ead3').validate(path)).problems
  } finally {
    remove()
  }
}
