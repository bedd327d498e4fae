/** The records themselves as a manuscript: where they are kept, their numbers, their extent, what became of them. */
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { element, elementOrNull } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import { extentLines, isBlank, levelName, line } from '../plain.ts'
import type { Voice } from '../plain.ts'
import { dateElements, isOfCreation } from './dates.ts'
import type { Within } from './header.ts'
import { word } from './said.ts'

export function manuscript(description: ReleasedDescription, { context, voice, ids }: Within): Element {
  const { level, otherLevel, referenceCode, identifiers, dates } = description
  const { institution } = context
  return element(
    'msDesc',
    { type: level, subtype: word(otherLevel) },
    element(
      'msIdentifier',
      {},
      element('country', {}, institution.country),
      element('repository', {}, line(institution.name)),
      !isBlank(referenceCode) && element('idno', { type: 'referenceCode' }, line(referenceCode)),
      identifiers
        .filter(({ value }) => !isBlank(value))
        .map(({ type, label, value, scope }) =>
          element(
            'altIdentifier',
            { type: word(type) },
            // What the number is unique in.
            !isBlank(scope) && element('collection', {}, line(scope)),
            element('idno', {}, line(value)),
            !isBlank(label) && element('note', {}, line(label)),
          ),
        ),
    ),
    element(
      'physDesc',
      {},
      element('objectDesc', { form: word(levelName(description, voice)) }, extents(description, voice)),
    ),
    elementOrNull(
      'history',
      {},
      dates.flatMap((date, index) => {
        if (isOfCreation(date) || date.kind === 'despatch' || date.kind === 'receipt') return []
        const own = dateElements(date, ids.of('date', index + 1), voice)
        return own ? element('provenance', { type: date.kind }, own) : []
      }),
    ),
  )
}

function extents(description: ReleasedDescription, voice: Voice): Element | null {
  const said = description.extents.filter(({ unit }) => !isBlank(unit))
  const lines = extentLines(description, voice)
  const measures = said.map(({ quantity, unit, approximate, type }, index) =>
    element(
      'measure',
      { type, quantity, unit: word(unit), cert: approximate ? 'medium' : null },
      lines[index] ?? '',
    ),
  )
  return measures.length === 0 ? null : element('supportDesc', {}, element('extent', {}, measures))
}
