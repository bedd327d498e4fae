/** EAC-CPF 2.0: a record for each person, body and family that the released records name; the root is `eac` where there is one. */
import { z } from 'zod'
import type { ElementHandler } from '../../xml/parse.ts'
import { closeLine, openLine, serialize } from '../../xml/serialize.ts'
import { recordAddress } from '../address.ts'
import type { ExportContext, Exporter, ReleasedNode } from '../exporter.ts'
import { validateXml } from '../read-back.ts'
import { xmlBeginning } from '../xml-list.ts'
import { namedIn } from './named.ts'
import { eac } from './record.ts'
import { recordsSaySomething } from './rules.ts'
import { NAMESPACE } from './said.ts'

export const EacOptions = z.strictObject({ recordAddress })
export type EacOptions = z.infer<typeof EacOptions>

/** The standard has no list: each `eac` declares its namespace, so that it can be cut out and stands by itself. */
const ROOT = 'records'

/** Of an authority stays behind what is for staff alone, and the file that it was taken from. */
export const eacCpf: Exporter<EacOptions> = {
  id: 'eac-cpf',
  name: 'EAC-CPF',
  version: '2.0',
  extension: 'xml',
  mediaType: 'application/xml',
  shape: 'list',
  options: EacOptions,
  carries: ['title', 'referenceCode', 'agents', 'authorities'],
  write,
  validate: (path, onProgress) =>
    validateXml(path, 'resources/profiles/eac-cpf-shoko.rng', recordsSaySomething, onProgress, inNamespace),
}

/** The list around the records has no namespace of its own. */
const inNamespace = (grammar: ElementHandler): ElementHandler => ({
  ...grammar,
  open: (name, attributes, place) =>
    grammar.open(name, name === ROOT ? { xmlns: NAMESPACE, ...attributes } : attributes, place),
})

function* write(
  nodes: Iterable<ReleasedNode>,
  context: ExportContext<EacOptions>,
): Generator<string, void, undefined> {
  const named = namedIn(nodes, context)
  const [only, ...others] = named
  if (only && others.length === 0) {
    yield xmlBeginning(context) + serialize(eac(only, context), 0)
    return
  }
  yield xmlBeginning(context) + openLine(ROOT, {}, 0)
  for (const one of named) yield serialize(eac(one, context), 1)
  yield closeLine(ROOT, 0)
}
