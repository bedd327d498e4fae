/** EAD 2002, for its schema (with a namespace and XLink) or for its DTD (with neither). */
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { element, elementsIn } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import { XML_DECLARATION, openLine, serialize } from '../../xml/serialize.ts'
import { body } from '../ead/body.ts'
import { eadContext } from '../ead/context.ts'
import type { EadContext } from '../ead/context.ts'
import { paragraphs } from '../ead/prose.ts'
import { writeEad } from '../ead/write.ts'
import type { EadVersion } from '../ead/write.ts'
import type { ExportContext, ReleasedNode } from '../exporter.ts'
import { altrender } from './altrender.ts'
import { apeLeftOver, apeSection } from './ape.ts'
import { dialect } from './dialect.ts'
import { didOf, parallelTitles } from './did.ts'
import { eadHeader } from './header.ts'
import type { Ead2002Options } from './options.ts'
import type { Flavour } from './pages.ts'
import { token } from './token.ts'

export const NAMESPACE = 'urn:isbn:1-931666-22-9'
const XLINK = 'http://www.w3.org/1999/xlink'
const DOCTYPE =
  '<!DOCTYPE ead PUBLIC "+//ISBN 1-931666-00-8//DTD ead.dtd (Encoded Archival Description (EAD) Version 2002)//EN" "ead.dtd">\n'

type Context = EadContext<Ead2002Options>

export const writeEad2002 =
  (flavour: Flavour) =>
  (nodes: Iterable<ReleasedNode>, given: ExportContext<Ead2002Options>): Generator<string, void, undefined> =>
    writeEad(
      nodes,
      eadContext(given, dialect),
      given.options.profile === 'apeead' ? apeVersion(flavour) : version(flavour),
    )

const version = (flavour: Flavour): EadVersion<Ead2002Options> => ({
  beginning: (highest, context) =>
    root(flavour, context.audience === 'staff' ? 'internal' : null) +
    serialize(eadHeader(highest, context), 1),
  did: didOf(flavour),
  sections: (description, context, highest) =>
    elementsIn(body(description, context, highest), repeatedTitles(description, context)),
  unit: ({ otherlevel, ...attributes }) => {
    const level = token(otherlevel)
    return {
      altrender: level === otherlevel ? null : altrender({ level: otherlevel }),
      ...attributes,
      otherlevel: level,
    }
  },
  dsc: { type: 'combined' },
})

/** Archives Portal Europe: the highest unit is a fonds, and the inventory of another type than EAD has names for. */
const apeVersion = (flavour: Flavour): EadVersion<Ead2002Options> => {
  const { did, sections } = version(flavour)
  return {
    beginning: (highest, context) => root(flavour, null) + serialize(ape(eadHeader(highest, context)), 1),
    did: (...given) => ape(did(...given)),
    sections: (...given) =>
      elementsIn(apeLeftOver(did(...given)), sections(...given)).flatMap((one) => apeSection(one) ?? []),
    unit: ({ id, level, otherlevel }, highest) =>
      highest
        ? { encodinganalog: '3.1.4', level: 'fonds', type: 'inventory' }
        : { encodinganalog: '3.1.4', id, level, otherlevel: token(otherlevel) },
    dsc: { type: 'othertype' },
  }
}

const ape = (given: Element): Element => apeSection(given) ?? given

/** Readers that strip the namespace look for it on the line of `ead`, before other attributes. */
const root = (flavour: Flavour, audience: string | null): string =>
  XML_DECLARATION +
  (flavour === 'dtd'
    ? DOCTYPE + openLine('ead', { audience }, 0)
    : openLine('ead', { xmlns: NAMESPACE, 'xmlns:xlink': XLINK, audience }, 0))

/** ArchivesSpace keeps the first title alone; it keeps every note. */
const repeatedTitles = ({ texts }: ReleasedDescription, context: Context): Element[] =>
  context.options.profile === 'archivesspace'
    ? parallelTitles(texts.title, context).map((value) =>
        element('odd', dialect.said('odd', value, 'parallelTitle'), paragraphs(value.value)),
      )
    : []
