/** Scanned pages as digital objects. A page whose image is not made yet is no digital object. */
import type { ReleasedDescription, ReleasedPage } from '../../shared/domain/released-view.ts'
import { element } from '../../xml/element.ts'
import type { Attributes, Element } from '../../xml/element.ts'
import type { EadContext } from '../ead/context.ts'
import { addressOf } from '../address.ts'
import { attribute, line } from '../ead/prose.ts'
import { altrender } from './altrender.ts'
import type { Ead2002Options } from './options.ts'

/** With a namespace and XLink, for the schema; or without, for the DTD. */
export type Flavour = 'xsd' | 'dtd'

/** Only who reads the file as it is makes something of a page without an address. */
export const digitalObjects = (
  description: ReleasedDescription,
  context: EadContext<Ead2002Options>,
  flavour: Flavour,
): Element[] =>
  context.options.pageAddress === '' && context.options.profile !== 'general'
    ? []
    : description.pages
        .filter(({ mediaType }) => mediaType !== null)
        .map((page) => digitalObject(page, description, context, flavour))

function digitalObject(
  page: ReleasedPage,
  description: ReleasedDescription,
  { audience, options, words }: EadContext<Ead2002Options>,
  flavour: Flavour,
): Element {
  const fileName = audience === 'staff' ? line(page.fileName) : ''
  return element(
    'dao',
    {
      altrender: altrender({ kind: attribute(page.mediaType), page: String(page.number) }),
      ...link(
        {
          href: addressOf(options.pageAddress, description, page.number),
          title: attribute(page.label) ?? words.page(page.number),
          role: options.profile === 'apeead' ? 'IMAGE' : null,
        },
        flavour,
      ),
    },
    fileName !== '' && element('daodesc', {}, element('p', {}, fileName)),
  )
}

function link(
  { href, role, title }: Record<'href' | 'role' | 'title', string | null>,
  flavour: Flavour,
): Attributes {
  return flavour === 'dtd'
    ? { href, role, title }
    : { 'xlink:type': 'simple', 'xlink:href': href, 'xlink:role': role, 'xlink:title': title }
}
