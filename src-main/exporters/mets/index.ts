/** METS 1.12 with MODS for what the units are and PREMIS 3 for their files: one document for whatever was asked for. */
import { z } from 'zod'
import { serialize, closeLine, openLine } from '../../xml/serialize.ts'
import { recordAddress } from '../address.ts'
import { everyFieldBut } from '../exporter.ts'
import type { ExportContext, Exporter, ReleasedNode } from '../exporter.ts'
import { NAMESPACE as MODS } from '../mods/index.ts'
import { line } from '../plain.ts'
import { validateXml } from '../read-back.ts'
import { xmlBeginning } from '../xml-list.ts'
import { administrative } from './administrative.ts'
import { described } from './described.ts'
import { fileSection } from './files.ts'
import { header } from './header.ts'
import { outlineOf } from './outline.ts'
import type { Outline } from './outline.ts'
import { rulesOf, withoutMods } from './rules.ts'
import { structure } from './structure.ts'

export const MetsOptions = z.strictObject({ recordAddress })
export type MetsOptions = z.infer<typeof MetsOptions>

const NAMESPACES = {
  xmlns: 'http://www.loc.gov/METS/',
  'xmlns:mods': MODS,
  'xmlns:premis': 'http://www.loc.gov/premis/v3',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
} as const

/** Of files stays behind where they lie, and the scans that a page showed before. */
export const mets: Exporter<MetsOptions> = {
  id: 'mets',
  name: 'METS',
  version: '1.12',
  extension: 'xml',
  mediaType: 'application/mets+xml',
  shape: 'list',
  options: MetsOptions,
  carries: [...everyFieldBut('status'), 'pages', 'files'],
  write,
  validate: (path, onProgress) =>
    validateXml(path, 'resources/profiles/mets-shoko.rng', rulesOf, onProgress, withoutMods),
}

/** METS wants what units are before what their files are: of each, the little that comes later is kept until then. */
function* write(
  nodes: Iterable<ReleasedNode>,
  context: ExportContext<MetsOptions>,
): Generator<string, void, undefined> {
  yield xmlBeginning(context)
  const all = nodes[Symbol.iterator]()
  const first = all.next()
  if (first.done === true) return
  let next = all.next()
  const { uid, level } = first.value.description
  const named = next.done === true ? { OBJID: line(uid), TYPE: level } : { TYPE: 'list' }
  yield openLine('mets', { ...NAMESPACES, ...named }, 0) + serialize(header(context), 1)
  const outlines: Outline[] = []
  const unit = (node: ReleasedNode): string => {
    const outline = outlineOf(node, outlines.length + 1, context)
    outlines.push(outline)
    return serialize(described(node, outline, context), 1)
  }
  yield unit(first.value)
  for (; next.done !== true; next = all.next()) yield unit(next.value)
  for (const outline of outlines) yield serialize(administrative(outline, context), 1)
  yield* fileSection(outlines)
  yield* structure(outlines)
  yield closeLine('mets', 0)
}
