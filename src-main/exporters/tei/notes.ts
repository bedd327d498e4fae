/** What TEI has no element for, under the name of the field that says it; and other records by their numbers. */
import { standsOnSheet, TEXT_FIELD_NAMES } from '../../shared/domain/field.ts'
import type { TextField } from '../../shared/domain/field.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { element } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import { containerLine, isBlank, line, markLine, spoken, text } from '../plain.ts'
import type { Within } from './header.ts'
import { pointer } from './ids.ts'
import { note, prose, spokenIn, word } from './said.ts'

/** Fields that have a place elsewhere in the header. */
const ELSEWHERE: ReadonlySet<TextField> = new Set<TextField>([
  'title',
  'abstract',
  'scopeAndContent',
  'accessConditions',
  'legalStatus',
  'reproductionConditions',
])
const FIELDS = TEXT_FIELD_NAMES.filter((field) => !ELSEWHERE.has(field))

export function notes(description: ReleasedDescription, { context, voice, ids }: Within): Child[] {
  const { texts, dates, containers, otherLevel } = description
  return [
    !isBlank(otherLevel) && note('otherLevel', {}, line(otherLevel)),
    FIELDS.filter((field) => field !== 'staffNote' || context.audience === 'staff').map((field) =>
      spoken(texts[field]).map((value) =>
        note(
          field,
          { subtype: word(value.code ?? value.type), ...spokenIn(value) },
          standsOnSheet(field)
            ? element('p', {}, markLine({ ...value, code: null }, voice))
            : prose(value.value),
        ),
      ),
    ),
    dates.flatMap(({ inferredFrom }, index) =>
      isBlank(inferredFrom)
        ? []
        : note(
            'inferredFrom',
            {},
            element('ref', { target: pointer(ids.of('date', index + 1)) }, text(inferredFrom ?? '')),
          ),
    ),
    containers.flatMap((kept) => {
      const said = containerLine(kept, voice)
      return said === '' ? [] : note('container', {}, said)
    }),
    related(description),
  ]
}

const related = ({ relations }: ReleasedDescription): Element[] =>
  relations.flatMap(({ type, target, part, scope }) => {
    const said = [
      !isBlank(target) && element('idno', {}, line(target)),
      !isBlank(part) && element('biblScope', { unit: 'part' }, line(part)),
      !isBlank(scope) && element('note', { type: 'scope' }, line(scope)),
    ].filter((one) => one !== false)
    return isBlank(target) && isBlank(part) ? [] : element('relatedItem', { type }, element('bibl', {}, said))
  })
