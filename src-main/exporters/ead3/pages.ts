/** Scanned pages as EAD3 digital objects. A page whose image is not made yet is no digital object. */
import type { ReleasedDescription, ReleasedPage } from '../../shared/domain/released-view.ts'
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import { addressOf } from '../address.ts'
import type { EadContext } from '../ead/context.ts'
import { attribute, line } from '../ead/prose.ts'

/** `dao`, or a `daoset` where there are several (it needs two). */
export function digitalObjects(description: ReleasedDescription, context: EadContext): Element | null {
  const pages = description.pages.filter(({ mediaType }) => mediaType !== null)
  const coverage = pages.length === 1 ? 'whole' : 'part'
  const objects = pages.map((page) => digitalObject(page, coverage, description, context))
  const [first] = objects
  if (first === undefined) return null
  if (objects.length === 1) return first
  return element('daoset', { label: context.words.pages, coverage: 'whole' }, objects)
}

function digitalObject(
  page: ReleasedPage,
  coverage: 'whole' | 'part',
  description: ReleasedDescription,
  { audience, options, words }: EadContext,
): Element {
  const fileName = audience === 'staff' ? line(page.fileName) : ''
  return element(
    'dao',
    {
      daotype: 'derived',
      localtype: attribute(page.mediaType),
      coverage,
      identifier: `${line(description.uid)}/${page.number}`,
      linktitle: attribute(page.label) ?? words.page(page.number),
      href: addressOf(options.pageAddress, description, page.number),
    },
    fileName !== '' && element('descriptivenote', {}, element('p', {}, fileName)),
  )
}
