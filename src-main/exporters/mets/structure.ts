/** How it is made up: of units, one after the other, and these of pages. A page whose file may not be told of is there by its label. */
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import { closeLine, openLine, serialize } from '../../xml/serialize.ts'
import { idOf } from './outline.ts'
import type { Outline } from './outline.ts'

export function* structure(outlines: readonly Outline[]): Generator<string, void, undefined> {
  const [only, ...others] = outlines
  yield openLine('structMap', { TYPE: 'physical' }, 1)
  if (only && others.length === 0) yield serialize(unitDivision(only), 2)
  else {
    yield openLine('div', { TYPE: 'list' }, 2)
    for (const outline of outlines) yield serialize(unitDivision(outline), 3)
    yield closeLine('div', 2)
  }
  yield closeLine('structMap', 1)
}

const unitDivision = ({ unit, level, title, pages }: Outline): Element =>
  element(
    'div',
    { TYPE: level, LABEL: title, DMDID: idOf('dmd', unit), ADMID: idOf('amd', unit) },
    pages.map(({ number, label, file }) =>
      element(
        'div',
        { TYPE: 'page', ORDER: String(number), ORDERLABEL: label || null },
        file !== null && element('fptr', { FILEID: idOf('file', unit, file) }),
      ),
    ),
  )
