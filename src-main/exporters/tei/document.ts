/** One unit as a TEI document: header, pages, texts, and what of them goes together. */
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import type { ExportContext, ReleasedNode } from '../exporter.ts'
import { line, voiceOf } from '../plain.ts'
import { agentsOf } from './agents.ts'
import { facsimile } from './facsimile.ts'
import { header } from './header.ts'
import type { Ids } from './ids.ts'
import type { TeiOptions } from './index.ts'
import { standOff, textElement } from './text.ts'

export function unitElement(
  { description }: ReleasedNode,
  context: ExportContext<TeiOptions>,
  ids: Ids,
): Element {
  const voice = voiceOf(context.institution.language)
  const agents = agentsOf(description, ids)
  const { readings } = description
  const pages = facsimile(
    description,
    readings?.texts ?? [],
    context.options.pageAddress,
    context.audience === 'staff',
    ids,
  )
  const text = textElement(readings, description, agents, ids)
  return element(
    'TEI',
    {},
    header(description, { context, voice, agents, ids }),
    pages,
    text,
    text && standOff(readings, ids),
    // A document has to have a text or pages.
    pages === null && text === null && element('text', {}, element('body', {}, element('p', {}))),
  )
}

/** Of several units, what they have in common: who gives them out. */
export const corpusHeader = ({ institution }: ExportContext<unknown>): Element =>
  element(
    'teiHeader',
    {},
    element(
      'fileDesc',
      {},
      element('titleStmt', {}, element('title', { type: 'main' }, line(institution.name))),
      element(
        'publicationStmt',
        {},
        element('publisher', {}, line(institution.name)),
        institution.isil !== null && element('idno', { type: 'ISIL' }, institution.isil),
        element(
          'availability',
          { status: 'unknown' },
          element('licence', { target: institution.rightsUri }, line(institution.rightsStatement)),
        ),
      ),
      element('sourceDesc', {}, element('p', {}, line(institution.name))),
    ),
  )
