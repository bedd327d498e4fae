/** EAD3 files for specs. */
import type { ReleasedNode, ValidationProblem } from '../../src-main/exporters/exporter.ts'
import { piecesOf, problemsIn, written } from './written.ts'
import type { Given } from './written.ts'

export const ead3Text = Object.assign(
  (nodes: Iterable<ReleasedNode>, given?: Given): string => written('ead3', nodes, given),
  { pieces: (nodes: Iterable<ReleasedNode>) => piecesOf('ead3', nodes) as Iterable<string> },
)

export const validated = (xml: string | Uint8Array): Promise<readonly ValidationProblem[]> =>
  problemsIn('ead3', xml)
